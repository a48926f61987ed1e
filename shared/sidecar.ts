import * as z from 'zod';

/**
 * The sidecar manifest `NAME.eppb.json`: what is known of a backup file beside it, without any secret. Our own form, version 1,
 * described in `docs/EPPB.md`.
 */

const text = z.string().max(500);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime({ offset: true });
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));

/** How a key is hashed: scrypt, whose memory is 128 · N · r bytes, at most 512 MiB for whoever checks a key. */
const hashing = {
  algorithm: z.literal('scrypt'),
  /** Cost. */
  N: z.literal([16_384, 32_768, 65_536, 131_072, 262_144, 524_288]),
  r: z.int().min(1).max(8),
  p: z.int().min(1).max(4),
  salt: hex(16),
} as const;

/** The salted hash of a System Backup Key: slow to compute, says nothing of the key but whether a guess is right. */
export const keyHashSchema = z.strictObject({ ...hashing, hash: hex(32) });
export type KeyHash = z.infer<typeof keyHashSchema>;

/** The key check value: HMAC-SHA-256 with that hash as its key over `size:sha256` of the file, in hex. */
export const keyCheckSchema = z.strictObject({ ...hashing, value: hex(32) });
export type KeyCheck = z.infer<typeof keyCheckSchema>;

export const sidecarSchema = z.strictObject({
  $schema: z.string().max(500).optional(),
  /** Version of this form. */
  sidecar: z.literal(1),
  backup: z.strictObject({ name: text, id: text, description: text }),
  server: z.strictObject({
    product: text,
    version: text,
    hostname: text,
    machineId: text,
    address: text,
  }),
  file: z.strictObject({
    name: z.string().min(1).max(255),
    /** Bytes. */
    size: z.int().min(0),
    /** As computed on this computer. */
    sha256,
    /** As the server told it; absent where it tells none. */
    serverSha256: sha256.optional(),
  }),
  times: z.strictObject({
    /** By the server's clock. */
    created: text,
    /** By this computer's clock. */
    downloaded: instant,
  }),
  writtenBy: z.strictObject({
    /** Name and version. */
    program: text,
    /** The name of this computer. */
    computer: text,
    migration: text.optional(),
  }),
  /** Absent where the key was not known when the manifest was written. */
  keyCheck: keyCheckSchema.optional(),
});
export type Sidecar = z.infer<typeof sidecarSchema>;

/** The name of the sidecar manifest of a file. */
export const sidecarName = (file: string): string => `${file}.json`;

/** Whose key a key is, by the check value of a manifest. `no-check-value`: the manifest has none. */
export type KeyVerdict = 'right' | 'wrong' | 'no-check-value';

/** The JSON Schema of sidecar manifests; `resources/schemas/sidecar.schema.json` is kept like it. */
export const sidecarJsonSchema = (): unknown => ({
  title: 'Sidecar manifest of a System Backup',
  ...z.toJSONSchema(sidecarSchema, { io: 'input' }),
});
