import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import {
  type FileKind,
  type Inspection,
  type InspectionRemark,
  type Manifest,
  practiceContainer,
} from '../../../shared/eppb';
import { kindOfHead } from './file-kind';
import { firstEntryBytesMax, readFirstEntry } from './first-entry';
import { type GzipProbe, type GzipState, probeGzip, unpackHead } from './gzip-probe';
import { readBlocks } from './hash-file';
import { parseManifest } from './manifest';
import { openRegular } from './open-regular';
import { readPracticeV2 } from './practice-v2';
import { lookBeside } from './sidecar-file';

/** The vendor's limit for an upload in the web page, in bytes. */
const uploadMax = 200_000_000;
const headBytes = practiceContainer.magic.length + 4 + practiceContainer.manifestLengthMax;

/**
 * Reads a file once, in constant memory, and says what it is: its SHA-256 and what its content shows. Throws
 * `file.not-a-file`, `file.unreadable` and `migration.cancelled`.
 */
export async function inspectFile(
  path: string,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Inspection> {
  const handle = await openRegular(path);
  try {
    const hash = createHash('sha256');
    let head: Buffer = Buffer.alloc(0);
    let inside: Buffer = Buffer.alloc(0);
    let gzip: GzipProbe | undefined;
    const hear = async (block: Buffer): Promise<void> => {
      if (head.length === 0) {
        head = Buffer.from(block.subarray(0, headBytes));
        if (kindOfHead(head) === 'gzip') {
          inside = await unpackHead(block, firstEntryBytesMax);
          gzip = probeGzip();
        }
      }
      hash.update(block);
      await gzip?.write(block);
    };
    const size = await readBlocks(handle, hear, Number.MAX_SAFE_INTEGER, signal);
    const state = await gzip?.end();
    const content = state ? judgeGzip(inside, state) : judge(head, size);
    const file = { size, sha256: hash.digest('hex') };
    const { sidecar, remarks } = await lookBeside(path, file);
    return {
      name: basename(path),
      ...file,
      firstBytes: head.subarray(0, 16).toString('hex'),
      ...content,
      ...(sidecar && { sidecar }),
      remarks: [
        ...content.remarks,
        ...(size > uploadMax ? (['over-200-megabytes'] as const) : []),
        ...remarks,
      ],
    };
  } finally {
    await handle.close();
  }
}

type Content = {
  readonly kind: FileKind;
  readonly manifest?: Manifest | undefined;
  readonly remarks: readonly InspectionRemark[];
};

function judge(head: Buffer, size: number): Content {
  const kind = kindOfHead(head);
  switch (kind) {
    case 'practice-v2':
      return { kind, ...readPracticeV2(head, size) };
    case 'empty':
    case 'html':
    case 'text':
      return { kind, remarks: ['not-a-backup'] };
    case 'gzip':
    case 'zip':
    case 'unknown':
      return { kind, remarks: ['format-not-public'] };
  }
}

function judgeGzip(inside: Buffer, state: GzipState): Content {
  const broken: readonly InspectionRemark[] = gzipRemarks[state];
  const first = readFirstEntry(inside);
  if (first?.name !== 'manifest.json') {
    return { kind: 'gzip', remarks: [...broken, 'format-not-public'] };
  }
  const manifest = parseManifest(first.content, 1);
  const remarks: InspectionRemark[] = manifest ? [...broken] : ['manifest-unreadable', ...broken];
  return { kind: 'practice-v1', manifest, remarks };
}

const gzipRemarks = {
  whole: [],
  truncated: ['truncated'],
  damaged: ['archive-damaged'],
} as const satisfies Record<GzipState, readonly InspectionRemark[]>;
