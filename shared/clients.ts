import type { Guide } from './guide';

/** What is known of the clients of a server that gave its address to another: how far they are back, and what people said of them. */

/**
 * How it came that clients were kept away from a server, or let in. `waived`: a person went on although they are not kept away;
 * `late`: the restore, before which they are kept away, was done by an earlier version of this program.
 */
export type ClientsSwitched = {
  readonly at: string;
  readonly how: 'found' | 'switched' | 'person' | 'waived' | 'late';
  /** Who said so. */
  readonly by?: string | undefined;
};

/** How the wait for the clients ended. */
export type ClientsBack = {
  readonly endedAt: string;
  /** Absent where nobody could count them. */
  readonly counted?:
    | {
        /** The old server's computers of its last day. */
        readonly expected: number;
        /** How many of them came to the new one. */
        readonly back: number;
        readonly firstAt?: string | undefined;
        /** The list of the others, as a path on this computer; absent where there are none. */
        readonly file?: string | undefined;
      }
    | undefined;
  /** Nobody waited: the new server keeps its own address, and clients come when they are told of it. */
  readonly elsewhere?: true | undefined;
  /** Who said that they are back (`holds`), or that it goes on without them. */
  readonly said?: { readonly by: string; readonly holds: boolean } | undefined;
};

/** How far they are back while it is waited for them. */
export type ClientsAwaited = {
  readonly firstAt?: string | undefined;
  /** The first `missingShown` of those that are missing. */
  readonly missing: readonly string[];
  /** With so many it goes on. */
  readonly enough: number;
  /** When a person is asked. */
  readonly until: string;
};

/** So many names are shown; the others are in a file. */
export const missingShown = 50;

/** How many of the expected are enough; at least one where there are any, unless the share is nothing. */
export const enoughOf = (expected: number, share: number): number => Math.ceil(expected * share);

export type ClientsQuestion =
  | {
      /** What a person sees where the program cannot: that clients are kept away, let in, or back. */
      readonly kind: 'clients-by-person';
      readonly about: 'off' | 'on' | 'back';
      readonly serverName: string;
      /** Why it is asked: the server has no command for it, does as if it had not heard it, or there is no list of the old server. */
      readonly why: 'no-command' | 'unchanged' | 'no-list';
      /** How it is switched there; absent where it is only looked at, and in journals of earlier versions. */
      readonly guide?: Guide | undefined;
    }
  | {
      /** The time is over, and computers are missing. */
      readonly kind: 'clients-missing';
      readonly back: number;
      readonly expected: number;
      readonly enough: number;
      readonly firstAt?: string | undefined;
      readonly missing: readonly string[];
      /** All that are missing, as a path on this computer. */
      readonly file: string;
    };

/** `by`: who says so; absent: the user of this computer. */
export type ClientsAnswer =
  | {
      readonly kind: 'clients-by-person';
      readonly holds: boolean;
      readonly by?: string | undefined;
    }
  | {
      readonly kind: 'clients-missing';
      readonly action: 'wait-on' | 'go-on';
      readonly by?: string | undefined;
    };
