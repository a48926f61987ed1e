import type { DriftRow, DriftThing } from '../drift';

type Said = { readonly title: string; readonly means: string };

const counted = (what: string): Said => ({
  title: `${what} on the old server`,
  means:
    'The new server has what was there when the backup began. What came since is not on it; what was deleted since is.',
});

const words: Readonly<Record<DriftThing, Said>> = {
  'source-silent': {
    title: 'The old server does not answer',
    means: 'Nobody can tell whether something came to it since the backup.',
  },
  'source-version': {
    title: 'Version of the old server',
    means:
      'It was updated since the backup. What is on the new server is of the version before, which was verified.',
  },
  'target-version': {
    title: 'Version of the new server',
    means: 'It was updated since it was verified. Look whether it works as it should.',
  },
  computers: counted('Computers'),
  users: counted('Users'),
  groups: counted('Groups'),
  devices: counted('Devices'),
  policies: counted('Policies'),
  rights: counted('Rights'),
  admins: counted('Administrators'),
  backup: {
    title: 'Another backup on the old server',
    means: 'Somebody made it after that of this migration. The new server has the earlier one.',
  },
  restore: {
    title: 'Another restore on the new server',
    means:
      'The new server does not hold what this migration restored. Do not cut over before you know what is on it.',
  },
  'target-counts': {
    title: 'Counted on the new server',
    means: 'It has fewer of these than when it was verified.',
  },
};

/** What differs, in a few words. */
export const driftTitle = ({ what }: DriftRow): string => words[what].title;
const names: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(words).map(([what, { title }]) => [
    what,
    title.charAt(0).toLowerCase() + title.slice(1),
  ]),
);
/** The same in the middle of a sentence, of what may come from another version of the program. */
export const driftName = (what: string): string => names[what] ?? what;
/** What it means that it differs. */
export const driftMeans = ({ what }: DriftRow): string => words[what].means;
