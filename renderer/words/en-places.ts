import type { PracticePreset } from '../../shared/contract';
import type { MigrationState } from '../../shared/migration';

/** Sentences of the pages outside a migration: home, connect, practise. */
export const homeWords = {
  title: 'Move an Endpoint Protector server to a new one',
  why: 'This program takes the settings, policies and rights of an old server over to a new one, step by step, and proves each step. The old server serves its clients until you type its name near the end.',
  start: 'Start a migration',
  startWhy:
    'You need both servers reachable, over SSH or by their web console, and a login for each.',
  practise: 'Practise first',
  practiseWhy: 'Two practice servers on this computer, the whole way, nothing real at stake.',
  inspect: 'Inspect a backup file',
  inspectWhy: 'See what a file is and whether it will do, without any server.',
  library: 'Look through a folder of backups',
  libraryWhy: 'Versions, sizes, hashes, copies, and what is cut off or wrongly named.',
  profiles: 'Write a profile',
  profilesWhy: 'For engineers who know an appliance’s commands: write, check and try them.',
  unfinished: 'Not finished yet',
  howTitle: 'How a migration goes',
  how: [
    {
      name: 'Connect and check',
      what: 'Both servers are reached and compared. Nothing is changed.',
    },
    {
      name: 'Save the key, back up',
      what: 'You save the System Backup Key and prove it; then the old server makes its System Backup v2.',
    },
    {
      name: 'Transfer, restore, verify',
      what: 'The backup goes to the new server, is restored there, and everything is counted again.',
    },
    {
      name: 'Cut over',
      what: 'Only when you type its name, the old server is powered off, and the new one takes its address.',
    },
  ],
  none: 'What you start here is written to a journal on this computer: after a crash, a power cut or a closed window it goes on where it was.',
  loading: 'Reading the list of migrations',
  finished: 'Finished',
  continue: (name: string) => `Continue ${name}`,
  show: (name: string) => `Show ${name}`,
  forget: (name: string) => `Forget ${name}`,
  forgetShort: 'Forget',
  continueShort: 'Continue',
  showShort: 'Show',
  reportShort: 'Report',
  report: (name: string) => `Report of ${name}`,
  reached: (phase: string) => `Reached: ${phase}`,
  last: (when: string) => `last change ${when}`,
  forgetTitle: (name: string) => `Forget ${name}?`,
  forgetBody:
    'It is taken off this list and cannot be continued here any more. Nothing changes on the servers. Its folder with the journal and the backup file stays on this computer, renamed.',
  forgetYes: 'Forget this migration',
  forgetNo: 'Keep it',
} as const;

export const damagedWords = {
  title: 'Cannot be read',
  left: 'The folder was not changed. What the migration had done on the servers is still so.',
  folder: 'Folder',
  copy: 'Copy the folder',
  copyOf: (folder: string) => `Copy the folder ${folder}`,
} as const;

/** What the person has to do about a migration in the list. */
export const todoWords: Record<MigrationState['status'] | 'asking' | 'going-back', string> = {
  ready: 'Not started yet',
  running: 'Running; nothing to do',
  asking: 'Waits for you',
  'going-back': 'On the way back to the old server; go on with that',
  failed: 'Stopped by a failure; look at it',
  cancelled: 'Stopped by you; can go on',
  paused: 'Paused; can go on',
  finished: 'Finished',
  'rolled-back': 'Gone back to the old server',
};

/** The first fields of the connect page; the rest is in `en-connect.ts`. */
export const connectWords = {
  title: 'Which two servers?',
  why: 'Enter how each server is reached over SSH. Passwords are asked for later, after you have compared the host keys. A test beforehand is possible, not needed.',
  host: 'Address or host name',
  port: 'Port',
  user: 'User name',
  sourceHint: 'Its content is copied. It goes on serving clients.',
  targetHint: 'Fresh from the image. Everything on it is replaced.',
  rehearse: 'Pause before the cutover',
  rehearseHint:
    'The new server is restored and verified, then the migration waits, for days if need be. The old server is not powered off before you continue.',
  validate: 'Only prove that the restore can work',
  validateHint:
    'The backup is made and moved, and the new server is looked at; then the migration waits. Nothing is restored before you continue, which goes on to the end.',
  keep: 'Keep the old server after the end for',
  keepHint:
    'Switched off. It is the way back, and logs and audits are only there. You are reminded.',
  keepDays: (days: number) => `${days} days`,
  firstBackup: 'Back up the new server before the old one is given up',
  firstBackupHint:
    'It takes about as long as the backup of the old server, and has a key of its own that you save.',
  start: 'Connect to both servers',
  hostMissing: 'Enter a host name or an IP address.',
  hostBad: 'Enter a host name or an IP address, without blanks, brackets or https://.',
  portBad: 'Use 1 to 65535.',
  userMissing: 'Enter the user name for SSH, for example epproot.',
  same: 'This is the address of the old server. Enter that of the new one.',
  beforeTitle: 'Before you start',
  before: [
    'Both servers allow SSH: Appliance > Server Maintenance > SSH Server.',
    'A snapshot of both virtual machines exists.',
    'Logs, audits and File Shadowing copies you need are downloaded: a System Backup v2 does not hold them.',
    'Clients cannot reach the new server yet.',
  ],
} as const;

export const practiseWords = {
  title: 'Practise the whole migration',
  why: 'Two practice servers are started on this computer. They behave like an assumed Endpoint Protector server, so every question you will be asked comes up, and nothing real can be harmed.',
  preset: 'What shall happen?',
  computers: 'Number of computers',
  computersHint: 'From 10 to 50 000. More computers make a bigger backup.',
  computersBad: 'Enter a whole number from 10 to 50 000.',
  start: 'Start the practice servers',
  starting: 'The practice servers are starting. This takes some seconds.',
} as const;

export const presetWords: Record<
  PracticePreset,
  { readonly title: string; readonly what: string }
> = {
  matching: {
    title: 'Everything fits',
    what: 'Both servers have the same version. The migration can go to its end.',
  },
  dated: {
    title: 'From 5.9.4.2 to 2604',
    what: 'This program goes by the rule of the same version, so the migration has to stop before anything is changed.',
  },
  mismatched: {
    title: 'Versions differ',
    what: 'The versions do not go together. The migration has to stop before anything is changed.',
  },
  'too-old': {
    title: 'Old server too old',
    what: 'The old server knows no System Backup v2. The migration has to stop at the check.',
  },
  'nearly-full': {
    title: 'Disk nearly full',
    what: 'There is no room for a backup. The check has to notice.',
  },
  'web-only': {
    title: 'No SSH',
    what: 'Nobody can log in to the servers over SSH. What there is to do at them is done in their web consoles.',
  },
};
