import type { ContainerId } from '../inspection';
import type { BackupDate, LibraryProblem, LibraryRow, RowState } from '../library';
import { containerWords } from './inspection';

/** A problem in two or three words for a table, and in sentences. */
export type ProblemWords = {
  readonly short: string;
  readonly says: string;
  readonly advice: string;
};

export const problemWords = {
  damaged: {
    short: 'damaged',
    says: 'It cannot be read to its end: it is damaged.',
    advice: 'Get it again from where it came from.',
  },
  truncated: {
    short: 'cut off',
    says: 'The file ends too early: a download or copy was cut off.',
    advice: 'Get it again.',
  },
  'sidecar-differs': {
    short: 'not the described file',
    says: 'Size or SHA-256 are not those of its manifest: damaged, cut off or exchanged after the download.',
    advice: 'Do not restore from it. Look for another copy.',
  },
  empty: { short: 'empty', says: 'There is nothing in it.', advice: 'Get it again.' },
  'not-a-backup': {
    short: 'no backup',
    says: 'This is not a backup. Often an error page was saved under the name of the backup.',
    advice: 'Download it again, logged in to the server.',
  },
  'does-not-fit': {
    short: 'does not fit',
    says: 'By the rules its version does not go to the chosen one.',
    advice:
      'Deploy a new server of its own version, or update the old one and make another backup.',
  },
  mislabelled: {
    short: 'wrongly named',
    says: 'The version in its name is not the one that its manifest has.',
    advice: 'Go by the manifest, and give the file its right name.',
  },
  'fit-unknown': {
    short: 'fit not known',
    says: 'Whether it goes to the chosen version is not known: its version is not, or no rule covers the pair.',
    advice: 'Find out the version of the server that made it.',
  },
  'fit-caution': {
    short: 'fits with care',
    says: 'It goes to the chosen version, with something to mind.',
    advice: 'Inspect it for what to mind.',
  },
  remarks: {
    short: 'see its inspection',
    says: 'Inspecting it shows more that should be looked at before it is used.',
    advice: 'Inspect the file.',
  },
  unreadable: {
    short: 'cannot be read',
    says: 'It could not be read.',
    advice: 'Check the rights of this user, and the drive.',
  },
  gone: {
    short: 'gone',
    says: 'It was there when the folder was listed, and was not when it was to be read.',
    advice: 'Look at the folder again.',
  },
  silent: {
    short: 'no answer',
    says: 'The drive or share did not answer in time.',
    advice: 'Check the connection to the share, then look at the folder again.',
  },
  changing: {
    short: 'being written',
    says: 'It changed while it was read: somebody is still writing it.',
    advice: 'Look at the folder again when that is over.',
  },
  link: {
    short: 'link',
    says: 'This is a link to a file. Links are not followed.',
    advice: 'Point at the folder that it leads to.',
  },
  'sidecar-unreadable': {
    short: 'manifest unreadable',
    says: 'The manifest beside it cannot be read: it is damaged, or none of this program.',
    advice: 'Go by another copy of the manifest.',
  },
  duplicate: {
    short: 'copy',
    says: 'Another file in this folder has the same content.',
    advice: 'One of them is enough; keep the one with its manifest.',
  },
  'over-200-megabytes': {
    short: 'over 200 MB',
    says: 'Files above 200 MB cannot be uploaded in the web page of the server; the vendor asks to contact support.',
    advice: 'Plan another way for it: SSH, FTP, or the vendor’s support.',
  },
  'no-sidecar': {
    short: 'no manifest',
    says: 'No manifest lies beside it, so nothing says what its hash has to be.',
    advice: 'Note its SHA-256 now, to compare later.',
  },
  'no-kit': {
    short: 'no kit here',
    says: 'No recovery kit lies beside it. Kept apart it is safer, but without the key the backup is worthless.',
    advice: 'Make sure that its kit exists somewhere else.',
  },
  'kit-beside': {
    short: 'kit beside it',
    says: 'Its recovery kit lies in the same folder: whoever takes the folder has backup and key.',
    advice: 'Keep the kit in another place.',
  },
} as const satisfies Record<LibraryProblem, ProblemWords>;

const stateWords = {
  found: 'Not looked at yet',
  looked: 'Looked at',
  read: 'Read to its end',
  gone: 'Gone meanwhile',
  unreadable: 'Cannot be read',
  silent: 'No answer',
  link: 'A link, not followed',
} as const satisfies Record<RowState, string>;

/** A path as it may be shown: what nobody sees in a name, or what turns its direction, stands there by its number. */
export const shownPath = (path: string): string =>
  path.replaceAll(
    /\p{C}/gu,
    (character) =>
      `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );

/** What says too little, or too much, for a table. */
const alone: Readonly<Partial<Record<ContainerId, string>>> = {
  'practice-v2': 'Practice System Backup v2',
  empty: 'Empty file',
  opaque: 'Opaque: no form that is known',
};

/** What a row is, in a few words. */
export function rowWords({ container, state, folder, seen }: LibraryRow): string {
  if (container) return alone[container] ?? capital(containerWords[container]);
  const said = folder ? 'Folder that cannot be listed' : stateWords[state];
  return seen === undefined ? said : `${said} (${seen})`;
}

export const dateFromWords = {
  manifest: 'by its own manifest',
  sidecar: 'by the manifest beside it',
  file: 'by the time of the file, which a copy may have changed',
} as const satisfies Record<BackupDate['from'], string>;

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
