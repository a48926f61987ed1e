import type { KnownBy } from '../../shared/known-by';

/** Sentences of the pages at the end of a run: failed, stopped, done. */
export const truthWords = {
  title: 'What is true now',
  parts: {
    source: 'Old server',
    target: 'New server',
    file: 'Backup file',
    key: 'System Backup Key',
  },
  source: {
    untouched: 'Runs as before. Nothing has been changed on it.',
    asked: 'Runs as before. A backup was asked for; it may be left there unfinished.',
    working: 'Runs as before. It may still be creating the backup.',
    kept: (name: string) => `Runs as before and serves its clients. It keeps the backup ${name}.`,
    unsure: 'Its power-off was confirmed. Look whether it still runs.',
    unsureNetwork: 'It was to be taken off the network by hand. Look whether it still answers.',
    stillOn: 'Something still answers at its address. It is not proven off.',
    mute: 'It does not answer this computer. This program has not told it to be off.',
    vanished: 'Runs as before. The backup that was asked for is not there any more.',
    off: (when: string) => `Powered off, silent since ${when}.`,
    isolated: (when: string) => `Off the network, silent since ${when}. Its machine may still run.`,
    stays: 'Runs on at its own address and serves its clients, as the plan says.',
    deleted: (name: string) => `Runs as before. The backup ${name} was deleted on it.`,
    givenUp: (name: string) =>
      `Runs as before. The backup ${name} was given up; what there is of it may still be there.`,
    backAgain: (when: string, by: KnownBy) => `Runs again, proven at ${when} by its ${by}.`,
    back: 'It was off, and something answers at its address again.',
  },
  target: {
    untouched: 'Nothing has been changed on it.',
    receiving: 'It may hold a part of the backup file. Nothing else has been changed.',
    received: 'It holds the backup file. Nothing else has been changed.',
    restoring: 'A restore was confirmed and may have begun. Do not use it yet.',
    failed: 'The restore failed. Do not use it as it is.',
    restored: (when: string) => `Restored at ${when}, not verified. Do not use it yet.`,
    verified: (address: string) =>
      `Restored and verified. It still has its own address ${address}.`,
    lacks: 'Not everything is as it should be there now. Do not use it yet.',
    others: 'Somebody else has work under way on it. This migration has restored nothing.',
    damaged: 'What it holds is not the backup file any more. Nothing is restored.',
    kept: (address: string) => `Restored and proven at its own address ${address}.`,
    proven: (address: string, by: KnownBy) =>
      `Restored, and proven to have ${address} by its ${by}.`,
    clients: {
      held: 'It lets no client in yet.',
      unsettled: 'Whether it lets clients in is not settled.',
      target: 'Clients are let in.',
    },
    wentBack: 'Restored. It went back to its own address, since nobody confirmed the move.',
    elsewhere: 'Restored. It may not be the machine that answers at the old address.',
    moving: 'Restored. Its address may be changing.',
    off: 'Powered off, so that the old server can have its address.',
    moved: (address: string) => `Restored, and told to answer at ${address}.`,
  },
  file: {
    none: 'There is none yet.',
    source: (size: string) => `${size}, on the old server.`,
    local: (size: string) => `${size}, on the old server and on this computer, the same SHA-256.`,
    passed: (size: string) =>
      `${size}, the same SHA-256 on the old server and on the new one. No copy was kept here.`,
    damaged: (size: string) =>
      `${size}, whole on the old server. What is on the new one is not the same.`,
    target: (size: string) =>
      `${size}, the same SHA-256 on the old server, here and on the new one.`,
    downloaded: (size: string) => `${size}, here as it was downloaded from the old server.`,
    brought: (size: string) =>
      `${size}, here as it was downloaded from the old server, and the same SHA-256 on the new one.`,
    handed: (size: string) =>
      `${size}, here as it was downloaded from the old server; the new one gets just this file.`,
  },
  key: {
    none: 'There is none yet.',
    givenUp: (name: string, key: string) =>
      `There is none yet. Of the earlier backup ${name}: ${key}`,
    lost: 'Nobody has it any more, as you said. Without it the backup is useless.',
    rejected: 'It was proven saved, and the new server rejects it all the same.',
    open: 'Not proven saved. Going on makes a new one; do not keep the one that was shown.',
    saved: (when: string) => `Proven saved at ${when}. This program has not written it down.`,
  },
} as const;

export const failedWords = {
  needed: 'Needed',
  details: 'Details for support',
  again: 'Try again',
  keys: 'The two host keys',
  keyBefore: 'Accepted before',
  keyNow: 'Shown now',
  keyHint:
    'The new key was not accepted. Trying again shows both once more and asks for the server’s name.',
  anew: 'Start a new migration',
  newBackup: (server: string) => `Make a new backup on ${server}`,
  newBackupWhy: (name: string) =>
    `A new backup has a new key and a new kit. Keep the kit of ${name}, if there is one: should the key be found, it opens that backup.`,
  keyFound: 'I have found the key',
  unknownKey: 'not known',
  time: 'Time',
  step: 'Step',
} as const;

export const stoppedWords = {
  titles: {
    ready: 'This migration has not started yet',
    paused: 'The migration is paused',
    cancelled: 'You stopped the migration',
  },
  planned: 'The migration waits here, as planned',
  beforeCutOver: 'The pause before the cutover',
  why: 'Nothing is lost. The run goes on where it was.',
  notBegun: 'Nothing has been done on either server.',
  continue: (step: string) => `Continue: ${step}`,
} as const;

export const comparisonWords = {
  title: 'What was compared',
  short: (rows: number, warnings: number) =>
    warnings === 0
      ? `${rows} things, all as they should be`
      : `${rows} things, ${warnings} to look at`,
  errors: 'Errors that the new server logged since the restore began, the newest:',
} as const;

const backUp = 'Make a System Backup on the new server.';
const keepOff =
  'Keep the old virtual machine off, but do not delete it until clients, integrations and a new backup are confirmed.';

export const doneWords = {
  keepOff,
  /** Not left to be done where it was made before the cutover. */
  backUp,
  provenFirst: (name: string, size: string) =>
    `The new server made its first backup of ${size} before the old one was off: ${name}. Its key was proven saved.`,
  title: (source: string, target: string) => `${target} has taken the place of ${source}`,
  titleBeside: (source: string, target: string) =>
    `${target} is ready at its own address, beside ${source}`,
  why: 'Each of these was measured, not assumed. The report has the details.',
  whyByHand:
    'What is proven here was measured, or compared with what people read at the servers. The report says for each piece of work who did it and what proved it, or that it was only stated.',
  proven: 'What was proven',
  provenFile: (size: string) => `The backup of ${size} is the same on both servers, by SHA-256.`,
  /** Where people took it from one server to the other, nothing was measured at the servers. */
  provenFileHere: (size: string) =>
    `The backup of ${size} that was handed over for the new server is the file that came from the old one, by SHA-256.`,
  provenCounts: 'The new server counts the same as the old one did.',
  provenNothingMissing:
    'Nothing is missing on the new server; it has gained some since the backup.',
  provenSilence: (address: string, when: string) =>
    `Nobody answered at ${address} any more from ${when} on, before the address was given away.`,
  provenSilenceLast: (address: string, when: string) =>
    `The old server is off: nobody answered at ${address} any more from ${when} on.`,
  provenKept:
    'The new server was told to keep the address; it does not go back by itself any more.',
  provenWatched: (span: string) =>
    `For ${span} after the takeover nobody but the new server answered there.`,
  provenTakeover: (address: string, by: KnownBy = 'host key') =>
    `The machine that answers at ${address} is the new server, by its ${by}.`,
  provenKey: {
    typed: 'The System Backup Key was proven saved: it was typed back.',
    kit: 'The System Backup Key was proven saved: it was read from the recovery kit.',
  },
  keyFrom: {
    typed: 'The key of the restore was typed from where it was saved.',
    kit: 'The key of the restore was read from the recovery kit.',
    memory: 'The key of the restore was the one kept in memory, as the plan says.',
  },
  warned: 'What needs a look',
  allowed: 'What you allowed on the way',
  replaced: (server: string, key: string, when: string, by: KnownBy) =>
    `${when}: the ${by} ${key} took the place of the one accepted before, ${server}.`,
  legacy: (address: string, names: string) =>
    `Weak algorithms for ${address}${names === '' ? '' : `: ${names}`}.`,
  counts: 'Counted before and after',
  before: 'Old server before',
  after: 'New server after',
  remains: 'What remains to do',
  todo: [
    'Log in to the web page of the new server with the logins of the old one, and look at Device Control > Computers, sorted by Last Seen.',
    'Enter again and test what the list of integrations and settings below still has open.',
    backUp,
    keepOff,
  ],
  /** In place of keeping it off, where it was never off. */
  stays:
    'Point the clients to the new server. The old one runs on: switch it off when no client needs it any more, and do not delete it before.',
  report: 'Open the report',
  reportText: 'Open as text',
  reportJson: 'Open as JSON',
} as const;
