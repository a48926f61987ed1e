import { type KitWords, restorePath } from './kit-words';

/** The recovery kit in English; `{version}`, `{file}` and `{server}` are put in. */
export const englishKit: KitWords = {
  title: 'Recovery kit for a System Backup',
  practice: 'This kit belongs to practice servers. Nothing real depends on it.',
  why: 'The server shows the System Backup Key once and does not keep it. Without the key the backup is worthless.',
  keepApart:
    'Keep this kit apart from the backup file: printed in a safe, or in a password manager. Whoever has both can restore the backup.',
  labels: {
    server: 'Server',
    address: 'Address',
    product: 'Product',
    backup: 'Backup',
    file: 'File',
    size: 'Size',
    sha256: 'SHA-256',
    written: 'Written',
    migration: 'Migration',
  },
  bytes: 'bytes',
  byHand: 'Not known yet. Write it down when the backup is there:',
  groups: { group: 'Group', characters: 'Characters', check: 'Check' },
  typing: 'Type the characters of all groups, one after the other, without the check characters.',
  checks:
    'The check character of a group is worked out from its characters and its number: where it does not fit, something in the group is wrong.',
  lookAlikes: {
    zero: 'zero',
    'letter-o': 'letter O',
    'small-o': 'small O',
    one: 'one',
    'letter-i': 'letter I',
    'letter-l': 'small L',
  },
  marked: 'Characters that look like others are underlined and named.',
  space: '␣ is a space. Type it as a space.',
  numbered: 'U+ and digits give a character by its number in Unicode.',
  code: 'The code holds the key and nothing else.',
  noCode: 'There is no code to scan: the key is too long for one that a camera can read.',
  codeElsewhere: 'Kits in the forms HTML and PDF also have a code to scan.',
  restore: {
    title: 'How to restore by hand',
    steps: [
      'Deploy a new server of version {version}, or of a version that the vendor names as a pair for it.',
      `Open its web console: ${restorePath}.`,
      'Press “Choose File”, choose {file}, enter the key and press “Import”.',
      'Wait. The page may freeze for minutes and log you out.',
      'Then log in with the accounts of the old server ({server}).',
    ],
  },
  hand: {
    title: 'To be filled in by hand',
    where: 'Kept where',
    who: 'Kept by whom',
    again: 'The key once more',
    signed: 'Date and signature',
  },
  forProgram: 'For the program, which reads the kit from this file:',
};
