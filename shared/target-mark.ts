import * as z from 'zod';

/** The name of the mark that a migration leaves on the new server, in the folder for files to import. */
export const markName = 'epp-migration.json';

/** More is no mark. */
export const markBytes = 4096;

/** What a migration says on the new server of its restore; no secret. */
export const markSchema = z.object({
  migration: z.string().min(1).max(80),
  /** The job on the new server, once it has one. */
  job: z.string().max(200).optional(),
  state: z.enum(['restoring', 'restored', 'failed']),
  /** ISO 8601, by the clock of the computer that ran the migration. */
  at: z.iso.datetime(),
  program: z.string().max(200),
});
export type TargetMark = z.infer<typeof markSchema>;
