import type { Manifest } from '../../../shared/eppb';
import type { ContainerId, FileVerdict, Inspection, VersionSeen } from '../../../shared/inspection';
import type { Sidecar } from '../../../shared/sidecar';
import { containers } from './containers/containers';
import type { Findings } from './findings';
import { keyOfCheck } from './key-check';
import { parseManifest } from './manifest';
import { told } from './told';
import { contradiction } from './versions-seen';

/** What a file is to somebody who has to restore it. */
export function verdictOf(container: ContainerId, isBroken: boolean): FileVerdict {
  const verdict = containers.find(({ id }) => id === container)?.verdict ?? 'not-known';
  return isBroken && (verdict === 'practice-backup' || verdict === 'archive') ? 'damaged' : verdict;
}

/** What a verdict itself has to say. */
export function noteVerdict(
  verdict: FileVerdict,
  container: ContainerId,
  findings: Findings,
): void {
  if (verdict === 'empty') findings.note('empty');
  if (verdict === 'not-a-backup') findings.note('not-a-backup', { what: container });
  const isOurs = container === 'practice-v1' || container === 'practice-v2';
  if (!isOurs && !['empty', 'not-a-backup'].includes(verdict) && container !== 'zeros')
    findings.note('format-not-public');
}

/** The manifest that came, if it is one. */
export function manifestOf(
  came: { readonly bytes: Buffer; readonly format: 1 | 2 } | undefined,
  findings: Findings,
): Manifest | undefined {
  if (!came) return undefined;
  const manifest = parseManifest(came.bytes, came.format);
  if (!manifest) findings.note('manifest-unreadable');
  return manifest;
}

type File = { readonly name: string; readonly size: number; readonly sha256?: string | undefined };

/** Holds a file against the manifest beside it; without a SHA-256 by size alone, which then has to differ to say anything. */
export function besideOf(
  sidecar: Sidecar | 'unreadable' | undefined,
  { name, size, sha256 }: File,
  findings: Findings,
): Inspection['sidecar'] {
  if (sidecar === undefined) return undefined;
  if (sidecar === 'unreadable') {
    findings.note('sidecar-unreadable');
    return undefined;
  }
  const { file } = sidecar;
  const differs: ('name' | 'size' | 'sha256')[] = [];
  if (file.name !== name) differs.push('name');
  if (file.size !== size) differs.push('size');
  if (sha256 !== undefined && file.sha256 !== sha256) differs.push('sha256');
  const isOther = differs.includes('size') || differs.includes('sha256');
  if (isOther) findings.note('sidecar-differs', { told: file.size, size });
  else if (differs.includes('name'))
    findings.note('mislabelled', { what: 'name', told: told(file.name), name: told(name) });
  if (!isOther && sha256 === undefined) return undefined;
  return { manifest: sidecar, file: isOther ? 'differs' : 'same', differs };
}

/** Versions that cannot all be right. */
export function noteVersions(versions: readonly VersionSeen[], findings: Findings): void {
  const found = contradiction(versions);
  if (!found) return;
  const [first, other] = found;
  findings.note('mislabelled', {
    what: 'version',
    ...{ version: first.version, from: first.from, told: other.version, by: other.from },
  });
}

type KeyGiven = {
  readonly key?: string | undefined;
  readonly sidecar?: Sidecar | 'unreadable' | undefined;
};

/** Whose key the key is: by the container, if it has one that is known, and by the check value beside it. Takes half a second. */
export async function keyAnswerOf(
  opened: 'opens' | 'wrong' | undefined,
  { key, sidecar }: KeyGiven,
  findings: Findings,
): Promise<Inspection['key']> {
  if (key === undefined || opened === 'opens') return opened;
  const check = sidecar === 'unreadable' ? undefined : sidecar?.keyCheck;
  const file = sidecar === 'unreadable' ? undefined : sidecar?.file;
  if (check && file) {
    const isRight = (await keyOfCheck(key, check, file)) !== undefined;
    // A right key that does not open the first chunk of that very file: the chunk is damaged.
    if (isRight && opened === 'wrong') findings.note('damaged', { what: 'chunk', number: 0 });
    if (!isRight) findings.note('wrong-key', { by: opened ? 'container' : 'check-value' });
    return isRight ? 'right' : 'wrong';
  }
  if (opened === 'wrong') findings.note('wrong-key', { by: 'container' });
  else findings.note('no-key-check');
  return opened ?? 'no-check-value';
}
