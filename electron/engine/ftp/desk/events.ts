/** What happens at a desk, for whoever watches. Holds no password and no part of the path. */
export type DeskEvent =
  | { readonly kind: 'open'; readonly address: string; readonly port: number }
  /** Somebody from another address than the one that is waited for, or one too many; sent away. */
  | { readonly kind: 'stranger'; readonly peer: string }
  | { readonly kind: 'came'; readonly peer: string }
  | { readonly kind: 'logged-in'; readonly peer: string; readonly anonymous: boolean }
  /** A wrong user, password or path; after `left` more the desk closes. */
  | {
      readonly kind: 'wrong-try';
      readonly peer: string;
      readonly what: 'login' | 'path';
      readonly left: number;
    }
  /** A command was not carried out; its name without its argument, and the code that was answered. */
  | {
      readonly kind: 'refused';
      readonly peer: string;
      readonly command: string;
      readonly code: number;
    }
  /** The file begins to move, from byte `at` on. */
  | {
      readonly kind: 'begins';
      readonly peer: string;
      readonly at: number;
      readonly way: 'passive' | 'active';
    }
  | { readonly kind: 'finished'; readonly size: number; readonly sha256: string }
  | { readonly kind: 'closed' };
