import type { GivenUpBackup } from '../../shared/facts';
import type { KeyHint } from '../../shared/kit';
import type { KeyFault, MigrationState } from '../../shared/migration';
import { describeFailure } from '../../shared/words/failures';
import { keyOfGivenUpWords } from '../../shared/words/given-up';
import { withSystemWords } from './system-words';

const hints: Readonly<Record<KeyHint, string>> = {
  shorter: 'Characters are missing.',
  longer: 'There are too many characters.',
  case: 'The letters are right, but some are large instead of small or the other way round.',
  'look-alike': 'Characters that look alike were taken for each other: 0 and O, or 1, I and l.',
  spaces: 'The key has spaces in it. They count, and they are not all where they belong.',
};

/** Why what was given is not the key, in sentences that tell nothing of it. */
export function faultWords(fault: KeyFault | undefined): readonly string[] {
  if (fault === undefined) return ['That was not the key.'];
  if ('failure' in fault) {
    const { title, seen, todo } = describeFailure(withSystemWords(fault.failure));
    return [`${title}.`, seen, todo].filter((text) => text.trim() !== '');
  }
  const { groups, hints: seen } = fault.difference;
  return ['That was not the key.', groupsWords(groups), ...seen.map((hint) => hints[hint])].filter(
    (text) => text !== '',
  );
}

function groupsWords(groups: readonly number[]): string {
  const last = groups.at(-1);
  if (last === undefined) return '';
  if (groups.length === 1) return `Group ${last} is not right.`;
  return `Groups ${groups.slice(0, -1).join(', ')} and ${last} are not right.`;
}

const reasons: Readonly<Record<GivenUpBackup['reason'], string>> = {
  cancelled: 'it is not wanted any more',
  failed: 'the old server could not create it',
  'key-lost': 'nobody has its key',
  'key-wrong': 'its key does not open it',
  vanished: 'it is no longer on the old server',
};

type GivenUp = Omit<MigrationState['givenUp'][number], 'backupId' | 'at'>;

/** What was given up, why, and whether it is still there. */
export function givenUpWords(backup: GivenUp): string {
  const { name, reason, deleted } = backup;
  const rest =
    reason === 'vanished'
      ? ''
      : deleted
        ? ' It was deleted on the old server.'
        : ' It has not been deleted on the old server.';
  return `The backup ${name} is given up: ${reasons[reason]}.${rest} ${keyOfGivenUpWords(backup)}`;
}

/** That a first backup of the new server came to nothing. */
export const firstGivenUpWords = (name: string, deleted: boolean): string =>
  `The first backup ${name} of the new server is given up.${deleted ? ' It was deleted there.' : ''} Its key and its kit open nothing.`;

/** That what was not known when the kit was written now stands in it. */
export const kitCompletedWords = (path: string): string =>
  `Size and SHA-256 of the backup now stand in the recovery kit ${path}`;
