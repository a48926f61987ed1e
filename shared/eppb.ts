import * as z from 'zod';
import type { SidecarVerdict } from './sidecar';

/** The practice container of `docs/EPPB.md`: our own format; that of a real `.eppb` is not public. */
export const practiceContainer = {
  magic: 'EPPBPRC2',
  manifestLengthMin: 2,
  manifestLengthMax: 65_536,
  saltLength: 16,
  noncePrefixLength: 7,
  chunkLength: 1_048_576,
  tagLength: 16,
  scrypt: { N: 32_768, r: 8, p: 1, keyLength: 32 },
} as const;

const count = z.int().min(0);

export const countsSchema = z.object({
  computers: count,
  users: count,
  groups: count,
  devices: count,
  policies: count,
  rights: count,
  admins: count,
});

/** The clear manifest of a practice container; unknown members are dropped. */
export const manifestSchema = z.object({
  format: z.union([z.literal(1), z.literal(2)]),
  product: z.string().max(200),
  version: z.string().max(50),
  name: z.string().max(200),
  description: z.string().max(2000).default(''),
  hostname: z.string().max(253),
  machineId: z.string().max(64),
  createdAt: z.string().max(40),
  counts: countsSchema,
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What a file is, as far as its content tells. */
export type Inspection = {
  /** Name without folders. */
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** The first 16 bytes in hex. */
  readonly firstBytes: string;
  readonly kind: FileKind;
  readonly manifest?: Manifest | undefined;
  /** What the sidecar manifest beside the file says; absent where there is none. */
  readonly sidecar?: SidecarVerdict | undefined;
  /** What is wrong or cannot be told, as codes with words in `words/inspection.ts`. */
  readonly remarks: readonly InspectionRemark[];
};

export const fileKinds = [
  'practice-v1',
  'practice-v2',
  'empty',
  'html',
  'gzip',
  'zip',
  'text',
  'unknown',
] as const;
export type FileKind = (typeof fileKinds)[number];

export const inspectionRemarks = [
  'manifest-unreadable',
  'truncated',
  'archive-damaged',
  'not-a-backup',
  'format-not-public',
  'over-200-megabytes',
  'sidecar-differs',
  'sidecar-unreadable',
] as const;
export type InspectionRemark = (typeof inspectionRemarks)[number];
