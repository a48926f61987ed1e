import * as z from 'zod';
import { cutoverWays } from './cutover';
import { fileReferenceSchema } from './file-reference';
import { findingIds } from './finding';
import { ftpServerSchema } from './ftp-server';
import { ways } from './hand-work';

const secret = z.string().max(4096);
const file = fileReferenceSchema;
const findingId = z.enum(findingIds);
const findingHost = z.enum(['source', 'target', 'workstation', 'both']);
const by = z.string().max(100).optional();
const note = z.string().max(500);

/** The shape of a person's answer as it comes from a front end; what it means is said at `Answer`. */
export const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('trust-host'),
    accept: z.boolean(),
    remember: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('replace-host-key'),
    typedName: z.string().max(253),
    remember: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('enter-password'), secret, remember: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('enter-passphrase'), secret, remember: z.boolean().optional() }),
  z.strictObject({
    kind: z.literal('answer-prompts'),
    secrets: z.array(secret).max(20).readonly(),
  }),
  z.strictObject({ kind: z.literal('allow-legacy'), accept: z.boolean() }),
  z.strictObject({ kind: z.literal('enter-version'), version: z.string().max(40) }),
  z.strictObject({
    kind: z.literal('review-findings'),
    action: z.enum(['go-on', 'look-again', 'stop']),
    only: z.array(findingId).max(100).readonly().optional(),
    statements: z
      .array(z.strictObject({ id: findingId, on: findingHost, holds: z.boolean(), note }))
      .max(100)
      .readonly(),
    waivers: z
      .array(z.strictObject({ id: findingId, on: findingHost, reason: note.min(3) }))
      .max(100)
      .readonly(),
    takenBack: z
      .array(z.strictObject({ id: findingId, on: findingHost }))
      .max(100)
      .readonly()
      .optional(),
    by,
  }),
  z.strictObject({
    kind: z.literal('save-key'),
    secret: secret.optional(),
    kit: file.optional(),
    later: z.literal(true).optional(),
  }),
  z.strictObject({ kind: z.literal('confirm-restore'), typedName: z.string().max(253) }),
  z.strictObject({
    kind: z.literal('enter-key'),
    secret: secret.optional(),
    kit: file.optional(),
    lost: z.literal(true).optional(),
  }),
  z.strictObject({ kind: z.literal('bring-file'), file }),
  z.strictObject({ kind: z.literal('put-file') }),
  z.strictObject({ kind: z.literal('open-ftp'), server: ftpServerSchema }),
  z.strictObject({ kind: z.literal('use-console'), action: z.enum(['done', 'again']) }),
  z.strictObject({
    kind: z.literal('do-by-hand'),
    action: z.enum(['done', 'switch']),
    to: z.enum(ways).optional(),
    given: z.record(z.string().max(40), z.string().max(500)),
    secrets: z.record(z.string().max(40), secret),
    file: file.optional(),
    by,
    seen: z.string().max(2000).optional(),
  }),
  z.strictObject({ kind: z.literal('accept-drift'), action: z.enum(['go-on', 'stop']) }),
  z.strictObject({ kind: z.literal('clients-by-person'), holds: z.boolean(), by }),
  z.strictObject({
    kind: z.literal('clients-missing'),
    action: z.enum(['wait-on', 'go-on']),
    by,
  }),
  z.strictObject({
    kind: z.literal('power-off'),
    typedName: z.string().max(253),
    by: z.enum(cutoverWays).optional(),
  }),
  z.strictObject({ kind: z.literal('isolate-source'), typedName: z.string().max(253) }),
  z.strictObject({ kind: z.literal('keep-address'), accept: z.boolean() }),
  z.strictObject({
    kind: z.literal('move-address'),
    accept: z.boolean(),
    by: z.enum(cutoverWays).optional(),
  }),
]);
