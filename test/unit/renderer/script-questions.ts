import type { ClientsQuestion } from '../../../shared/clients';
import type { AgreedAlgorithms, AlgorithmLists } from '../../../shared/connecting';
import type { ConnectingQuestion } from '../../../shared/connecting-question';
import type { CutoverQuestion } from '../../../shared/cutover-question';
import { backupName, fresh, hostKeys, identity } from './script-facts';

/** What the scripted migrations and tests are asked while connecting. */

export const ours: AlgorithmLists = {
  kex: [
    'curve25519-sha256',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'diffie-hellman-group14-sha256',
  ],
  hostKey: ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'rsa-sha2-512', 'rsa-sha2-256'],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes256-ctr'],
  mac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
};

export const theirs: AlgorithmLists = {
  kex: ['diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  hostKey: ['ssh-rsa', 'ssh-dss'],
  cipher: ['aes128-ctr', 'aes128-cbc', '3des-cbc'],
  mac: ['hmac-sha1', 'hmac-md5'],
};

export const weak: AgreedAlgorithms = {
  kex: 'diffie-hellman-group14-sha1',
  hostKey: 'ssh-rsa',
  cipher: 'aes128-ctr',
  mac: 'hmac-sha1',
};

type Kinds = {
  readonly [Kind in ConnectingQuestion['kind']]: ConnectingQuestion & { readonly kind: Kind };
};

const at = { side: 'source', host: '10.0.0.10', port: 22 } as const;

export const connectingQuestions: Kinds = {
  'trust-host': { kind: 'trust-host', ...at, hostKey: hostKeys.source },
  'replace-host-key': {
    kind: 'replace-host-key',
    ...at,
    hostKey: hostKeys.target,
    expected: hostKeys.source,
    origin: {
      file: '/home/me/.ssh/known_hosts',
      line: 14,
      acceptedAt: '2026-03-02T09:12:00Z',
    },
  },
  'enter-password': {
    kind: 'enter-password',
    ...at,
    account: 'source',
    user: 'epproot',
    again: false,
  },
  'enter-passphrase': {
    kind: 'enter-passphrase',
    side: 'source',
    file: '/home/me/.ssh/id_ed25519_epp',
    again: false,
  },
  'answer-prompts': {
    kind: 'answer-prompts',
    ...at,
    user: 'epproot',
    title: 'Two-factor login of EXAMPLE Corp.',
    instructions: 'Open the app on your phone.\nThe code changes every 30 s.',
    prompts: [
      { text: 'Account for the audit: ', echo: true },
      { text: 'One-time code: ', echo: false },
    ],
  },
  'allow-legacy': {
    kind: 'allow-legacy',
    ...at,
    ours,
    theirs,
    gap: ['kex', 'hostKey', 'mac'],
    would: weak,
  },
  'enter-version': {
    kind: 'enter-version',
    side: 'source',
    host: '10.0.0.10',
    seen: 'unknown (build 7)',
  },
};

export const restoreQuestions = {
  'confirm-restore': {
    kind: 'confirm-restore',
    targetName: 'NEW-EPP',
    sourceName: 'OLD-EPP',
    version: '5.2.0.6',
    replaced: fresh,
    lostBackups: ['earlier'],
    logins: { now: 'epproot', after: 'epproot', provenAt: '2026-11-24T01:35:40Z' },
  },
  'accept-drift': {
    kind: 'accept-drift',
    rows: [
      { what: 'computers', before: '430', now: '433' },
      { what: 'backup', before: backupName, now: 'by-hand' },
    ],
  },
} as const;

type CutoverKinds = {
  readonly [Kind in CutoverQuestion['kind']]: CutoverQuestion & { readonly kind: Kind };
};

export const cutoverQuestions: CutoverKinds = {
  'power-off': { kind: 'power-off', sourceName: 'OLD-EPP', address: '10.0.0.10' },
  'isolate-source': {
    kind: 'isolate-source',
    sourceName: 'OLD-EPP',
    address: '10.0.0.10',
    mac: '52:54:00:12:34:56',
  },
  'keep-address': {
    kind: 'keep-address',
    sourceName: 'OLD-EPP',
    targetName: 'NEW-EPP',
    oldAddress: '10.0.0.10',
    newAddress: '10.0.0.20',
    powerOffLast: false,
  },
  'move-address': {
    kind: 'move-address',
    targetName: 'NEW-EPP',
    from: '10.0.0.20',
    to: identity('source').network,
    revertAfterSeconds: 300,
  },
};

type OfClients = {
  readonly [Kind in ClientsQuestion['kind']]: ClientsQuestion & { readonly kind: Kind };
};

/** What is asked about the clients. */
export const clientsQuestions: OfClients = {
  'clients-by-person': {
    ...{ kind: 'clients-by-person', about: 'off', serverName: 'NEW-EPP', why: 'no-command' },
  },
  'clients-missing': {
    ...{ kind: 'clients-missing', back: 370, expected: 430, enough: 409 },
    firstAt: '2026-11-24T02:03:12Z',
    missing: Array.from({ length: 50 }, (_, at) => `PC-${String(371 + at).padStart(5, '0')}`),
    file: '/home/jane/.epp/migrations/m-1/computers-missing.csv',
  },
};
