import { fail } from '../../../shared/failure';
import type { KeyGiven } from '../../../shared/migration';
import { pathOf } from '../file-path';
import { readKit } from '../kit/read-kit';

/** The key that a person gave, typed or in a kit. Throws `kit.*`, `file.unreadable`, and `contract.bad-input` where there is none. */
export async function givenKey({ secret, kit }: KeyGiven): Promise<string> {
  const found = kit && (await readKit(pathOf(kit)));
  const key = found?.key ?? secret ?? '';
  return key === '' ? fail('contract.bad-input', { where: 'secret', seen: 'no key' }) : key;
}
