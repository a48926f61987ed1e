import * as z from 'zod';
import type { FileComparison } from './file-comparison';
import { fileReferenceSchema } from './file-reference';
import type { Entry } from './inspection';

/**
 * What a front end asks of inspections that run beside it, one for each file. They live in the engine's memory and are pushed as
 * `inspection-changed`; nothing of them is written down.
 */

const id = z.string().regex(/^[a-z0-9-]{1,40}$/);
const offset = z.int().min(0);
const version = z.string().trim().max(50);

/** How much of a file is asked for at once, to be looked at byte by byte. */
export const bytesAtOnce = 65_536;
/** How many entries of an archive cross at once; a push holds the first `entriesPushed`. */
export const entriesAtOnce = 5000;
export const entriesPushed = 1000;

/** What an inspection can be saved as. */
export const inspectionFormats = ['html', 'json'] as const;
export type InspectionFormat = (typeof inspectionFormats)[number];

export const inspectionCommands = {
  /** Begins to read a file. `target`: the version of the server that it shall be restored on; empty: none. The key is held while it reads. */
  'start-inspection': z.strictObject({
    file: fileReferenceSchema,
    target: version.optional(),
    key: z
      .strictObject({
        secret: z.string().max(4096).optional(),
        kit: fileReferenceSchema.optional(),
      })
      .optional(),
  }),
  /** Stops reading; what was found by then stays. */
  'cancel-inspection': z.strictObject({ id }),
  /** Stops reading and forgets it. */
  'end-inspection': z.strictObject({ id }),
  /** Judges anew for a server of another version, without reading again. */
  'fit-inspection': z.strictObject({ id, target: version }),
  /** Bytes of the file as it is now; fewer at its end. Throws `file.*`. */
  'read-bytes': z.strictObject({ id, offset, length: z.int().min(1).max(bytesAtOnce) }),
  /** Entries of its archive by their place in it. */
  'inspection-entries': z.strictObject({
    id,
    from: offset,
    count: z.int().min(1).max(entriesAtOnce),
  }),
  /** Holds what was found in one file against another. Looks for the first byte that differs, which may read both to their ends. */
  'compare-files': z.strictObject({ id, other: id }),
  'save-inspection': z.strictObject({
    id,
    format: z.enum(inspectionFormats),
    file: fileReferenceSchema,
  }),
} as const;

export type InspectionAnswers = {
  'start-inspection': { readonly id: string };
  'cancel-inspection': null;
  'end-inspection': null;
  'fit-inspection': null;
  'read-bytes': { readonly hex: string };
  'inspection-entries': { readonly entries: readonly Entry[]; readonly total: number };
  'compare-files': FileComparison;
  'save-inspection': { readonly path: string };
};
