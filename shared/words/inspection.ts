import { formatBytes } from '../bytes';
import type { VerdictId } from '../compatibility';
import type { ContainerId, FileVerdict, Inspection, Sureness, VersionSeen } from '../inspection';
import type { KeyVerdict } from '../sidecar';

/** What bytes are, as a name. */
export const containerWords = {
  'practice-v1': 'practice backup, version 1',
  'practice-v2': 'practice System Backup v2, bound to a key',
  tar: 'tar archive',
  gzip: 'gzip',
  bzip2: 'bzip2',
  xz: 'xz',
  zstd: 'Zstandard',
  zip: 'zip archive',
  '7z': '7-Zip archive',
  'openssl-salted': 'OpenSSL, encrypted with a password',
  openpgp: 'OpenPGP message',
  'openpgp-armor': 'OpenPGP message as text',
  age: 'age, encrypted',
  luks: 'LUKS, an encrypted disk',
  sqlite: 'SQLite database',
  sql: 'SQL text',
  html: 'web page',
  json: 'JSON',
  pdf: 'PDF document',
  text: 'text',
  zeros: 'nothing but zeros',
  empty: 'nothing',
  opaque: 'opaque',
} as const satisfies Record<ContainerId, string>;

const verdicts: Readonly<Record<Exclude<FileVerdict, 'not-known'>, string>> = {
  'practice-backup': 'A practice backup of this program.',
  archive:
    'An archive. Whether real backups look like this is not public, so this program cannot say that it is one.',
  encrypted:
    'Encrypted by a program that is known. Whether real backups look like this is not public; this program cannot open it.',
  'not-a-backup': 'Not a backup.',
  damaged: 'Damaged or cut off: it cannot be restored as it is.',
  empty: 'An empty file.',
};

/** Of fewer bytes, entropy says nothing. */
const tellingBytes = 1024;
const shortWords =
  'Opaque: it is none of the forms that this program knows, and too short for its entropy to say more.';

/** Bits a byte from which bytes look like chance. */
const even = 7.5;

/** What a file is, in one or two sentences; never that a real one is valid. */
export function verdictWords({ verdict, layers, entropy, size }: Inspection): string {
  if (verdict !== 'not-known') return verdicts[verdict];
  const container = layers[0]?.container;
  if (container === 'sql')
    return 'The text of a database dump. Whether a server takes it as a backup is not known.';
  if (container === 'sqlite')
    return 'A SQLite database. Whether a server takes it as a backup is not known.';
  return size < tellingBytes ? shortWords : opaqueWords(entropy?.bits ?? []);
}

function opaqueWords(bits: readonly number[]): string {
  const first = bits[0];
  if (first === undefined) return 'Opaque: it is none of the forms that this program knows.';
  if (bits.every((each) => each >= even))
    return 'Opaque: high entropy from byte 0; consistent with encryption or compression; this program cannot say more.';
  if (bits.every((each) => each < even))
    return 'Opaque: it is none of the forms that this program knows, and its entropy is lower than that of encrypted or compressed bytes.';
  return 'Opaque: it is none of the forms that this program knows; parts of it look encrypted or compressed, others do not.';
}

/** How sure something is. */
export const surenessWords = {
  certain: 'certain: it was computed',
  likely: 'likely: read off marks that could be there by chance',
  guess: 'a guess',
} as const satisfies Record<Sureness, string>;

/** Where a version was read. */
export const versionFromWords = {
  manifest: 'by its own manifest',
  sidecar: 'by the manifest beside it',
  'file-name': 'by its name, which anybody can change',
} as const satisfies Record<VersionSeen['from'], string>;

/** Whose key the key is. */
export const keyAnswerWords = {
  opens: 'The key opens it.',
  right: 'The key belongs to the backup that the manifest describes.',
  wrong: 'This is not the key of this backup.',
  'no-check-value':
    'The key cannot be checked: there is no manifest with a check value beside the file, and its own format is not known.',
} as const satisfies Record<NonNullable<Inspection['key']>, string>;

/** Whether a backup fits a server of the version that was asked about. */
export const fitWords = {
  accepted: 'It fits: these versions go together.',
  caution: 'It fits, with caution.',
  conflicting: 'The vendor’s own documents disagree about these versions.',
  refused: 'It does not fit: these versions do not go together.',
  unknown: 'It is not known whether it fits.',
} as const satisfies Record<VerdictId, string>;

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

/** How much there is of it, for lists. */
export const archiveWords = ({
  files,
  folders,
  others,
  bytes,
  complete,
}: NonNullable<Inspection['archive']>): string =>
  `${counted(files, 'file')}, ${counted(folders, 'folder')}, ${counted(others, 'other')}; ${formatBytes(bytes)} together${complete ? '' : '; its end was not seen'}`;

const counted = (count: number, name: string): string =>
  `${count} ${count === 1 ? name : `${name}s`}`;
