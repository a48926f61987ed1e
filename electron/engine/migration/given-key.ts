import { extname } from 'node:path';
import type { Facts, KeySource } from '../../../shared/facts';
import { type Failure, fail, isFailure } from '../../../shared/failure';
import type { KeyFault, KeyGiven } from '../../../shared/migration';
import { pathOf } from '../file-path';
import { readKit } from '../kit/read-kit';

/** A key as it was given: as typed, or as a kit of this very backup holds it. */
export type GivenKey = { readonly text: string; readonly how: KeySource };

/** The key in an answer, or what is wrong with the kit in it. */
export async function givenKey(
  { secret, kit }: KeyGiven,
  request: Facts['request'],
): Promise<GivenKey | KeyFault> {
  if (kit === undefined) return { text: secret ?? '', how: 'typed' };
  const file = pathOf(kit);
  try {
    const found = await readKit(file);
    if (found.backupId !== request.backupId || found.backupName !== request.name)
      fail('kit.other-backup', { file, seen: found.backupName, expected: request.name });
    return { text: found.key, how: 'kit' };
  } catch (thrown) {
    if (isFailure(thrown, ...kitFaults)) return { failure: discreet(thrown.failure) };
    throw thrown;
  }
}

/** Without the name of a file that has no end: it may be a key that was pasted where a path was asked for. */
function discreet({ code, facts }: Failure): Failure {
  const { file, ...others } = facts;
  return typeof file === 'string' && extname(file) !== ''
    ? { code, facts }
    : { code, facts: others };
}

/** What another kit, or the same one in another place, may mend. */
const kitFaults = [
  'kit.not-one',
  'kit.damaged',
  'kit.other-backup',
  'file.unreadable',
  'file.not-a-file',
] as const;
