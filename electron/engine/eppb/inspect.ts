import type { Rules } from '../../../shared/compatibility';
import type { Inspection } from '../../../shared/inspection';
import { readingsOf } from '../../../shared/key-groups';
import { webUploadMost } from '../../../shared/route';
import type { Sidecar } from '../../../shared/sidecar';
import { openReader } from './byte-reader';
import type { ByteSource } from './byte-source';
import { headBytes } from './containers/container';
import { recognise } from './containers/containers';
import { openFindings } from './findings';
import { fitOf } from './fit-of';
import { besideOf, keyAnswerOf, manifestOf, noteVerdict, noteVersions, verdictOf } from './judge';
import { openLook } from './look';
import { noteZeros } from './note-zeros';
import { goOn, type HashWish, orAbort, readThrough } from './read-through';
import { told } from './told';
import { versionsSeen } from './versions-seen';

export type InspectOptions = {
  /** As it was typed. */
  readonly key?: string | undefined;
  /** The version of the server that it is to be restored on; needs `rules`. */
  readonly target?: string | undefined;
  readonly rules?: Rules | undefined;
  /** The manifest beside it, if there is one. */
  readonly sidecar?: Sidecar | 'unreadable' | undefined;
  /** All three unless otherwise told. */
  readonly hashes?: HashWish | undefined;
  /** False: only the beginning is looked at, and the whole is measured. */
  readonly inside?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Bytes that were read, of so many. */
  readonly onProgress?: ((read: number, total: number) => void) | undefined;
  /** What the beginning shows, before the rest is read. */
  readonly onFirst?: ((found: Inspection) => void) | undefined;
};

/**
 * Says what a file is, as far as its content tells: reads it once from start to end, in constant memory, and writes nothing. What is wrong
 * with it is in the findings; throws only `migration.cancelled` and what the source throws.
 */
export async function inspect(
  source: ByteSource,
  options: InspectOptions = {},
): Promise<Inspection> {
  const { sidecar, signal, onProgress, onFirst, target, rules } = options;
  const inside = options.inside !== false;
  const stampOf = () => orAbort(source.stamp?.() ?? Promise.resolve(''), signal);
  const stamp = await stampOf();
  const { first, head } = await lookFirst(source, options);
  onFirst?.(first);

  const { size } = first;
  const { container: outer, sureness } = recognise(head);
  const findings = openFindings();
  const look = openLook({
    ...{ outer, size, findings },
    keys: options.key === undefined ? [] : readingsOf(options.key),
    goOn: () => goOn(signal),
  });
  const reading = readThrough(source, {
    ...{ size, signal, hashes: options.hashes ?? 'all' },
    onProgress: onProgress && ((read) => onProgress(read, size)),
  });
  if (inside) await look.through(openReader(reading.pull, true));
  await reading.drain();
  if (inside) await look.around(abortable(source, signal), size);
  const { bytes, hashes, entropy, zeros } = reading.result();
  const after = await orAbort(source.size(), signal);
  if (bytes !== size || after !== size || (await stampOf()) !== stamp)
    findings.note('changed-while-read', { before: size, after });

  const container = noteZeros(zeros, bytes, outer.id, findings);
  const manifest = manifestOf(look.manifest(), findings) ?? first.manifest;
  const versions = versionsOf(source, manifest, sidecar);
  const beside = besideOf(sidecar, { name: source.name, size: bytes, ...hashes }, findings);
  noteVersions(versions, findings);
  const key = await keyAnswerOf(look.keyAnswer(), options, findings);
  const fit = target !== undefined && rules && fitOf(versions, target, rules, findings);
  if (bytes > webUploadMost) findings.note('over-200-megabytes', { size: bytes });
  const isBroken = findings.has('damaged') || findings.has('truncated');
  const verdict = verdictOf(container, isBroken);
  noteVerdict(verdict, container, findings);
  const archive = look.entries.content();
  const dump = look.tables.content();
  const [outermost, ...deeper] = look.layers();
  return {
    ...first,
    ...{ size: bytes, verdict, versions },
    ...(hashes && { hashes }),
    sureness:
      isBroken || container === 'zeros' || archive?.complete === true ? 'certain' : sureness,
    layers: [{ ...outermost, container, size: bytes }, ...deeper],
    ...(entropy && { entropy }),
    ...(archive && { archive }),
    ...(dump && { dump }),
    ...(manifest && { manifest }),
    ...(beside && { sidecar: beside }),
    ...(key && { key }),
    ...(fit && { fit }),
    findings: findings.list(),
  };
}

/** What the beginning of a file shows: its container, and what is told of it; reads 128 KiB at most. */
export async function firstLook(
  source: ByteSource,
  options: Pick<InspectOptions, 'sidecar' | 'signal'> = {},
): Promise<Inspection> {
  return (await lookFirst(source, options)).first;
}

async function lookFirst(
  source: ByteSource,
  { sidecar, signal }: Pick<InspectOptions, 'sidecar' | 'signal'>,
): Promise<{ readonly first: Inspection; readonly head: Buffer }> {
  const size = await orAbort(source.size(), signal);
  const head = await orAbort(readHead(source, Math.min(size, headBytes)), signal);
  const { container, sureness } = recognise(head);
  // That nothing but zeros comes after them is not seen yet.
  const isOpen = container.id === 'zeros' && size > head.length;
  const id = isOpen ? 'opaque' : container.id;
  const manifest = container.manifest?.(head);
  const first: Inspection = {
    inspection: 1,
    ...{ name: told(source.name), size, sureness: isOpen ? 'guess' : sureness },
    firstBytes: head.subarray(0, 64).toString('hex'),
    verdict: verdictOf(id, false),
    layers: [{ container: id, size }],
    ...(manifest && { manifest }),
    versions: versionsOf(source, manifest, sidecar),
    findings: [],
  };
  return { first, head };
}

const versionsOf = (
  { name }: ByteSource,
  manifest: Inspection['manifest'],
  sidecar: InspectOptions['sidecar'],
) =>
  versionsSeen({
    name,
    manifest: manifest?.version,
    sidecar: sidecar === 'unreadable' ? undefined : sidecar?.server.version,
  });

/** The same source, which waits for nothing once the signal has aborted. */
const abortable = (source: ByteSource, signal: AbortSignal | undefined): ByteSource => ({
  ...source,
  read: (...args) => orAbort(source.read(...args), signal),
});

/** The first bytes, kept; a source may give them in pieces. */
async function readHead(source: ByteSource, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let have = 0;
  while (have < length) {
    const part = await source.read(have, length - have);
    if (part.length === 0) break;
    parts.push(Buffer.from(part));
    have += part.length;
  }
  return Buffer.concat(parts);
}
