/** Sentences of the pages that ask while connecting, in a migration or in a test of a connection. */
export const whereWords = {
  server: 'server',
  hop: (number: number) => `jump host ${number}`,
  hopAt: (number: number, address: string, server: string) =>
    `jump host ${number} (${address}) on the way to the ${server}`,
} as const;

/** With its article: `the old server`, but `jump host 1`. */
export const the = (server: string): string =>
  server.startsWith('jump host') ? server : `the ${server}`;

export const testingWords = {
  cancel: 'Cancel the test',
  leaves: 'Cancelling ends the test of the connection. What is entered stays.',
} as const;

export const replaceWords = {
  title: (server: string) => `The host key of ${the(server)} is not the one accepted before`,
  why: (address: string) =>
    `${address} shows another key than it did. Nothing secret has been sent. Go on only when you know why.`,
  before: 'Accepted before',
  now: 'Shown now',
  origin: 'Where it came from',
  line: (file: string, line: number | undefined) =>
    line === undefined ? file : `${file}, line ${line}`,
  accepted: 'Accepted on',
  meaning: 'What it may mean',
  meanings: [
    'The server was set up anew, or its SSH keys were made anew. Then its administrator knows about it.',
    'Somebody is in between and would read your password. Then stop, and tell your network administrator.',
  ],
  restored:
    'The restore gave the server another key: that can happen. Compare it on its console all the same.',
  otherKind: (now: string, before: string) =>
    `It shows a key of another kind (${now}, not ${before}), for instance because it was restricted to older algorithms.`,
  compare: 'Compare it on the server’s own console',
  label: (host: string) => `Type ${host} to accept the new key`,
  report: 'The new key takes the place of the old one. Both are written into the report.',
  reportTest: 'The new key takes the place of the old one for this address.',
  confirm: (host: string) => `Accept the new key of ${host}`,
} as const;

export const passphraseWords = {
  title: (file: string) => `Passphrase of the key file ${file}`,
  why: 'The key file is encrypted. The passphrase opens it on this computer and is sent to no server.',
  label: 'Passphrase',
  again: 'That did not open the key file. Type the passphrase again.',
  send: (file: string) => `Open ${file}`,
  show: 'Show the passphrase',
} as const;

export const promptWords = {
  title: (user: string, server: string) => `A question of ${the(server)} to ${user}`,
  why: (boxed: boolean) =>
    `The text ${boxed ? 'in the box and ' : ''}beside the fields comes from the server, not from this program. What you type goes to that server alone and is written nowhere.`,
  says: (address: string) => `${address} says`,
  unnamed: (number: number) => `Answer ${number}`,
  show: (label: string) => `Show what is typed for ${label}`,
  send: (server: string) => `Send to ${the(server)}`,
} as const;

export const legacyWords = {
  title: (server: string) => `Weak algorithms for ${the(server)}?`,
  why: (address: string) =>
    `${address} and this program have no usual algorithm in common. Older algorithms can be broken by somebody with means who reads the traffic. For an old server in a network that you trust, one may use them for the time of a migration.`,
  gap: (kinds: string) => `Nothing in common: ${kinds}`,
  kind: 'Kind',
  ours: 'This program, usually',
  theirs: 'The server',
  common: 'both',
  none: 'none named',
  table: 'Algorithms of both sides',
  would: 'What would be used',
  alone: 'Allowed for this server alone, and written into the report.',
  aloneTest: 'Allowed for this server alone, and only kept if the test passes.',
  allow: 'Allow for this server',
  refuse: 'Cancel',
  refuseTest: 'Do not allow',
  leavesTest: 'Not allowing ends the test of the connection. What is entered stays.',
} as const;

export const versionWords = {
  title: (server: string) => `Which version does ${server} run?`,
  thisServer: 'this server',
  why: (seen: string) =>
    `Asked for its version, the server said “${seen}”, which is none. Nothing is assumed: read it yourself.`,
  where: 'Where to read it',
  wheres: [
    'In the lower right corner of the server’s web page, after the login.',
    'Or on its page Appliance > Server Information.',
  ],
  label: 'Version',
  hint: 'For example 5.2.0.6, or 2604.0.1.0.',
  bad: 'This is no version. It has four numbers, such as 5.2.0.6, or year and month first, such as 2604.',
  send: (version: string) => (version === '' ? 'Go on' : `Go on with version ${version}`),
} as const;

export const routeWords = {
  title: (server: string) => `The way to the ${server}`,
  state: 'Connection',
} as const;
