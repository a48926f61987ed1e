import type { WindowPlanFormat } from '../../shared/contract';
import type { KnownBy } from '../../shared/known-by';

/** Sentences of the way back, and of keeping the old server, that only the window says. */
export const backWords = {
  title: 'The way back',
  print: 'Print…',
  printed: 'Handed to the printer.',
  save: { html: 'Save as a page…', text: 'Save as text…' } satisfies Record<
    WindowPlanFormat,
    string
  >,
  fileName: (server: string, format: WindowPlanFormat) =>
    `way-back-${server.replaceAll(/[^A-Za-z0-9.-]/g, '-')}.${format === 'html' ? 'html' : 'txt'}`,
  saved: (name: string) => `Saved as ${name}.`,
  kept: 'It is kept in the migration’s folder, too, as way-back.html and way-back.txt.',
  provenBy: (proof: string) => `Proven by: ${proof}`,
  begin: (server: string) => `Go back to ${server}…`,
  dialog: (server: string) => `Go back to ${server}?`,
  backup: 'The backup on the old server',
  keep: 'Leave it there',
  delete: 'Delete it there',
  label: (server: string) => `Type ${server}, the new server, to give it up and go back`,
  yes: (server: string) => `Go back to ${server}`,
  no: 'Cancel',
  goOn: 'Go on with the way back',
  running: (server: string) => `Going back to ${server}`,
  stopped: (server: string) => `The way back to ${server} is not at its end`,
  done: (server: string) => `${server} is back`,
  runningWhy: 'Each step asks the servers first. It can be stopped and gone on with at any moment.',
  stoppedWhy: 'Nothing is done twice. The migration itself does not go on any more.',
  doneWhy: 'Each of these was measured, not assumed.',
  waits: 'This is for you',
  switchOn: 'Switch the practice server on',
  switchOnHint: 'In place of the hypervisor’s console, which practice servers do not have.',
  steps: 'Steps',
  proofs: {
    hostKey: (address: string, key: string, by: KnownBy) =>
      `${address} shows the old server’s ${by} ${key}.`,
    counts: 'It holds at least what was counted before the backup.',
    fewer: (list: string) => `It holds less than was counted before the backup: ${list}.`,
    silent: (when: string) =>
      `Nobody answered at its address from ${when} on, before it was switched on.`,
    off: { command: 'The new server is off, by command.', person: 'The new server is off.' },
    kept: 'The backup was left on the old server.',
    deleted: 'The backup was deleted on the old server.',
  },
  remains: 'What remains to do',
} as const;

export const keepWords = {
  calendar: 'Add to the calendar',
  save: 'Save the reminder…',
  fileName: (server: string) => `keep-${server.replaceAll(/[^A-Za-z0-9.-]/g, '-')}.ics`,
  giveUp: 'It was deleted or archived…',
  dialog: (server: string) => `What became of ${server}?`,
  dialogWhy: 'This is only written down. Nothing is done to any server, and the reminder stops.',
  note: 'What became of it',
  noteHint: 'For example: archived on tape 0815, then deleted',
  by: 'By whom',
  record: 'Write it down',
  cancel: 'Cancel',
} as const;
