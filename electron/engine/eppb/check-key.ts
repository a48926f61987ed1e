import type { KeyGiven } from '../../../shared/migration';
import type { KeyVerdict } from '../../../shared/sidecar';
import { givenKey } from './given-key';
import { keyOfCheck } from './key-check';
import { readSidecar } from './sidecar-file';

/**
 * Whether a key, typed or in a kit, is that of a backup file, by the manifest beside it. Takes about a third of a second. Throws
 * `kit.*`, `file.unreadable` and `file.damaged`.
 */
export async function checkKey(path: string, given: KeyGiven): Promise<KeyVerdict> {
  const manifest = readSidecar(path);
  const key = await givenKey(given);
  if (!manifest?.keyCheck) return 'no-check-value';
  return (await keyOfCheck(key, manifest.keyCheck, manifest.file)) === undefined
    ? 'wrong'
    : 'right';
}
