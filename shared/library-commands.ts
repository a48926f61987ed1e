import * as z from 'zod';
import { fileReferenceSchema } from './file-reference';
import { rowsMost } from './library';

/** What a front end asks of a library; there is one at a time, which is pushed as `library-changed`. */

const id = z.string().regex(/^[a-z0-9-]{1,40}$/);
const version = z.string().trim().max(50);
const row = z.int().min(0).max(rowsMost);

export const libraryCommands = {
  /** Begins a table of all backups in a folder; its rows are pushed. One that was begun before is over. Throws `library.no-folder`. */
  'start-library': z.strictObject({
    folder: fileReferenceSchema,
    target: version.optional(),
    /** False: nothing is read to its end. */
    hash: z.boolean().optional(),
    /** Nothing that is remembered from last time counts. */
    fresh: z.boolean().optional(),
  }),
  /** Ends the reading; the rows that there are stay. */
  'cancel-library': z.strictObject({ id }),
  /** The version that the backups would have to go to; null: none. The rows are pushed anew. */
  'set-library-target': z.strictObject({ id, target: version.nullable() }),
  /** Writes rows as CSV, in this order; absent: all, as they were found. */
  'save-library': z.strictObject({
    id,
    file: fileReferenceSchema,
    rows: z.array(row).max(rowsMost).optional(),
  }),
  /** Where a row's file is. For the shell: no page gets it. */
  'library-path': z.strictObject({ id, row }),
} as const;

export type LibraryAnswers = {
  'start-library': { readonly id: string };
  'cancel-library': null;
  'set-library-target': null;
  'save-library': { readonly path: string };
  'library-path': { readonly path: string };
};
