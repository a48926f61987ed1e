import * as z from 'zod';

/**
 * A file on this computer. The command line gives a path. The page never names one: it holds a ticket from a
 * file dialog or a drop, and the shell puts the path in its place.
 */
export const fileReferenceSchema = z.union([
  z.strictObject({ ticket: z.string().max(64) }),
  z.strictObject({ path: z.string().min(1).max(4096) }),
]);
export type FileReference = z.infer<typeof fileReferenceSchema>;
