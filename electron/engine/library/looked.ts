import * as z from 'zod';
import { containerIds, fileVerdicts, surenesses } from '../../../shared/inspection';

/** What looking at a file told, as it is kept for the next time; nothing in it depends on other files or on what is wanted of it. */
export const lookedSchema = z.object({
  container: z.enum(containerIds),
  verdict: z.enum(fileVerdicts),
  sureness: z.enum(surenesses),
  found: z.array(
    z.enum([
      ...(['truncated', 'damaged', 'mislabelled', 'remarks'] as const),
      ...(['sidecar-differs', 'sidecar-unreadable'] as const),
    ]),
  ),
  version: z
    .object({
      version: z.string().max(50),
      from: z.enum(['manifest', 'sidecar', 'file-name']),
      sureness: z.enum(surenesses),
    })
    .optional(),
  date: z.object({ at: z.iso.datetime(), from: z.enum(['manifest', 'sidecar']) }).optional(),
  server: z.string().max(300).optional(),
  /** By what its kit is found: how its manifests and its file call it, and the migration that fetched it. */
  names: z.array(z.string().min(1).max(300)).max(4),
  sidecar: z.enum(['none', 'read', 'unreadable']),
  /** Absent until it was read to its end. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type Looked = z.infer<typeof lookedSchema>;
