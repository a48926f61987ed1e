import type { Confidence, ConsoleMeaning } from '../guide';

/** What a value of a guide is called where it is not known, by its placeholder. */
export const placeholderWords = {
  name: 'a name of your choice',
  description: 'a description of your choice',
  address: 'the address',
  prefix: 'the length of the network prefix',
  netmask: 'the netmask',
  gateway: 'the default gateway',
  dns1: 'the first name server',
  dns2: 'the second name server',
  file: 'the backup file',
  switch: 'on or off',
} as const satisfies Record<string, string>;

/** What a page of a console seems to say; advice, never proof. */
export const consoleWords = {
  login: 'The page asks for a login.',
  'key-dialog':
    'The page shows the System Backup Key, this one time. It has to be in this program before the dialog is closed.',
  generating: 'The page says that it is at work: “Generating”.',
  ready: 'The page says “Ready to download”.',
  queued:
    'The page says that the import is queued. That is no success yet: wait some minutes, then press Reload above the status column.',
  'error-500':
    'The page shows error 500. Do not try again now: look at the free disk space and the file first.',
  'too-large': 'The page says that the file is too large.',
  refused: 'The page seems to refuse the file or the key.',
  'logged-out': 'The page says that the session is over. Log in again.',
  'cannot-execute':
    'The page says that it cannot execute the command. That is what it says where the session has ended: log in again and look before you repeat anything.',
} as const satisfies Record<ConsoleMeaning, string>;

/** How sure a fact of an appliance is. */
export const confidenceWords = {
  high: 'the vendor says so',
  medium: 'indirect, of another release, or contradicted',
  low: 'our inference',
} as const satisfies Record<Confidence, string>;
