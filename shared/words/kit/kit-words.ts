import type { LookAlike } from '../../key-groups';

/** Everything that a recovery kit says in one language. The vendor's own labels stay as the web console shows them. */
export type KitWords = {
  readonly title: string;
  /** Stands above everything in a kit of practice servers. */
  readonly practice: string;
  readonly why: string;
  readonly keepApart: string;
  readonly labels: Readonly<
    Record<
      | 'server'
      | 'address'
      | 'product'
      | 'backup'
      | 'file'
      | 'size'
      | 'sha256'
      | 'written'
      | 'migration',
      string
    >
  >;
  readonly bytes: string;
  /** Where size and SHA-256 are not known yet. */
  readonly byHand: string;
  readonly groups: { readonly group: string; readonly characters: string; readonly check: string };
  /** How to type the key from its groups. */
  readonly typing: string;
  readonly checks: string;
  readonly lookAlikes: Readonly<Record<LookAlike, string>>;
  readonly marked: string;
  readonly space: string;
  /** What `U+00A0` below a character or in its place means. */
  readonly numbered: string;
  readonly code: string;
  readonly noCode: string;
  /** In the text form, which has no code. */
  readonly codeElsewhere: string;
  readonly restore: { readonly title: string; readonly steps: readonly string[] };
  readonly hand: {
    readonly title: string;
    readonly where: string;
    readonly who: string;
    readonly again: string;
    readonly signed: string;
  };
  readonly forProgram: string;
};

/** The way to the page of the web console, in the vendor's words. */
export const restorePath = 'System Maintenance > System Backup v2 > Import and Restore (Migrate)';
