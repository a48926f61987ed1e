import { createHash } from 'node:crypto';
import { type Manifest, practiceContainer } from '../../../shared/eppb';
import type { ContainerId } from '../../../shared/inspection';
import { type Sidecar, sidecarSchema } from '../../../shared/sidecar';
import { parseVersion, sameVersion } from '../../../shared/version';
import { kindOfHead } from '../eppb/file-kind';
import { firstEntryBytesMax, readFirstEntry } from '../eppb/first-entry';
import { probeGzip, unpackHead } from '../eppb/gzip-probe';
import { parseManifest } from '../eppb/manifest';
import { readPracticeV2 } from '../eppb/practice-v2';
import type { OpenFile } from './disk';
import type { Looked } from './looked';

export type LookAt = {
  /** Name without folders. */
  readonly name: string;
  readonly size: number;
  readonly file: OpenFile;
  /** The bytes of the sidecar manifest; absent where there is none. */
  readonly sidecar?: Buffer | undefined;
};

const headBytes = practiceContainer.magic.length + 4 + practiceContainer.manifestLengthMax;

/** What the beginning of a file, its size, its name and its sidecar manifest tell. */
export async function quickLook(at: LookAt): Promise<Looked> {
  const head = await at.file.read(0, headBytes);
  const kind = kindOfHead(head);
  const gzip =
    kind === 'gzip' ? readFirstEntry(await unpackHead(head, firstEntryBytesMax)) : undefined;
  const inner = gzip?.name === 'manifest.json' ? parseManifest(gzip.content, 1) : undefined;
  if (kind === 'practice-v2') {
    const { manifest, remarks } = readPracticeV2(head, at.size);
    return told(at, 'practice-v2', manifest, remarks.includes('truncated') ? ['truncated'] : []);
  }
  if (inner) return told(at, 'practice-v1', inner, []);
  return told(at, kind === 'unknown' ? 'opaque' : kind, undefined, []);
}

/** The same and what only its end tells; `tell` hears of each piece of bytes. */
export async function wholeLook(at: LookAt, tell: (bytes: number) => void): Promise<Looked> {
  const quick = await quickLook(at);
  const hash = createHash('sha256');
  const gzip =
    quick.container === 'gzip' || quick.container === 'practice-v1' ? probeGzip() : undefined;
  let offset = 0;
  for (;;) {
    const block = await at.file.read(offset, 1_048_576);
    if (block.length === 0) break;
    hash.update(block);
    await gzip?.write(block);
    offset += block.length;
    tell(block.length);
  }
  const sha256 = hash.digest('hex');
  const state = await gzip?.end();
  const sidecar = readSidecarBytes(at.sidecar);
  const found = new Set(quick.found);
  if (state === 'truncated' || state === 'damaged') found.add(state);
  if (
    typeof sidecar === 'object' &&
    (sidecar.file.sha256 !== sha256 || sidecar.file.size !== offset)
  )
    found.add('sidecar-differs');
  return {
    ...quick,
    found: [...found],
    verdict: found.has('truncated') || found.has('damaged') ? 'damaged' : quick.verdict,
    sha256,
  };
}

function told(
  { name, size, sidecar: bytes }: LookAt,
  container: ContainerId,
  manifest: Manifest | undefined,
  found: Looked['found'],
): Looked {
  const sidecar = readSidecarBytes(bytes);
  const beside = typeof sidecar === 'object' ? sidecar : undefined;
  const own = versionInName(name);
  const version = manifest?.version ?? beside?.server.version;
  const all = [...found];
  if (sidecar === 'unreadable') all.push('sidecar-unreadable');
  if (beside && beside.file.size !== size) all.push('sidecar-differs');
  if (own && version && differ(own, version)) all.push('mislabelled');
  const at = dateOf(manifest?.createdAt) ?? dateOf(beside?.times.created);
  return {
    container,
    verdict: verdictOf(container, all),
    sureness: 'likely',
    found: all,
    ...(manifest
      ? { version: { version: manifest.version, from: 'manifest', sureness: 'certain' } }
      : beside
        ? {
            version: {
              version: beside.server.version.slice(0, 50),
              from: 'sidecar',
              sureness: 'likely',
            },
          }
        : own
          ? { version: { version: own, from: 'file-name', sureness: 'guess' } }
          : {}),
    ...(at !== undefined && {
      date: { at, from: manifest && dateOf(manifest.createdAt) ? 'manifest' : 'sidecar' },
    }),
    ...((manifest ?? beside) && {
      server: (manifest?.hostname ?? beside?.server.hostname ?? '').slice(0, 300),
    }),
    names: [
      name.replace(/\.eppb$/i, ''),
      ...[manifest?.name, beside?.backup.name, beside?.writtenBy.migration],
    ].filter((each): each is string => each !== undefined && each !== '' && each.length <= 300),
    sidecar: bytes === undefined ? 'none' : beside ? 'read' : 'unreadable',
  };
}

function verdictOf(container: ContainerId, found: Looked['found']): Looked['verdict'] {
  if (found.includes('truncated') || found.includes('damaged')) return 'damaged';
  if (container === 'practice-v1' || container === 'practice-v2') return 'practice-backup';
  if (container === 'empty') return 'empty';
  if (container === 'html' || container === 'text') return 'not-a-backup';
  return container === 'gzip' || container === 'zip' ? 'archive' : 'not-known';
}

const differ = (one: string, other: string): boolean => {
  const [a, b] = [parseVersion(one), parseVersion(other)];
  return a !== undefined && b !== undefined && !sameVersion(a, b);
};

const versionInName = (name: string): string | undefined =>
  [
    ...name
      .slice(0, 300)
      .matchAll(/(?<![\d.])(?:\d{4}(?:\.\d{1,4}){0,3}|\d(?:\.\d{1,4}){3})(?!\d|\.\d)/g),
  ]
    .map(([text]) => text)
    .find((text) => parseVersion(text));

function dateOf(text: string | undefined): string | undefined {
  const at = new Date(text?.slice(0, 40) ?? '');
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 ? undefined : at.toISOString();
}

function readSidecarBytes(bytes: Buffer | undefined): Sidecar | 'unreadable' | undefined {
  if (!bytes) return undefined;
  try {
    return sidecarSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return 'unreadable';
  }
}
