import type { Inspection, InspectionFindingCode } from '../../../shared/inspection';
import { type Sidecar, sidecarSchema } from '../../../shared/sidecar';
import type { ByteSource } from '../eppb/byte-source';
import { openFindings } from '../eppb/findings';
import { firstLook, inspect } from '../eppb/inspect';
import { besideOf, noteVersions } from '../eppb/judge';
import type { OpenFile } from './disk';
import type { Looked } from './looked';

/** What is looked at: an opened file as long as it was when it was found. */
export type LookAt = {
  /** Name without folders. */
  readonly name: string;
  readonly size: number;
  readonly file: OpenFile;
  /** The bytes of the sidecar manifest; absent where there is none. */
  readonly sidecar?: Buffer | undefined;
  readonly signal: AbortSignal;
};

/** What the beginning of a file, its size, its name and its sidecar manifest tell; reads 128 KiB at most. */
export async function quickLook(at: LookAt): Promise<Looked> {
  const sidecar = readSidecarBytes(at.sidecar);
  const found = await firstLook(sourceOf(at), { sidecar, signal: at.signal });
  const findings = openFindings();
  besideOf(sidecar, at, findings);
  noteVersions(found.versions, findings);
  return lookedOf({ ...found, findings: findings.list() }, at, sidecar);
}

/** The same and what only its end tells; `tell` hears of each piece of bytes. */
export async function wholeLook(at: LookAt, tell: (bytes: number) => void): Promise<Looked> {
  const sidecar = readSidecarBytes(at.sidecar);
  let before = 0;
  const found = await inspect(sourceOf(at), {
    ...{ sidecar, signal: at.signal, hashes: 'sha256' },
    onProgress: (read) => {
      tell(read - before);
      before = read;
    },
  });
  return lookedOf(found, at, sidecar);
}

const sourceOf = ({ name, size, file }: LookAt): ByteSource => ({
  name,
  size: async () => size,
  read: file.read,
  close: file.close,
});

type Beside = Sidecar | 'unreadable' | undefined;

function lookedOf(found: Inspection, { name }: LookAt, sidecar: Beside): Looked {
  const { layers, verdict, sureness, versions, manifest, findings, hashes } = found;
  const beside = typeof sidecar === 'object' ? sidecar : undefined;
  const [version] = versions;
  const date = dateOf(manifest?.createdAt, 'manifest') ?? dateOf(beside?.times.created, 'sidecar');
  const server = manifest?.hostname ?? beside?.server.hostname;
  return {
    ...{ container: layers[0]?.container ?? 'opaque', verdict, sureness },
    found: problemsOf(findings),
    ...(version && { version }),
    ...(date && { date }),
    ...(server !== undefined && { server: server.slice(0, 300) }),
    names: [
      name.replace(/\.eppb$/i, ''),
      ...[manifest?.name, beside?.backup.name, beside?.writtenBy.migration],
    ].filter((each): each is string => each !== undefined && each !== '' && each.length <= 300),
    sidecar: sidecar === undefined ? 'none' : beside ? 'read' : 'unreadable',
    ...(hashes && { sha256: hashes.sha256 }),
  };
}

/** What is said of a file by other means: its verdict, its size, what is wanted of it. */
const saidElsewhere: ReadonlySet<InspectionFindingCode> = new Set([
  ...(['empty', 'not-a-backup', 'over-200-megabytes', 'changed-while-read'] as const),
  ...(['does-not-fit', 'fit-unknown', 'fit-caution', 'no-key-check', 'wrong-key'] as const),
]);

function problemsOf(findings: Inspection['findings']): Looked['found'] {
  const found = new Set<Looked['found'][number]>();
  for (const { code, level } of findings) {
    if (saidElsewhere.has(code)) continue;
    const own = ownProblems[code];
    if (own) found.add(own);
    else if (level !== 'info') found.add('remarks');
  }
  return [...found];
}

const ownProblems: Readonly<Partial<Record<InspectionFindingCode, Looked['found'][number]>>> = {
  truncated: 'truncated',
  damaged: 'damaged',
  zeros: 'damaged',
  mislabelled: 'mislabelled',
  'sidecar-differs': 'sidecar-differs',
  'sidecar-unreadable': 'sidecar-unreadable',
};

/** Servers write their dates as they like; what is none is not shown as one. */
function dateOf(text: string | undefined, from: 'manifest' | 'sidecar'): Looked['date'] {
  const at = new Date(text?.slice(0, 40) ?? '');
  const year = at.getUTCFullYear();
  return year >= 1970 && year <= 9999 ? { at: at.toISOString(), from } : undefined;
}

function readSidecarBytes(bytes: Buffer | undefined): Beside {
  if (!bytes) return undefined;
  try {
    return sidecarSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return 'unreadable';
  }
}
