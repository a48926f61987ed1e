import type { SameMachine } from '../../shared/appliance';
import type { AlgorithmKind } from '../../shared/connecting';

/** Sentences of the connect page beyond its first fields: how to log in, what is saved, tests. */
export const loginWords = {
  title: 'How to log in',
  /** What stands beside it while it is folded. */
  short: {
    password: 'password or agent',
    passwordOnly: 'password',
    keys: (count: number) => (count === 1 ? '1 key file' : `${count} key files`),
    agentKey: 'one key of the agent',
    hops: (count: number) => (count === 1 ? '1 jump host' : `${count} jump hosts`),
    legacy: 'weak algorithms allowed',
  },
  password: 'A password is asked for when the server wants one; it is not entered here.',
  keys: 'Key files',
  noKeys: 'None. A private key in OpenSSH, PEM or PuTTY form can be used.',
  keyUnnamed: (number: number) => `Key file ${number} of your SSH configuration`,
  addKey: 'Add a key file…',
  removeKey: (name: string) => `Remove ${name}`,
  remove: 'Remove',
  agent: 'Use the keys of the SSH agent',
  agentKeys: 'Which of its keys',
  agentAny: 'Any of them',
  agentOnly: (comment: string) => `Only ${comment}`,
  agentUnnamed: 'a key without comment',
  agentEmpty: 'The SSH agent answers, but holds no keys.',
  agentNone: 'No SSH agent runs on this computer. That does not matter if you use a password.',
  agentProblem: (code: string) => `The SSH agent does not answer (${code}).`,
  agentLoading: 'Asking the SSH agent',
  identitiesOnly: 'Of the agent’s keys, only those of the key files above',
  hops: 'Jump hosts',
  noHops: 'None. This computer reaches the server directly.',
  hopsHint: 'In the order in which they are passed, beginning at this computer.',
  hop: (number: number) => `Jump host ${number}`,
  addHop: 'Add a jump host',
  removeHop: (number: number) => `Remove jump host ${number}`,
  up: 'Earlier',
  upName: (number: number) => `Earlier: jump host ${number}`,
  down: 'Later',
  downName: (number: number) => `Later: jump host ${number}`,
  legacy: (address: string) => `Weak algorithms are allowed for ${address}.`,
  legacyOff: 'Take it back',
} as const;

const noteWords: Readonly<Record<string, string>> = {
  unreadable: 'a line that cannot be read',
  missing: 'a key file that does not exist',
};

export const savedWords = {
  title: 'Save this connection',
  as: (name: string) => `as ${name}`,
  name: 'Name',
  nameHint: 'The same name again replaces it. Passwords are no part of it.',
  save: 'Save',
  saved: 'Saved.',
  list: 'Saved connections',
  forget: 'Forget',
  forgetName: (name: string) => `Forget the connection ${name}`,
  remembered: 'with a remembered password or passphrase',
  keeping: {
    terminal: 'Passwords are not remembered here.',
    'no-keyring': 'This computer has no key ring, so passwords cannot be remembered.',
    'plain-text':
      'The key ring of this computer would keep passwords as plain text, so they are not remembered.',
  },
  group: 'Saved connections',
  sshGroup: 'From ~/.ssh/config',
  alias: (alias: string) => `Filled in from “${alias}” in ~/.ssh/config.`,
  notes: 'Not supported, and left out:',
  note: (what: string, file: string, line: number | undefined) =>
    `${noteWords[what] ?? what} (${file}${line === undefined ? '' : `, line ${line}`})`,
  hostsProblem: '~/.ssh/config could not be read. Enter the address by hand.',
} as const;

export const testWords = {
  start: 'Test connection',
  startFor: (server: string) => `Test connection to the ${server}`,
  again: 'Test again',
  againFor: (server: string) => `Test again: connection to the ${server}`,
  cancel: 'Cancel the test',
  cancelFor: (server: string) => `Cancel the test of the ${server}`,
  hint: 'Changes nothing on the server.',
  running: 'Testing the connection',
  runningTo: (server: string) => `Testing the connection to ${server}`,
  passing: (hop: number) => `Passing jump host ${hop}`,
  connected: (product: string, version: string, host: string) =>
    `Connected: ${product} ${version} on ${host}`,
  connectedBare: 'Connected',
  cancelled: 'Test cancelled',
  earlier: 'This is the result of an earlier entry. Test again.',
  stages: 'Stages of the test',
  hop: (number: number, address: string) => `Jump host ${number} · ${address}`,
  appliance: (address: string) => `Server · ${address}`,
  states: {
    waiting: 'waiting',
    running: 'running',
    done: 'done',
    failed: 'failed',
    skipped: 'not needed',
    unfinished: 'not finished',
    unreached: 'not reached',
  },
  milliseconds: (value: number) => `${value} ms`,
  seconds: (value: string) => `${value} s`,
  needed: 'Needed',
  todo: 'What to do',
  code: 'Code',
  facts: {
    version: 'Version',
    os: 'System',
    role: 'Role',
    ssh: 'SSH server',
    addresses: 'Addresses',
    clock: 'Clock',
    algorithms: 'Encryption',
  },
  byPerson: (version: string) => `${version}, as you read it from the web page`,
  tooOld: (least: string) => `System Backup v2 needs at least ${least}: update this server first.`,
  clockSame: 'as on this computer',
  clockOff: (span: string, ahead: boolean) =>
    `${span} ${ahead ? 'ahead of' : 'behind'} this computer`,
  clockTodo: 'Set it right before the migration: certificates and the times in logs depend on it.',
  weak: 'weak',
  implicitMac: 'integrity by the encryption itself',
} as const;

export const sameWords = {
  title: 'These are one and the same server',
  by: {
    'machine-id': 'Both tests found the same machine id.',
    'host-key': 'Both tests found the same host key.',
    address: 'Both tests found a server with the same IP address.',
  } satisfies Record<SameMachine, string>,
  todo: 'The migration cannot start. Check both addresses. A copy of a virtual machine keeps keys and machine id: deploy the new server from a fresh image.',
  leaves: 'Old and new server are the same machine.',
} as const;

export const algorithmWords: Readonly<Record<AlgorithmKind, string>> = {
  kex: 'Key exchange',
  hostKey: 'Host key',
  cipher: 'Encryption',
  mac: 'Integrity',
};
