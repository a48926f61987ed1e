import { hostname } from 'node:os';
import { basename } from 'node:path';
import type { HashedFile } from '../../../shared/facts';
import { fail, isFailure } from '../../../shared/failure';
import { type Sidecar, sidecarName } from '../../../shared/sidecar';
import { bindKey } from '../eppb/key-check';
import { writeOwnJson } from '../own-json';
import { backupDescription } from './backup-description';
import type { Given, Tools } from './step';

/** Writes the sidecar manifest of a backup that has arrived here, and answers with its path. Throws `file.unwritable`. */
export function writeSidecar(
  { path, size, sha256 }: HashedFile,
  { source, request, keyProof, backup }: Given<'source' | 'request' | 'keyProof' | 'backup'>,
  tools: Tools,
): string {
  const { product, version, machineId, network } = source;
  const manifest: Sidecar = {
    sidecar: 1,
    backup: { name: request.name, id: request.backupId, description: backupDescription(tools) },
    server: { product, version, hostname: source.hostname, machineId, address: network.address },
    file: { name: basename(path), size, sha256, serverSha256: backup.sha256 },
    times: { created: backup.createdAt, downloaded: tools.now().toISOString() },
    writtenBy: { program: tools.program, computer: hostname(), migration: tools.id },
    ...(keyProof.hash && { keyCheck: bindKey(keyProof.hash, { size, sha256 }) }),
  };
  const file = sidecarName(path);
  try {
    writeOwnJson(file, manifest);
  } catch (thrown) {
    if (!isFailure(thrown, 'migration.storage')) throw thrown;
    // The journal is well; it is this file that cannot be written.
    fail('file.unwritable', { file, seen: thrown.failure.facts['seen'] ?? '' }, thrown);
  }
  return file;
}
