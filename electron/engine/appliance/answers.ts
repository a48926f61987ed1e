import * as z from 'zod';
import { archiveKinds } from '../../../shared/appliance';
import { countsSchema } from '../../../shared/eppb';
import type { OperationName } from './operations';

/** What each operation has to answer. Unknown members are dropped; every text has a limit. */

const word = z.string().min(1).max(200);
const path = z.string().startsWith('/').max(1000);
const time = z.iso.datetime();
const bytes = z.int().min(0);
const percent = z.number().min(0).max(100);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const identityAnswer = z.object({
  product: word,
  /** Whatever it says: what is no version is asked of a person. */
  version: z.string().max(200),
  hostname: z.string().min(1).max(253),
  machineId: z.string().min(1).max(64),
  os: word,
  backups: path,
  incoming: path,
  role: word.optional(),
  time: z.iso.datetime({ offset: true }).max(40).optional(),
});

const address = z.union([z.ipv4(), z.ipv6()]);
export const networkAnswer = z.object({
  address,
  prefix: z.int().min(0).max(128),
  gateway: address,
  /** At least one: the address moves with all of this, and no command sets an empty list. */
  dns: z.array(address).min(1).max(10),
  addresses: z.array(address).max(100).optional(),
  mac: z.string().max(40).optional(),
  revertsAt: time.optional(),
});

export const neighbourAnswer = z.object({
  answers: z.boolean(),
  mac: z.string().max(40).optional(),
});

const number = z.int().min(0);
export const diskAnswer = z.object({
  sizeBytes: bytes,
  freeBytes: bytes,
  inodes: number.optional(),
  freeInodes: number.optional(),
});
export const countsAnswer = countsSchema;
export const machineAnswer = z.object({ cores: z.int().min(1), memoryBytes: z.int().min(1) });
export const databaseAnswer = z.object({ bytes });
export const serviceAnswer = z.object({ name: word, running: z.boolean() });
export const patchAnswer = z.object({ code: word, appliedAt: time });
export const licenceAnswer = z.object({
  valid: z.boolean(),
  kind: z.enum(['full', 'trial']),
  computers: number,
  until: z.iso.date(),
});
export const clientsAnswer = z.object({ enabled: z.boolean(), seenLastDay: number });
export const seenAnswer = z.object({ computer: word, lastSeen: time });
export const certificateAnswer = z.object({ sha256, subject: word, notAfter: time });
export const archiveAnswer = z.object({
  kind: z.enum(archiveKinds),
  name: word,
  path,
  size: bytes,
  createdAt: time,
});
export const logAnswer = z.object({
  time,
  level: z.enum(['info', 'warning', 'error']),
  text: z.string().max(4096),
});
export const prepareAnswer = z.object({
  id: z.string().regex(/^[\x21-\x7e]{1,80}$/),
  /** Any text of one line: that keys have 16 letters and digits is what one example shows, not a rule. */
  key: z
    .string()
    .max(4096)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*\S[^\p{Cc}\p{Zl}\p{Zp}]*$/u),
});

export const backupAnswer = z
  .object({
    id: word,
    name: word,
    version: word,
    state: z.enum(['awaiting-key', 'generating', 'ready', 'failed']),
    percent,
    createdAt: time,
    file: path.optional(),
    size: bytes.optional(),
    sha256: sha256.optional(),
    reason: word.optional(),
  })
  .refine(
    ({ state, file, size, sha256 }) =>
      state !== 'ready' || (file !== undefined && size !== undefined && sha256 !== undefined),
    'a ready backup has a file, a size and a SHA-256',
  );

export const importAnswer = z.object({ job: word });
export const restoreAnswer = z.object({
  state: z.enum(['none', 'queued', 'restoring', 'restarting', 'done', 'failed']),
  job: word.optional(),
  request: word.optional(),
  percent: percent.optional(),
  startedAt: time.optional(),
  reason: word.optional(),
});

export const hashAnswer = z.object({ sha256, size: bytes });
export const anyAnswer = z.object({});

/** What each operation has to answer, one entry of it where that is a list. */
export const answerSchemas: Readonly<Record<OperationName, z.ZodType>> = {
  identity: identityAnswer,
  network: networkAnswer,
  disk: diskAnswer,
  counts: countsAnswer,
  machine: machineAnswer,
  database: databaseAnswer,
  services: serviceAnswer,
  patches: patchAnswer,
  licence: licenceAnswer,
  clients: clientsAnswer,
  clientsSeen: seenAnswer,
  enableClients: anyAnswer,
  disableClients: anyAnswer,
  certificate: certificateAnswer,
  archives: archiveAnswer,
  logs: logAnswer,
  prepareBackup: prepareAnswer,
  startBackup: anyAnswer,
  backups: backupAnswer,
  backup: backupAnswer,
  deleteBackup: anyAnswer,
  importBackup: importAnswer,
  restoreJob: restoreAnswer,
  hash: hashAnswer,
  setAddress: anyAnswer,
  setAddressForNow: anyAnswer,
  confirmAddress: anyAnswer,
  neighbour: neighbourAnswer,
  powerOff: anyAnswer,
};
