import * as z from 'zod';

/** The recovery kit: a page that holds the System Backup Key and all that somebody needs to restore its backup without this program. */

/** By the end of the file's name: `.txt`, `.html`, `.pdf`. */
export const kitForms = ['text', 'html', 'pdf'] as const;
export type KitForm = (typeof kitForms)[number];

export const kitLanguages = ['en', 'de', 'fr'] as const;
export const kitLanguageSchema = z.enum(kitLanguages);
export type KitLanguage = z.infer<typeof kitLanguageSchema>;

export const kitPapers = ['A4', 'Letter'] as const;
export const kitPaperSchema = z.enum(kitPapers);
export type KitPaper = z.infer<typeof kitPaperSchema>;

/** What speaks against the place of a kit: whoever loses or steals the backup would have lost or stolen the key with it. */
export const kitPlaceWarnings = [
  /** In a folder that holds the backup or its copy, or a folder below it. */
  'beside-backup',
  /** On the same drive as the copy of the backup. */
  'same-drive',
  /** In a folder that a program copies to other computers or the internet. */
  'sync-folder',
  /** In a folder that the system empties. */
  'temporary-folder',
] as const;
export type KitPlaceWarning = (typeof kitPlaceWarnings)[number];

/** A recovery kit as it was written last. */
export type SavedKit = {
  readonly path: string;
  readonly language: KitLanguage;
  readonly paper: KitPaper;
  readonly warnings: readonly KitPlaceWarning[];
  /** True once size and SHA-256 of the file stand in it. */
  readonly complete: boolean;
};

/** How what was typed differs from the key, without saying what the key is. */
export type KeyDifference = {
  /** Groups of four characters that are not right, from 1; none where only the length differs. */
  readonly groups: readonly number[];
  readonly hints: readonly KeyHint[];
};

export const keyHints = [
  /** Characters are missing. */
  'shorter',
  /** There are too many. */
  'longer',
  /** The letters are right, some are large instead of small or the other way round. */
  'case',
  /** Characters that look like the right ones: 0 and O, 1, I and l. */
  'look-alike',
  /** The key has spaces in it, and they are not where they belong. */
  'spaces',
] as const;
export type KeyHint = (typeof keyHints)[number];

/** Countries where letters are written on Letter paper, by CLDR. */
export const letterCountries: ReadonlySet<string> = new Set(
  'BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '),
);
