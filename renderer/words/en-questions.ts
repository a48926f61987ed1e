import { usualDuration } from '../../shared/words/steps';
import { the } from './en-login';

/** Sentences of the pages that ask a person; those of the rarer questions of connecting are in `en-login.ts`. */
export const trustWords = {
  title: (server: string) => `Is this really ${the(server)}?`,
  why: (address: string) =>
    `${address} shows this host key for the first time. Compare it with the server’s own console, so that nobody can be in between. Nothing secret has been sent so far.`,
  onConsole: 'Type this on the console of the server',
  copyCommand: 'Copy the command',
  oldConsole: 'Ubuntu 14.04 prints the MD5 form, newer systems the SHA-256 form.',
  paste: 'Paste or type what the console printed',
  pasteHint: 'The whole line, or only the fingerprint. Either form will do.',
  compared: {
    empty: '',
    unreadable: 'No complete fingerprint in here yet.',
    same: 'The same. This is the key that the console showed.',
    different: 'Not the same. Do not accept: this is another machine, or somebody is in between.',
  },
  authority: (file: string) =>
    `${file} trusts a certificate authority for this name. This program cannot check certificates, so the key has to be compared by you.`,
  accept: 'Accept and remember',
  once: 'Accept once',
  reject: 'Cancel',
  rejectTest: 'Do not accept',
  leavesRun: (leaves: string) =>
    `Cancelling ends the run: ${leaves} What is accepted once is asked again in another run.`,
  leavesTest:
    'Not accepting ends the test; nothing has been changed. What is accepted once is asked again later.',
} as const;

export const passwordWords = {
  title: (user: string, server: string) => `Password of ${user} on ${the(server)}`,
  why: (address: string) =>
    `It goes to ${address} over the connection whose host key you accepted. It is kept in memory until this run ends and is written nowhere.`,
  whyTest: (address: string) =>
    `It goes to ${address} over the connection whose host key you accepted. It is kept in memory for this test and is written nowhere.`,
  whyMayRemember: (address: string) =>
    `It goes to ${address} over the connection whose host key you accepted. It is kept in memory, and written down only if you say so.`,
  label: 'Password',
  again:
    'The server did not accept the password or, where it asked for one, the code. Check them, and whether the user name is right.',
  practice: 'Practice servers take the password “practice”.',
  send: (server: string) => `Log in to ${the(server)}`,
  show: 'Show the password',
  remember: 'Remember on this computer',
  rememberHint: 'Kept by the key ring of this computer, for your account alone.',
} as const;

export const restoreWords = {
  title: (server: string) => `Replace everything on ${server}?`,
  why: (source: string, target: string) =>
    `The backup of ${source} is restored on ${target}. What ${target} has now is replaced, and its own earlier backups and audit log backups are lost. ${source} is not touched. ${usualDuration['restore-backup']}`,
  now: 'There now, replaced',
  comes: 'Comes instead',
  label: (server: string) => `Type ${server} to go on`,
  confirm: (server: string) => `Restore on ${server}`,
  lost: (server: string) => `Lost on ${server}`,
  lostBackups: (names: readonly string[]) => `Its own backups: ${names.join(', ')}`,
  lostNothing: 'It has no backups of its own.',
  lostAccounts: 'Its accounts: those of the old server take their place.',
  logins: 'The login changes',
  proven: 'Proven before',
} as const;

export const driftWords = {
  title: 'Something has changed since the backup',
  why: 'Before the cutover both servers were looked at again. These are not as they were; nothing has been cut over, and the old server serves its clients.',
  whySilent:
    'Before the cutover both servers were to be looked at again, and the old one does not answer. Nothing has been cut over. Look in the hypervisor whether it runs.',
  what: 'What',
  before: 'Then',
  now: 'Now',
  means: 'What it means',
  goOn: 'Cut over all the same',
  stop: 'Do not cut over',
} as const;

export const typedWords = {
  missing: (name: string) => `“${name}” in the field at the end`,
  other: (name: string, side: string) => `${name} is the ${side}. The other one is meant here.`,
} as const;

export const powerOffWords = {
  title: (server: string) => `Power off ${server}?`,
  why: (server: string, address: string) =>
    `Once ${server} is off, clients reach nobody at ${address} until the new server has this address, usually within minutes. They keep their logs and send them later.`,
  proven: 'Proven so far',
  countsSame: (server: string) => `${server} counts the same.`,
  nothingMissing: (server: string) => `Nothing is missing on ${server}.`,
  fileSame: 'The backup file is the same on both.',
  fileHanded: 'The file handed over for the restore is the one that came from the old server.',
  keySaved: 'The System Backup Key is saved.',
  back: 'The way back, should you need it',
  backHow: (server: string) =>
    `Switched off, ${server} stays complete. Until the new server has the address, switching its virtual machine on again by hand brings everything back.`,
  noReturn: (target: string, address: string) =>
    `Not yet: it comes when ${target} has ${address} and clients are let in. They deliver to it then, and going back loses that.`,
  noReturnLast: (server: string) =>
    `Clients are let in on the new server already. Going back to ${server} loses what they delivered there.`,
  label: (server: string) => `Type ${server} to go on`,
  confirm: (server: string) => `Power off ${server}`,
  confirmByHand: (server: string) => `Wait until ${server} is off`,
  who: 'Who powers it off',
  last: (server: string, address: string) =>
    `The new server is proven at its own address. Once ${server} is off, clients that still know ${address} reach nobody.`,
  backLast: (server: string) =>
    `The virtual machine of ${server} can be powered on again by hand at any time. Do not delete it yet.`,
} as const;

export const moveWords = {
  title: (server: string, address: string) => `Give the address ${address} to ${server}?`,
  webToo: (server: string) =>
    `Beside this is the web console of ${server}, where its IP Configuration can be changed as well. Its page stops answering then: that is how it should be.`,
  why: 'The old server is proven silent. With its address the new server is found by all clients, and they need no change. The server drops its connections for some seconds, and some versions make their certificates anew.',
  setting: 'Setting',
  from: 'Now',
  to: 'From now on',
  address: 'IP address',
  prefix: 'Network prefix',
  gateway: 'Gateway',
  dns: 'DNS servers',
  none: 'none',
  noReturn: (target: string, source: string) =>
    `It is near: once ${target} is proven at this address, clients are let in and deliver to it. Going back to ${source} then stays possible while it is kept, and loses what only ${target} has.`,
  who: 'Who moves it',
  noNet: 'No way back by itself',
  byHand: (server: string, address: string) => `Give ${address} to ${server} by hand`,
  isSet: (address: string) => `${address} is set; look there`,
  confirm: (server: string, address: string) => `Give ${address} to ${server}`,
} as const;
