import type { WorksheetId, WorksheetRow, WorksheetState } from '../worksheet';

/** How an item of the worksheet stands, in a word or two. */
export const worksheetStateWords: Readonly<Record<WorksheetState, string>> = {
  unknown: 'Not known',
  'not-used': 'Not used',
  'to-do': 'To do',
  're-entered': 'Entered, not tested',
  tested: 'Tested',
};

/** What a text looks like that is not written down. */
export const noteSecretWords = {
  'private-key': 'this looks like a private key',
  'backup-key':
    'this looks like a System Backup Key; a name that looks like one can be written in small letters',
  password: 'this looks like a password or a token',
  given: 'this is a password or a key that was given to this program',
} as const;

/** How sure it is that an item has to be seen to. */
export const worksheetConfidenceWords = {
  high: 'the vendor’s documents say so',
  medium: 'the vendor’s documents name it for some cases',
} as const;

export type WorksheetWords = {
  readonly title: string;
  /** What to look up on the old server, and where it points; absent where there is nothing. */
  readonly before?: string | undefined;
  /** What `where` stands for. */
  readonly where: string;
  /** What to do on the new server, and how to see that it works. */
  readonly after: string;
};

const account = 'Host, port, account';

export const worksheetWords: Readonly<Record<WorksheetId, WorksheetWords>> = {
  smtp: {
    title: 'E-mail (SMTP)',
    before: 'Host, port, encryption, account and sender address; where its password is kept.',
    where: account,
    after: 'Enter the password again and send a test message.',
  },
  directory: {
    title: 'Active Directory or LDAP',
    before:
      'Host, port, account, base and schedule of each connection; how many objects the last synchronisation brought.',
    where: account,
    after:
      'Enter the password again, synchronise, and compare the number of objects with the old server: a synchronisation may end without an error and bring a part only.',
  },
  entra: {
    title: 'Entra ID',
    before:
      'Tenant, application id and redirect address; who may issue a new client secret; how many objects there are.',
    where: 'Tenant and application id',
    after: 'Enter the client secret again, synchronise, and compare the number of objects.',
  },
  sso: {
    title: 'Single sign-on (SAML)',
    before: 'Identity provider, entity id and the addresses that it knows of this server.',
    where: 'Identity provider',
    after:
      'Enter it again and log in with it in a second browser, while a local administrator stays logged in.',
  },
  scim: {
    title: 'Provisioning (SCIM)',
    before: 'Which provider pushes, to which address; who may enter a new token there.',
    where: 'Provider and address',
    after: 'Issue a new token, enter it at the provider, and have one user provisioned.',
  },
  siem: {
    title: 'SIEM (syslog-ng)',
    before: 'Host, port, protocol and which events are sent; which parser the SIEM uses.',
    where: 'Host, port, protocol',
    after:
      'Look on the console whether “systemctl status syslog-ng” says active, and whether one event arrives. Older parsers miss fields that newer versions send.',
  },
  'shadow-repository': {
    title: 'File shadow repository (share, FTP, S3)',
    before: 'Kind, host or bucket, path and account; where the password or access key is kept.',
    where: 'Host or bucket, account',
    after: 'Enter it again and see one shadow copy arrive.',
  },
  time: {
    title: 'Time zone and NTP',
    before: 'Time zone and NTP server, in Server Maintenance.',
    where: 'Time zone, NTP server',
    after: 'Set both, and compare the clock with your own.',
  },
  licence: {
    title: 'Licence',
    before:
      'Where the licence comes from: it belongs to the Server ID, and the new server has another one. Without internet, ask for the offline activation patch beforehand.',
    where: 'Order or contact',
    after:
      'Import it at System Licensing and see it active. With 2509 to 2604, Server Information has to say that ELS for PHP is active.',
  },
  'server-certificate': {
    title: 'Own certificate of the server',
    before: 'Issuer, names and expiry; where the certificate and its private key are kept.',
    where: 'Issuer and names',
    after: 'Import it again if it is gone, and open the web page without a warning.',
  },
  'dpi-certificate': {
    title: 'Certificate of Deep Packet Inspection',
    before: 'Whether it is in use, and how it was brought to computers, to Macs above all.',
    where: 'How it is distributed',
    after:
      'Open web pages on one Windows computer and one Mac. A Mac with the earlier certificate may have no internet until it gets the new one.',
  },
  'client-packages': {
    title: 'Client packages',
    before: 'Which versions run on Windows, macOS and Linux, and where their packages are.',
    where: 'Versions',
    after: 'Upload the packages, which a new server has none of, and download one for a test.',
  },
  'enforced-encryption': {
    title: 'Enforced Encryption',
    before: 'Whether drives are encrypted with it, and with which client version.',
    where: 'Client version',
    after:
      'Upload its packages for Windows and for macOS, update the clients at once, and open one encrypted drive.',
  },
  'audit-log-backup': {
    title: 'Audit Log Backup',
    before: 'Whether one is scheduled, where it goes to and when it ran last.',
    where: 'Place and schedule',
    after:
      'Start one. It may take very long after a migration: wait 24 hours; one that stands still for more than 4 hours is stuck.',
  },
  ediscovery: {
    title: 'eDiscovery',
    where: 'Which scans',
    after:
      'Have all computers read their rights and settings again: Dashboard > System Status > System Functionality.',
  },
  'hipaa-dictionaries': {
    title: 'HIPAA dictionaries',
    where: 'Which policies',
    after: 'Only if the name or the address of the server has changed: save each policy again.',
  },
};

/** What is left to do with an open item, for a list of such things. */
export function openWords({ id, entry }: WorksheetRow): string {
  const { title, after } = worksheetWords[id];
  const where = entry.where === '' ? '' : ` (${entry.where})`;
  if (entry.state === 're-entered') return `${title}${where}: entered, but not tested. ${after}`;
  if (entry.state === 'unknown')
    return `${title}${where}: nobody said whether it is used. ${after}`;
  return `${title}${where}: ${after}`;
}

/** `3 to do, 2 not known, 1 to be tested`, or that nothing is open. */
export function worksheetCounts(rows: readonly WorksheetRow[]): string {
  const count = (state: WorksheetState): number =>
    rows.filter(({ entry }) => entry.state === state).length;
  const parts = [
    [count('to-do'), 'to do'],
    [count('unknown'), 'not known'],
    [count('re-entered'), 'to be tested'],
  ] as const;
  const open = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return open.length === 0 ? 'Nothing is open' : open.join(', ');
}
