import { constants, gunzipSync } from 'node:zlib';
import type { Manifest } from '../../../../shared/eppb';
import { parseManifest } from '../manifest';
import type { Container } from './container';
import { isGzip, lookInGzip } from './gzip';
import { readTarHeader } from './tar-header';

/** More than a manifest of 64 KiB takes, packed or not. */
const packedMost = [65_536, 4096, 1024];
const glanceBytes = 256;
const unpackedMax = 4 * 1024 * 1024;
const entryName = Buffer.from('manifest.json\0');

/** Our practice container, version 1: gzip, in it a tar that begins with a manifest of this format. */
export const practiceV1: Container = {
  id: 'practice-v1',
  verdict: 'practice-backup',
  recognise: (head) => (manifestIn(head) ? 'certain' : undefined),
  manifest: manifestIn,
  look: lookInGzip,
};

function manifestIn(head: Buffer): Manifest | undefined {
  if (!isGzip(head)) return undefined;
  // Little is unpacked of what begins otherwise, for an archive may hold many such entries.
  const glance = unpackStart(head.subarray(0, glanceBytes));
  const isOther = !glance?.subarray(0, entryName.length).equals(entryName);
  if (isOther && (glance?.length ?? 0) >= entryName.length) return undefined;
  // A fault further on takes along what comes before it, hence less and less.
  for (const most of packedMost) {
    const start = unpackStart(head.subarray(0, most));
    if (start) return firstManifest(start);
  }
  return undefined;
}

function unpackStart(packed: Buffer): Buffer | undefined {
  try {
    return gunzipSync(packed, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: unpackedMax,
    });
  } catch {
    return undefined;
  }
}

function firstManifest(start: Buffer): Manifest | undefined {
  const header = start.length < 512 ? undefined : readTarHeader(start.subarray(0, 512));
  if (!header) return undefined;
  return parseManifest(start.subarray(512, 512 + header.size), 1);
}
