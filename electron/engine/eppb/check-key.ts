import { fail } from '../../../shared/failure';
import type { KeyGiven } from '../../../shared/migration';
import type { KeyVerdict } from '../../../shared/sidecar';
import { pathOf } from '../file-path';
import { readKit } from '../kit/read-kit';
import { keyOfCheck } from './key-check';
import { readSidecar } from './sidecar-file';

/**
 * Whether a key, typed or in a kit, is that of a backup file, by the manifest beside it. Takes about a third of a second. Throws
 * `kit.*`, `file.unreadable` and `file.damaged`.
 */
export async function checkKey(path: string, { secret, kit }: KeyGiven): Promise<KeyVerdict> {
  const manifest = readSidecar(path);
  const found = kit && (await readKit(pathOf(kit)));
  const key = found?.key ?? secret ?? '';
  if (key === '') fail('contract.bad-input', { where: 'secret', seen: 'no key' });
  if (!manifest?.keyCheck) return 'no-check-value';
  return (await keyOfCheck(key, manifest.keyCheck, manifest.file)) === undefined
    ? 'wrong'
    : 'right';
}
