import type { ConsoleProxy, ConsoleRefusal } from '../../shared/console-view';
import type { HandOperation, Way } from '../../shared/hand-work';
import { wayWords } from '../../shared/words/by-hand';
import { replaceWords } from './en-login';

/** Sentences of the page where a person does something at a server, in its web console or elsewhere. */

/** What is to be done, as the heading; the server comes by its name. */
export const handTitles: Record<HandOperation, (server: string) => string> = {
  identity: (server) => `Look which server ${server} is`,
  disk: (server) => `Read how much room ${server} has`,
  counts: (server) => `Count what is on ${server}`,
  services: (server) => `Look whether ${server} works`,
  licence: (server) => `Read the licence of ${server}`,
  clients: (server) => `Look whether clients reach ${server}`,
  setClients: (server) => `Let clients in at ${server}, or keep them away`,
  prepareBackup: (server) => `Begin a System Backup on ${server}`,
  startBackup: (server) => `Confirm the key on ${server}`,
  backups: (server) => `Look which backups ${server} has`,
  backup: (server) => `Get the backup from ${server}`,
  deleteBackup: (server) => `Delete a backup on ${server}`,
  importBackup: (server) => `Import the backup on ${server}`,
  restoreJob: (server) => `Look how far ${server} is with the restore`,
  setAddress: (server) => `Give ${server} its new address`,
  powerOff: (server) => `Switch ${server} off`,
};

export const byHandWords = {
  why: {
    console:
      'Its web console is beside the steps. You log in and click there; this program only reads along.',
    takes:
      'Its web console is beside the steps. You log in and click there; this program reads along and takes over what you download.',
    hands:
      'Its web console is beside the steps. You log in and click there; this program reads along and hands over the right file.',
    hand: 'Do this in a browser or at the server’s own screen, then enter here what you saw.',
  },
  practice: (user: string) =>
    `Practice consoles take the user name “${user}” and the password “practice”.`,
  address: (url: string) => `Its web console: ${url}`,
  where: 'Where',
  steps: 'Step by step',
  copy: 'Copy',
  copyPath: 'Copy the path',
  copyOf: (text: string) => `Copy “${text}”`,
  takes: (from: number, to: number) => `Usually ${from} to ${to} minutes.`,
  bugs: 'Known faults here',
  bugsShort: (count: number) => (count === 1 ? 'one' : String(count)),
  copyKey: 'Copy the key',
  keyHint: 'For the key field of the console. It is not shown here.',
  keyCopied: 'Copied for 60 seconds. Paste it there.',
  name: 'Name',
  path: 'Where it is',
  size: 'Size',
  handed: 'File that the console gets',
  handedHint: 'Press Choose File in the console: it gets this file, after its hash was compared.',
  handedElsewhere: 'Choose this file there. It is in:',
  enter: 'What to enter',
  optional: 'optional',
  by: 'Who does this',
  byHint: 'For the report. Empty: the user of this computer.',
  done: 'Check and go on',
  missing: ([first = '', ...others]: readonly string[]) =>
    `Still to enter: ${first}${others.length === 0 ? '' : ` and ${others.length} more`}`,
  choose: 'Choose the file',
  drop: 'Drop the file here',
  chosen: (name: string) => `Chosen: ${name}`,
  caught: (name: string) => `Taken from the console: ${name}`,
  caughtHint:
    'Press download in the console: this program takes the file over by itself. One that is elsewhere can be chosen or dropped here.',
  showSecret: 'Show what is entered',
  useSelection: 'Use the selected text',
  selectionHint: 'Select the key in the console, then press this. The clipboard forgets it.',
  selectionTaken: 'Taken over from the console.',
  family: (name: string) => `Labels of: ${name}`,
  views: { guide: 'Steps and entries', both: 'Steps and console', console: 'Web console' },
  view: 'What is shown',
} as const;

export const switchWords = {
  title: 'Do it another way',
  now: {
    console: 'now in the web console',
    hand: 'now by hand elsewhere',
    command: '',
  } satisfies Record<Way, string>,
  to: {
    console: 'Do it in the web console here',
    hand: 'Do it by hand elsewhere',
    command: 'Let the program do it over SSH',
  } satisfies Record<Way, string>,
  hint: 'From now on, for this kind of work at this server. It can be changed again at any time.',
} as const;

export const waysWords = {
  title: 'Which way each thing goes',
  all: (way: Way) => `all ${wayWords[way]}`,
  some: (count: number, way: Way) => `${count} ${wayWords[way]}`,
  hint: 'What the program has no command for is done in the web console here, or by hand elsewhere. It can be changed at any time; from then on it goes that way.',
  takeOver: 'Do this yourself',
  takeOverHint: (operation: string, server: string) =>
    `The command for it did not work: ${operation} on the ${server}. It can be done by a person instead; the migration goes on from there, and the command can have it back at any time.`,
} as const;

export const consoleWords = {
  label: (server: string) => `Web console of ${server}`,
  opening: 'The console is being opened.',
  back: 'Back',
  reload: 'Reload',
  close: 'Close',
  focus: 'Keyboard to the console',
  focusHint: 'F6 brings it back',
  loading: 'Loading',
  nothing: 'Nothing recognised on this page.',
  advice: 'The page seems to say:',
  proxy: 'How it is reached',
  proxies: {
    none: 'Straight away, without a proxy',
    system: 'By the proxy of this computer',
    ssh: 'Through the SSH connection to this server',
  } satisfies Record<ConsoleProxy, string>,
  hidden: 'The console is hidden while a dialog is open.',
  again: 'Open it again',
  refusals: {
    window: (seen: string) => `A new window was not opened: ${seen}`,
    elsewhere: (seen: string) => `Not reached, because it is another server: ${seen}`,
    permission: (seen: string) => `Not allowed: ${seen}`,
    download: (seen: string) => `Not taken, because another download is under way: ${seen}`,
    chooser: () => 'The page asked for a file; there is none to hand over in this step.',
    frozen: () => 'The page does not react. During a restore that is normal for some minutes.',
  } satisfies Record<ConsoleRefusal, (seen: string) => string>,
  handed: {
    checking: (name: string) => `${name} is being checked before it is handed over`,
    handed: (name: string) => `${name} was handed to the page`,
  },
} as const;

export const certificateWords = {
  title: (server: string) => `Is this the certificate of ${server}?`,
  why: 'Nothing was loaded and nothing sent so far. Compare the fingerprint with what the server itself shows, or with what somebody else sees in a browser in its own network.',
  changedTitleOf: (server: string) =>
    `The certificate of the ${server} is not the one accepted before`,
  changedTitle: (server: string) => `${server} shows another certificate than before`,
  changedWhy:
    'A restore or a change of its network gives a server another certificate. If neither has happened, do not confirm it.',
  subject: 'For',
  issuer: 'Issued by',
  valid: 'Valid',
  validity: (from: string, until: string) => `${from} to ${until}`,
  kind: 'certificate',
  trustWhy: (address: string) =>
    `${address} shows this certificate for the first time. Servers sign it themselves, so compare its fingerprint before anything is entered there. Nothing secret has been sent so far.`,
  how: 'Compare it where nobody can be in between: open the web console in a browser on the server’s own network and look at its certificate (the padlock), or ask who manages the server.',
  asBrowsers: 'As browsers show it',
  expected: 'Confirmed before',
  paste: 'Paste the fingerprint to compare',
  pasteHint: 'SHA-256 as base64 or as pairs of hex digits, or MD5.',
  same: 'The same.',
  different: 'Not the same. Do not confirm it.',
  unreadable: 'No complete fingerprint in here yet.',
  typeName: (host: string) => `Type ${host} to confirm the new one`,
  confirm: 'Confirm and open the console',
} as const;

/** In place of those for host keys, where a server is known by its certificate. */
export const replaceCertificateWords = {
  ...replaceWords,
  title: (server: string) => certificateWords.changedTitleOf(server),
  why: (address: string) =>
    `${address} shows another certificate than it did. Nothing secret has been sent. Go on only when you know why.`,
  meanings: [
    'The certificate was made anew: by a new setup of the server, by somebody who imported another one, or with another name or address. Then its administrator knows about it.',
    'Somebody is in between and would read what is entered there. Then stop, and tell your network administrator.',
  ],
  restored:
    'The restore gave the server another certificate: that can happen. Compare it in its own network all the same.',
  compare: 'Compare it in the server’s own network',
  label: (host: string) => `Type ${host} to accept the new certificate`,
  report: 'The new certificate takes the place of the old one. Both are written into the report.',
  reportTest: 'The new certificate takes the place of the old one for this address.',
  confirm: (host: string) => `Accept the new certificate of ${host}`,
} as const;

export const downloadWords = {
  label: 'Download',
  states: {
    asking: 'waits for a yes',
    receiving: 'is coming',
    broken: 'broke off',
    checking: 'is being checked',
    ready: 'is here',
    failed: 'was not taken',
  },
  of: (received: string, size: string | undefined) =>
    size === undefined ? received : `${received} of ${size}`,
  goOn: 'Go on',
  takeIt: 'Take it all the same',
  giveUp: 'Give it up',
} as const;

/** On the connect page: how a server can be reached at all. */
export const accessWords = {
  label: 'No SSH: web console only',
  hint: 'Everything is done in the web console in this window, or by hand. The server is known by its certificate, which you confirm.',
  port: 'Web port',
  user: 'Administrator of the web console',
  userMissing: 'Enter the name of an administrator of the web console.',
} as const;
