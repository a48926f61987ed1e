import type { FileKind, InspectionRemark } from '../eppb';
import {
  type ContainerId,
  containerIds,
  type FileVerdict,
  type Fit,
  type Inspection,
  type InspectionFinding,
  type Sureness,
} from '../inspection';
import type { KeyVerdict } from '../sidecar';

export const kindWords = {
  'practice-v1': 'A practice backup, version 1',
  'practice-v2': 'A practice System Backup v2, bound to a key',
  empty: 'An empty file',
  html: 'A web page, not a backup',
  gzip: 'A gzip archive that is no practice backup',
  zip: 'A zip archive',
  text: 'Text, not a backup',
  unknown: 'Something this program cannot read',
} as const satisfies Record<FileKind, string>;

export const remarkWords = {
  'manifest-unreadable': 'It begins like a practice backup, but its manifest cannot be read.',
  truncated: 'The file ends too early: the download or copy was cut off. Get it again.',
  'archive-damaged': 'The archive is damaged.',
  'not-a-backup':
    'This is not a backup. Often an error page was saved under the name of the backup.',
  'format-not-public':
    'The format of real .eppb files is not public. Size and SHA-256 are certain; whether it is complete or fits a key cannot be told.',
  'over-200-megabytes':
    'Files above 200 MB cannot be uploaded in the web page of the server; the vendor asks to contact support.',
  'sidecar-differs':
    'It is not the file that its manifest describes: it was damaged, cut off or exchanged after the download.',
  'sidecar-unreadable':
    'The manifest beside it cannot be read: it is damaged, or none of this program.',
} as const satisfies Record<InspectionRemark, string>;

export const fileVerdictWords = {
  same: 'Size and SHA-256 are those of the manifest',
  differs: 'Size or SHA-256 are not those of the manifest',
} as const;

export const keyVerdictWords = {
  right: 'The key belongs to the backup that the manifest describes.',
  wrong: 'This is not the key of the backup that the manifest describes.',
  'no-check-value':
    'There is no manifest with a check value beside the file, so the key cannot be checked.',
} as const satisfies Record<KeyVerdict, string>;

/** A right key where the file is not the one of the manifest. */
export const keyOfOtherFileWords =
  'The key belongs to the backup that the manifest describes, not to this file.';

export const verdictWords: Record<FileVerdict, string> = {
  'practice-backup': 'A practice backup',
  'not-known': 'Its format is not known',
  archive: 'An archive, and no backup that this program knows',
  encrypted: 'An encrypted file',
  'not-a-backup': 'Not a backup',
  damaged: 'A damaged backup',
  empty: 'An empty file',
};

export const surenessWords: Record<Sureness, string> = {
  certain: 'This is certain.',
  likely: 'This is likely.',
  guess: 'This is a guess.',
};

export const containerWords = Object.fromEntries(containerIds.map((id) => [id, id])) as Record<
  ContainerId,
  string
>;

export const keyAnswerWords: Record<NonNullable<Inspection['key']>, string> = {
  opens: 'The key opens it.',
  right: keyVerdictWords.right,
  wrong: keyVerdictWords.wrong,
  'no-check-value': keyVerdictWords['no-check-value'],
};

export const fitWords = ({ target, verdict }: Fit): string => `For ${target}: ${verdict}`;

export const findingWords = ({
  code,
}: InspectionFinding): { readonly says: string; readonly advice: string } => ({
  says: code,
  advice: '',
});
