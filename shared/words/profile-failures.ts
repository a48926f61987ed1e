import type { ProfileFaultKind } from '../profile-fault';
import { type Say, say } from './failure-saying';
import { profileFaultWords } from './profile';

const faulty =
  (title: string): Say =>
  (f) => {
    const { seen, needed, todo } = profileFaultWords((f['kind'] ?? 'text') as ProfileFaultKind, f);
    const more = Number(f['more'] ?? 0);
    const others =
      more > 0 ? ` There ${more === 1 ? 'is one more fault' : `are ${more} more`}.` : '';
    return {
      title,
      seen: `${f['where'] ?? ''}: ${seen}${others}`,
      needed,
      todo: more > 0 ? `${todo} “epp-migrate profile check” says all of them.` : todo,
    };
  };

/** What can go wrong with profiles and recordings of appliances. */
export const profileFailureWords = {
  'profile.unknown': say(
    'There is no such profile',
    (f) =>
      `“${f['profile'] ?? ''}” is not known; there ${f['known'] ? `are ${f['known']}` : 'is none'}.`,
    'The name of a profile, or the path of a file with one.',
    'Check the spelling. A name is looked for in the folder “profiles” of the program’s data; anything with a slash or “.json” is a path.',
  ),
  'profile.invalid': faulty('The profile is not valid'),
  'profile.unsafe': faulty('The profile would let a value be read as a command'),
  'profile.changed': (f) => ({
    title: 'The profile is not the one that it was',
    seen:
      f['inFile'] === true
        ? `${f['profile'] ?? ''} says that its hash is ${f['before'] ?? ''}; it is ${f['now'] ?? ''}.`
        : `${f['profile'] ?? ''} has changed since this migration worked with it (${f['before'] ?? ''}, now ${f['now'] ?? ''}).`,
    needed: 'The same profile from the beginning to the end.',
    todo:
      f['inFile'] === true
        ? 'Get the file again, or take the member “sha256” out if you changed the file yourself.'
        : 'Put the earlier file back, or, if the change is meant: check it, then epp-migrate resume ID --profile FILE.',
  }),
  'recording.invalid': say(
    'This is no recording of an appliance',
    (f) => `${f['where'] ?? ''}: ${f['seen'] ?? ''}.`,
    'A file that “epp-migrate profile try … --record FILE” has written.',
    'Record it again.',
  ),
} as const satisfies Record<string, Say>;
