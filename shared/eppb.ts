import * as z from 'zod';

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
