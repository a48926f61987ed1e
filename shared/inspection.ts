import * as z from 'zod';
import { confidenceIds, verdictIds as fitIds } from './compatibility';
import { manifestSchema } from './eppb';
import type { Failure } from './failure';
import { sidecarSchema } from './sidecar';

/**
 * What an inspection tells of a file: one value for window, terminal, report and `inspect --json`. What is not in it is not known; a real
 * `.eppb` is never called valid. Its JSON Schema is `resources/schemas/inspection.schema.json`.
 */

const bytes = z.int().min(0).meta({ description: 'Bytes.' });
const offset = z.int().min(0).meta({ description: 'Bytes from the beginning of the file.' });
const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));
/** What comes out of a file is cut to this many characters and holds no control characters. */
const told = z.string().max(1000);

/** What bytes can be, by their content and never by a name. */
export const containerIds = [
  'practice-v1',
  'practice-v2',
  'tar',
  'gzip',
  'bzip2',
  'xz',
  'zstd',
  'zip',
  '7z',
  'openssl-salted',
  'openpgp',
  'openpgp-armor',
  'age',
  'luks',
  'sqlite',
  'sql',
  'html',
  'json',
  'pdf',
  'text',
  'zeros',
  'empty',
  'opaque',
] as const;
export type ContainerId = (typeof containerIds)[number];

const layerSchema = z.object({
  container: z.enum(containerIds),
  name: told.optional().meta({
    description: 'The entry of the layer before that holds it; absent: all of that layer.',
  }),
  size: bytes
    .optional()
    .meta({ description: 'How long it is; absent where it was not unpacked to its end.' }),
});
export type Layer = z.infer<typeof layerSchema>;

/** What a file is to somebody who has to restore it; each has words and an exit code. */
export const fileVerdicts = [
  'practice-backup',
  'not-known',
  'archive',
  'encrypted',
  'not-a-backup',
  'damaged',
  'empty',
] as const;
export type FileVerdict = (typeof fileVerdicts)[number];

/** How sure: `certain` was computed, `likely` is read off marks that could be there by chance, `guess` off a name. */
export const surenesses = ['certain', 'likely', 'guess'] as const;
export type Sureness = (typeof surenesses)[number];

export const entryKinds = ['file', 'folder', 'link', 'device', 'other'] as const;

const entrySchema = z.object({
  path: told,
  kind: z.enum(entryKinds),
  size: bytes,
  modified: z.iso.datetime().optional(),
  mode: z.int().min(0).max(0o7777).optional().meta({ description: 'Permissions, as a number.' }),
  target: told.optional().meta({ description: 'Where a link leads to.' }),
});
export type Entry = z.infer<typeof entrySchema>;

const archiveSchema = z.object({
  entries: z.array(entrySchema).max(100_000),
  more: z.int().min(0).meta({ description: 'Entries that are counted and not listed.' }),
  files: z.int().min(0),
  folders: z.int().min(0),
  others: z.int().min(0),
  bytes: bytes.meta({ description: 'Content of all files together.' }),
  complete: z.boolean().meta({ description: 'Whether its end was seen.' }),
});
export type ArchiveContent = z.infer<typeof archiveSchema>;

const dumpSchema = z.object({
  tables: z.array(z.object({ name: told, rows: z.int().min(0) })).max(5000),
  more: z.int().min(0).meta({ description: 'Tables that are counted and not listed.' }),
  complete: z.boolean(),
});
export type Dump = z.infer<typeof dumpSchema>;

const entropySchema = z.object({
  blockBytes: z.int().min(1),
  bits: z
    .array(z.number().min(0).max(8))
    .max(512)
    .meta({ description: 'Shannon entropy of each block, bits a byte, one decimal place.' }),
});
export type Entropy = z.infer<typeof entropySchema>;

export const inspectionFindingCodes = [
  'format-not-public',
  'not-a-backup',
  'empty',
  'truncated',
  'damaged',
  'zeros',
  'trailing',
  'changed-while-read',
  'over-200-megabytes',
  'manifest-unreadable',
  'sidecar-differs',
  'sidecar-unreadable',
  'mislabelled',
  'wrong-key',
  'no-key-check',
  'does-not-fit',
  'fit-unknown',
  'fit-caution',
  'looked-no-further',
  'entry-absolute',
  'entry-parent',
  'entry-link',
  'entry-device',
  'entry-same-name',
  'entry-direction',
  'entry-not-utf8',
  'entry-control',
  'entry-bomb',
  'nested-deep',
  'many-entries',
] as const;
export type InspectionFindingCode = (typeof inspectionFindingCodes)[number];

/** `error`: it will not do as it is; `warning`: look before you use it; `info`: worth knowing. */
export const inspectionLevels = ['info', 'warning', 'error'] as const;

const findingSchema = z.object({
  code: z.enum(inspectionFindingCodes),
  level: z.enum(inspectionLevels),
  at: offset.optional(),
  facts: z
    .record(z.string(), z.union([told, z.number()]))
    .meta({ description: 'What was seen, by the names that the words of the code use.' }),
});
export type InspectionFinding = z.infer<typeof findingSchema>;

const versionSchema = z.object({
  version: z.string().max(50),
  from: z.enum(['manifest', 'sidecar', 'file-name']),
  sureness: z.enum(surenesses),
});
export type VersionSeen = z.infer<typeof versionSchema>;

const fitSchema = z.object({
  target: z.string().max(50),
  source: z
    .string()
    .max(50)
    .optional()
    .meta({ description: 'The version that was judged; absent where none is known.' }),
  verdict: z.enum(fitIds),
  rule: z.string().max(100),
  reason: z.string().max(2000),
  instead: z.string().max(2000),
  documented: z.array(z.string().max(300)),
  confidence: z.enum(confidenceIds),
});
export type Fit = z.infer<typeof fitSchema>;

export const keyAnswers = ['opens', 'right', 'wrong', 'no-check-value'] as const;

/** What an inspection found. Findings stand in the order in which they matter. */
export const inspectionSchema = z.object({
  inspection: z.literal(1).meta({ description: 'Version of this form.' }),
  name: z.string().max(1000).meta({ description: 'Name without folders.' }),
  size: bytes,
  hashes: z
    .object({ sha256: hex(64), sha1: hex(40).optional(), md5: hex(32).optional() })
    .optional()
    .meta({
      description: 'Absent until it was read to its end; SHA-256 alone where no more was wanted.',
    }),
  firstBytes: z
    .string()
    .regex(/^(?:[0-9a-f]{2}){0,64}$/)
    .meta({ description: 'The first 64 bytes, in hex.' }),
  verdict: z.enum(fileVerdicts),
  sureness: z.enum(surenesses),
  layers: z.array(layerSchema).min(1).max(16).meta({ description: 'The outermost first.' }),
  entropy: entropySchema.optional(),
  archive: archiveSchema.optional(),
  dump: dumpSchema.optional(),
  manifest: manifestSchema.optional(),
  sidecar: z
    .object({
      manifest: sidecarSchema,
      file: z.enum(['same', 'differs']),
      differs: z.array(z.enum(['name', 'size', 'sha256'])),
    })
    .optional(),
  versions: z.array(versionSchema),
  key: z.enum(keyAnswers).optional().meta({
    description:
      'opens: it opened the practice container; right, wrong: by the check value of the sidecar manifest.',
  }),
  fit: fitSchema.optional(),
  findings: z.array(findingSchema),
});
export type Inspection = z.infer<typeof inspectionSchema>;

/** The JSON Schema of inspections; `resources/schemas/inspection.schema.json` is kept like it. */
export const inspectionJsonSchema = (): unknown => ({
  title: 'What an inspection tells of a file',
  ...z.toJSONSchema(inspectionSchema, { io: 'input' }),
});

/** How far an inspection is, as it is pushed; `found` grows: first what the beginning shows, at the end everything. */
export type InspectionRun = {
  readonly id: string;
  readonly stage: 'reading' | 'done' | 'failed' | 'cancelled';
  readonly name: string;
  /** Bytes that were read, of `total`. */
  readonly read: number;
  readonly total: number;
  readonly found?: Inspection | undefined;
  readonly failure?: Failure | undefined;
};
