import type { Side } from '../appliance';
import type { FtpInterface } from '../ftp-server';
import type { ChosenRoute, CopyReason, CopyWay, LegReason, LegWay } from '../route';
import { webUploadMost } from '../route';
import { sideWords } from './sides';

/** How each half can go, as a person chooses it. */
export const legWords: Readonly<Record<LegWay, Readonly<Record<Side, string>>>> = {
  sftp: {
    source: 'This program takes it over SFTP',
    target: 'This program brings it over SFTP',
  },
  ftp: {
    source: 'The server’s console exports it over FTP',
    target: 'The server’s console imports it over FTP',
  },
  hand: {
    source: 'I bring the file to this computer myself',
    target: 'I put the file on the server myself',
  },
};

/** How it goes where nobody logs in. */
const carriedWords: Readonly<Record<Side, string>> = {
  source: 'the file that a person has downloaded',
  target: 'into a folder of this computer, from which a person imports it',
};

export const copyWords: Readonly<Record<CopyWay, string>> = {
  meanwhile: 'Straight through, and a copy is kept here',
  none: 'Straight through, nothing of it stays here',
  first: 'The whole file here first, then on to the new server',
};

const legReasons: Readonly<Record<LegReason, string>> = {
  wished: 'as you chose',
  'has-sftp': 'it has SFTP, so nobody has to do anything',
  'no-sftp': 'it has no SFTP',
  'not-asked': 'it is looked at when the file goes there',
  'by-person': 'nobody logs in to it',
};

const copyReasons: Readonly<Record<CopyReason, string>> = {
  wished: 'as you chose',
  room: 'there is room for a copy here, and with it a second try needs no second download',
  begun: 'a part of it is here already',
  'no-room': 'there is no room for a copy here',
  'not-at-once': 'one half does not go by SFTP, so the file has to be here in between',
};

/** How the backup travels and why, one sentence for each part. */
export function routeSentences({ source, target, copy, because }: ChosenRoute): readonly string[] {
  const leg = (side: Side, way: LegWay, reason: LegReason): string =>
    `${side === 'source' ? 'From' : 'To'} the ${sideWords[side]}: ${reason === 'by-person' ? carriedWords[side] : lower(legWords[way][side])} (${legReasons[reason]}).`;
  return [
    leg('source', source, because.source),
    leg('target', target, because.target),
    `${copyWords[copy]} (${copyReasons[because.copy]}).`,
  ];
}

/** The same in one short line. */
export const routeLine = ({ source, target, copy }: ChosenRoute): string =>
  source === 'sftp' && target === 'sftp'
    ? lower(copyWords[copy])
    : `${lower(legWords[source].source)}; ${lower(legWords[target].target)}`;

const lower = (text: string): string =>
  /^(I |SFTP)/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

/** What stands where no way is chosen yet. */
export const routeByRule =
  'How the backup travels is decided when it is ready: over SFTP where both servers have it, straight through, with a copy here if there is room.';

/** The same where somebody has wished for something. */
export const routeAsWished =
  'It goes as you chose. What you left to the rule is decided when the backup is ready.';

/** The ways out that the vendor documents for a file that the web page does not take. */
export const webUploadWords = (size: number): readonly string[] =>
  size > webUploadMost
    ? [
        'The web page of the server takes files up to 200 MB; this one is larger, so it cannot be uploaded there.',
        'What the vendor names for larger files: make the backup smaller with Audit Log Backup; ask Support for the patch “5.9.4.2 backup export fix”, which leaves out old tables; have Support raise the limit; or import it from an FTP server at the server’s own console (menu 2, System Backup).',
      ]
    : [
        'The web page of the server takes files up to 200 MB; this one is small enough for it, too.',
      ];

/** What a person reads who brings or puts the file by hand. */
export const byHandWords = {
  bringTitle: 'Bring the backup to this computer',
  bring: (from: string): string =>
    `The backup is ready on the old server: ${from}. Bring it here by any way you have, then choose it. Its size and SHA-256 are compared with what the old server knows; a file that is not the same is not taken.`,
  bringWhich: 'Where is the file?',
  choose: 'Choose the file',
  chosen: (name: string): string => `Chosen: ${name}`,
  checkFile: 'Check the file and go on',
  putTitle: 'Put the backup on the new server',
  put: 'Take the file from this computer to its place on the new server, by any way you have. The server itself then computes the SHA-256 of what is there; the migration goes on only if it is the same.',
  from: 'From this computer',
  to: 'To the new server',
  size: 'Size',
  checkThere: 'The file is there: have it checked',
} as const;

const interfaceReasons: Readonly<Record<FtpInterface['because'], string>> = {
  'same-network': 'in the network of the server',
  route: 'the way to the server',
  other: '',
  'this-computer-only': 'reached from this computer alone',
};

/** What a person reads who works with the console of an appliance over FTP. */
export const ftpWords = {
  title: (server: string, side: Side): string =>
    side === 'source' ? `Export the backup from ${server}` : `Import the backup on ${server}`,
  why: 'The console of the server can exchange a backup with an FTP server: it asks for the server’s address and for the path of the file. Choose which FTP server it shall use.',
  own: 'One that this program opens now',
  ownWhy:
    'For this one file, with a name and a password of its own, closed afterwards. The server has to reach this computer. FTP is not encrypted; the backup itself is.',
  other: 'One that is there already',
  otherWhy:
    'Name and password are kept in memory and are written nowhere. The file stays on that server until you delete it.',
  address: 'Address of this computer',
  interface: ({ address, name, because }: FtpInterface): string => {
    const why = interfaceReasons[because];
    return `${address} (${name}${why === '' ? '' : `, ${why}`})`;
  },
  port: 'Port',
  portWhy: 'Consoles that ask for an address alone use 21; FTPS with implicit TLS has 990.',
  anonymous: 'The console asks for no name and password',
  anonymousWhy: 'Then the path, which nobody can guess, is all that lets in.',
  host: 'Address of the FTP server',
  user: 'Name',
  password: 'Password',
  secure: 'Encryption',
  secureWays: {
    explicit: 'FTPS (explicit TLS)',
    implicit: 'FTPS (implicit TLS)',
    none: 'none: name and password go as plain text',
  },
  folder: 'Folder on it',
  certificate: 'SHA-256 fingerprint of its certificate, as you confirmed it',
  open: 'Open the FTP server',
  use: 'Use this FTP server',
  consoleTitle: (server: string): string => `At the console of ${server}`,
  console: (side: Side): string =>
    side === 'source'
      ? 'Open the server’s console, choose 2, System Backup, then Export, and type this into its fields. The file is taken when it has arrived whole; its size and SHA-256 are compared.'
      : 'Open the server’s console, choose 2, System Backup, then Import, and type this into its fields. When the console says that it has the file, have it checked here.',
  typeThere: 'Type this there',
  consoleFile: 'The backup to choose there',
  fieldAddress: 'FTP address',
  fieldPath: 'Path',
  fieldUser: 'User, if it asks',
  fieldPassword: 'Password, if it asks',
  fieldPort: 'Port, if it asks',
  waiting: 'The FTP server of this program is open and waits for the console.',
  done: (side: Side, server: 'own' | 'other'): string =>
    side === 'target'
      ? 'The console has it: have it checked'
      : server === 'own'
        ? 'The console says that it is done'
        : 'The console has exported it: fetch it',
  again: 'Use another FTP server',
} as const;

/** What stands where a person may wish another way. */
export const wayWords = {
  title: 'How the backup travels',
  source: 'From the old server',
  target: 'To the new server',
  copy: 'Copy on this computer',
  byRule: 'By rule',
  wished: 'as you chose',
  change: 'Take this way from now on',
  goOn: 'Go on by this way',
  kept: 'What has arrived already is used where it can be.',
} as const;
