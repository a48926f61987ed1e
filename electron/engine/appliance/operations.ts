// Long because: all that a profile can say of an appliance stands in one table.

import { archiveKinds } from '../../../shared/appliance';

/** How a field of an answer is read. `bytes`: a whole number, or one with a unit; `texts`: several in one. */
export const fieldKinds = {
  text: 'text',
  whole: 'a whole number, 0 or more',
  number: 'a number',
  bytes: 'bytes: a whole number, or one with a unit such as “12.5 GiB”',
  boolean: 'yes or no: true/false, yes/no, on/off, enabled/disabled, 1/0',
  time: 'a time: ISO 8601, “2026-11-24 18:00:00”, or seconds since 1970',
  date: 'a day: 2027-01-31',
  texts: 'several texts, parted by blanks or commas',
  sha256: '64 hex digits; capitals and colons are no matter',
} as const;
export type FieldKind = keyof typeof fieldKinds;

/** One thing that an answer has to tell, or may tell. */
export type FieldFacts = {
  readonly kind: FieldKind;
  readonly says: string;
  readonly optional?: true;
  /** The only words that mean something. */
  readonly words?: readonly string[];
};

/** One thing that the program can ask an appliance to do, as a writer of profiles has to know it. */
export type OperationFacts = {
  /** What the command has to do. */
  readonly does: string;
  readonly values: readonly string[];
  readonly changes: boolean;
  /** `list`: any number of them, none included. */
  readonly answers: 'one' | 'list' | 'nothing';
  readonly fields: Readonly<Record<string, FieldFacts>>;
  /** Its answer is a secret. */
  readonly secret?: true;
  /** A migration by commands cannot do without it; where it is missing, a person has to do that. */
  readonly needed: boolean;
};

const field = (kind: FieldKind, says: string): FieldFacts => ({ kind, says });
const maybe = (kind: FieldKind, says: string): FieldFacts => ({ kind, says, optional: true });
const oneOf = (words: readonly string[], says: string): FieldFacts => ({
  ...field('text', says),
  words,
});

type Fields = OperationFacts['fields'];
const reading = (does: string, fields: Fields, values: readonly string[] = []) =>
  ({ does, fields, values, changes: false, answers: 'one', needed: false }) as const;
const listing = (does: string, fields: Fields, values: readonly string[] = []) =>
  ({ ...reading(does, fields, values), answers: 'list' }) as const;
const doing = (does: string, values: readonly string[] = []) =>
  ({ does, values, changes: true, answers: 'nothing', fields: {}, needed: false }) as const;
const needed = <Facts>(facts: Facts): Facts & { readonly needed: true } => ({
  ...facts,
  needed: true,
});

const count = (what: string): FieldFacts => field('whole', `how many ${what} it has`);
const backupFields: Fields = {
  id: field('text', 'what the appliance calls this backup in its commands'),
  name: field('text', 'the name that it was given'),
  version: field('text', 'the version of the appliance that made it'),
  state: oneOf(
    ['awaiting-key', 'generating', 'ready', 'failed'],
    'how far it is; awaiting-key: prepared, its key shown, not begun',
  ),
  percent: field('number', 'how much is done, 0 to 100'),
  createdAt: field('time', 'when it was asked for'),
  file: maybe('text', 'its file as SFTP sees it, from “/” on; needed where it is ready'),
  size: maybe('bytes', 'the size of the file; needed where it is ready'),
  sha256: maybe('sha256', 'SHA-256 of the file, 64 hex digits; needed where it is ready'),
  reason: maybe('text', 'why it failed'),
};
const networkValues = ['address', 'prefix', 'gateway', 'dns'] as const;

/** What the program can ask an appliance to do. Values without a secret may stand on a command line. */
export const operations = {
  identity: needed(
    reading('Tells what the appliance is. Asked first and often.', {
      product: field('text', 'the product; it has to be the “product” of the profile'),
      version: field('text', 'its version, such as 5.2.0.6; what is none is asked of a person'),
      hostname: field('text', 'its name'),
      machineId: field('text', 'what no other machine has: a serial number, the machine-id'),
      os: field('text', 'its operating system'),
      backups: field('text', 'the folder of finished backups as SFTP sees it, from “/” on'),
      incoming: field('text', 'the folder for backups that are brought, from “/” on'),
      role: maybe('text', 'what it is among several machines'),
      time: maybe('time', 'its clock'),
    }),
  ),
  network: needed(
    reading('Tells its address. Asked with the identity.', {
      address: field('text', 'its own address'),
      prefix: field('whole', 'the length of the network prefix, 24 for 255.255.255.0'),
      gateway: field('text', 'its gateway'),
      dns: field('texts', 'its name servers, one at least'),
      addresses: maybe('texts', 'all its addresses'),
      mac: maybe('text', 'its network card'),
      revertsAt: maybe('time', 'when it goes back to its earlier address unless that is confirmed'),
    }),
  ),
  disk: needed(
    reading('Tells how much room there is where backups lie.', {
      sizeBytes: field('bytes', 'the size of the file system'),
      freeBytes: field('bytes', 'what is free of it'),
      inodes: maybe('whole', 'how many files there can be'),
      freeInodes: maybe('whole', 'how many more files there can be'),
    }),
  ),
  counts: needed(
    reading('Counts what a migration moves; compared before and after.', {
      ...{ computers: count('computers'), users: count('users'), groups: count('groups') },
      ...{ devices: count('devices'), policies: count('policies'), rights: count('rights') },
      admins: count('administrators'),
    }),
  ),
  machine: reading('Tells how large the machine is.', {
    cores: field('whole', 'how many processor cores it has'),
    memoryBytes: field('bytes', 'its memory'),
  }),
  database: reading('Tells what the database takes on disk.', {
    bytes: field('bytes', 'what it takes'),
  }),
  services: listing('Tells which programs run in the background; one at least.', {
    name: field('text', 'the name of the service'),
    running: field('boolean', 'whether it runs'),
  }),
  patches: listing('Tells which patches were applied.', {
    code: field('text', 'the code of the patch'),
    appliedAt: field('time', 'when it was applied'),
  }),
  licence: reading('Tells whether its licence is valid.', {
    valid: field('boolean', 'whether it is valid'),
    kind: oneOf(['full', 'trial'], 'which kind it is'),
    computers: field('whole', 'for how many computers'),
    until: field('date', 'its last day'),
  }),
  clients: reading('Tells whether clients can reach it.', {
    enabled: field('boolean', 'whether they can'),
    seenLastDay: field('whole', 'how many did in the last 24 hours'),
  }),
  clientsSeen: listing(
    'Tells the computers whose clients reached it at a time or later.',
    {
      computer: field('text', 'the name of the computer'),
      lastSeen: field('time', 'when it reached the appliance last'),
    },
    ['since'],
  ),
  enableClients: doing('Lets clients reach it.'),
  disableClients: doing('Lets no client reach it.'),
  certificate: reading('Tells the certificate that it serves HTTPS with.', {
    sha256: field('sha256', 'SHA-256 of its DER form, 64 hex digits'),
    subject: field('text', 'its subject'),
    notAfter: field('time', 'until when it is valid'),
  }),
  archives: listing('Tells the files that a System Backup v2 leaves behind.', {
    kind: oneOf(archiveKinds, 'which kind of file'),
    name: field('text', 'its name'),
    path: field('text', 'where SFTP sees it, from “/” on'),
    size: field('bytes', 'its size'),
    createdAt: field('time', 'when it was made'),
  }),
  logs: listing(
    'Tells what it has logged since a time.',
    {
      time: field('time', 'when'),
      level: oneOf(['info', 'warning', 'error'], 'how serious'),
      text: field('text', 'what'),
    },
    ['since'],
  ),
  prepareBackup: needed({
    does: 'Makes room for a System Backup v2 and shows its key, this one time. Nothing runs yet.',
    ...{ values: ['name', 'description'], changes: true, answers: 'one', secret: true },
    needed: false,
    fields: {
      id: field('text', 'what the appliance calls this backup in its commands'),
      key: field('text', 'the System Backup Key'),
    },
  } as const),
  startBackup: needed(doing('Begins the backup; called once the key was saved.', ['id'])),
  backups: needed(listing('Tells all backups that there are.', backupFields)),
  backup: needed(
    reading('Tells how far one backup is; asked again and again.', backupFields, ['id']),
  ),
  deleteBackup: needed(doing('Deletes a backup; one that is under way is cancelled.', ['id'])),
  importBackup: needed({
    does: 'Begins a restore of a file. The key goes on standard input. The same request twice starts nothing twice.',
    ...{ values: ['file', 'request', 'key'], changes: true, answers: 'one', needed: false },
    fields: { job: field('text', 'what the appliance calls this restore') },
  } as const),
  restoreJob: needed(
    reading('Tells how far the newest restore is, also where there was none.', {
      state: oneOf(
        ['none', 'queued', 'restoring', 'restarting', 'done', 'failed'],
        'how far it is',
      ),
      job: maybe('text', 'what the appliance calls it'),
      request: maybe(
        'text',
        'the request that it was begun with; without it a restore of others cannot be told from this one',
      ),
      percent: maybe('number', 'how much is done, 0 to 100'),
      startedAt: maybe('time', 'when it was begun'),
      reason: maybe('text', 'why it failed'),
    }),
  ),
  hash: needed(
    reading(
      'Computes the SHA-256 of a file.',
      {
        sha256: field('sha256', 'SHA-256, 64 hex digits'),
        size: field('bytes', 'the size of the file'),
      },
      ['file'],
    ),
  ),
  setAddress: needed(
    doing('Gives it another address for good; answers before the connection drops.', networkValues),
  ),
  setAddressForNow: doing(
    'As setAddress, but goes back by itself after so many seconds unless confirmAddress comes.',
    [...networkValues, 'seconds'],
  ),
  confirmAddress: doing('Keeps the address that setAddressForNow gave.'),
  neighbour: reading(
    'Looks whether anybody answers at an address of its own network, by ping or ARP.',
    {
      answers: field('boolean', 'whether anybody does'),
      mac: maybe('text', 'the network card of whoever answers'),
    },
    ['address'],
  ),
  powerOff: needed(doing('Switches it off; answers before the connection drops.')),
} as const satisfies Record<string, OperationFacts>;

export type OperationName = keyof typeof operations;
export const operationNames = Object.keys(operations) as readonly OperationName[];

/** The facts of an operation, without their literal types. */
export const factsOfOperation = (name: OperationName): OperationFacts => operations[name];

/** What each value stands for, and one to show in its place. */
export const valueFacts: Readonly<
  Record<string, { readonly says: string; readonly sample: string }>
> = {
  name: { says: 'the name of the new backup', sample: 'migration-20261124-1800' },
  description: { says: 'one line about it', sample: "Jane's migration; see ticket $42" },
  id: { says: 'the id that the appliance gave the backup', sample: 'b-1' },
  file: {
    says: 'the path of a file, as SFTP sees it',
    sample: '/incoming/old server (1).eppb',
  },
  request: { says: 'a token that names the request', sample: 'm-7f3a-1' },
  key: { says: 'the System Backup Key; on standard input only', sample: '(secret)' },
  since: { says: 'a time, ISO 8601 in UTC', sample: '2026-11-24T18:00:00.000Z' },
  address: { says: 'an IP address', sample: '10.0.0.20' },
  prefix: { says: 'the length of the network prefix', sample: '24' },
  gateway: { says: 'the address of the gateway', sample: '10.0.0.1' },
  dns: { says: 'addresses of name servers, parted by commas', sample: '10.0.0.2,10.0.0.3' },
  seconds: { says: 'after how many seconds it goes back', sample: '600' },
  word: { says: 'a word made up at that moment', sample: 'epp-1f2e3d4c' },
};

/** Values that go on standard input or nowhere. */
export const secretValues: ReadonlySet<string> = new Set(['key']);
