// Long because: a row for what each step learns.

import type { Counts, HostKey, Identity, Side } from '../../../shared/appliance';
import { compareCounts, compareServices } from '../../../shared/comparison';
import type { Facts } from '../../../shared/facts';
import type { Finding } from '../../../shared/finding';
import type { Plan } from '../../../shared/plan';
import type { StepId } from '../../../shared/steps';

/** What the scripted migrations of `states.ts` are made from. */

export const plan: Plan = {
  source: { host: '10.0.0.10', port: 22, user: 'epproot' },
  target: { host: '10.0.0.20', port: 22, user: 'epproot' },
  until: 'done',
};

export const hostKeys: Record<Side, HostKey> = {
  source: {
    type: 'ssh-ed25519',
    sha256: 'SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDOKx5zYz8kMZbYtEs',
    md5: '16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48',
  },
  target: {
    type: 'ssh-ed25519',
    sha256: 'SHA256:p2QAMXNIC1TJYWeIOttrVc98/R1BUFWu3/LiyKgUfQM',
    md5: '9d:38:5b:83:a9:17:52:92:56:1a:5e:c4:d4:81:8e:0a',
  },
};

export const identity = (side: Side): Identity => ({
  product: 'Endpoint Protector',
  version: '5.2.0.6',
  hostname: side === 'source' ? 'OLD-EPP' : 'NEW-EPP',
  machineId: side === 'source' ? 'a'.repeat(32) : 'b'.repeat(32),
  os: side === 'source' ? 'Ubuntu 14.04.6 LTS' : 'Ubuntu 22.04.5 LTS',
  backups: '/backups',
  incoming: '/incoming',
  network: {
    address: plan[side].host,
    prefix: 24,
    gateway: '10.0.0.1',
    dns: side === 'source' ? ['10.0.0.2', '10.0.0.3'] : ['10.0.0.2'],
  },
  hostKey: hostKeys[side],
});

export const counts: Counts = {
  computers: 12_480,
  users: 9310,
  groups: 214,
  devices: 38_122,
  policies: 96,
  rights: 51_004,
  admins: 7,
};
export const fresh: Counts = {
  computers: 0,
  users: 1,
  groups: 2,
  devices: 0,
  policies: 4,
  rights: 12,
  admins: 1,
};

const services = ['nginx', 'mysql', 'php-fpm', 'cron'].map((name) => ({ name, running: true }));

export const findings: readonly Finding[] = [
  {
    id: 'EPP-110',
    level: 'warning',
    on: 'source',
    measured: '52.4 GB of 320 GB free (16 %)',
    required: 'at least 1.0 GB, better 30 %',
  },
  {
    id: 'EPP-111',
    level: 'ok',
    on: 'target',
    measured: '291 GB free',
    required: 'at least 2.0 GB',
  },
  {
    id: 'EPP-112',
    level: 'ok',
    on: 'workstation',
    measured: '88.1 GB free',
    required: 'at least 1.0 GB',
  },
  { id: 'EPP-105', level: 'ok', on: 'both', measured: 'nothing runs', required: 'nothing runs' },
  {
    id: 'EPP-131',
    level: 'ok',
    on: 'both',
    measured: 'two machine ids',
    required: 'two machine ids',
  },
];

export const blockingFinding: Finding = {
  id: 'EPP-111',
  level: 'error',
  on: 'target',
  measured: '412 MB free',
  required: 'at least 2.0 GB',
};

/** One of every kind that a person is asked about, with the rest fine. */
export const reviewed: readonly Finding[] = [
  {
    id: 'EPP-140',
    level: 'unknown',
    on: 'source',
    measured: 'no hypervisor was named',
    required: 'a snapshot of the virtual machine',
  },
  {
    id: 'EPP-141',
    level: 'unknown',
    on: 'workstation',
    measured: 'nothing on a server tells it',
    required: 'a place for the System Backup Key',
  },
  {
    id: 'EPP-142',
    level: 'unknown',
    on: 'both',
    measured: 'no calendar was given',
    required: 'a maintenance window',
  },
  {
    id: 'EPP-124',
    level: 'error',
    on: 'target',
    measured: 'no licence',
    required: 'a licence that is valid',
  },
  blockingFinding,
  ...findings.filter(({ id }) => id !== 'EPP-111'),
];

export const backupName = 'migration-2026-11-24';
const size = 1_432_000_000;
const sha256 = '3f1c'.repeat(16);

/** What each step of the script learns. */
export const learned: Record<StepId, Partial<Facts>> = {
  'connect-source': { source: identity('source') },
  'connect-target': { target: identity('target') },
  'match-versions': {
    verdict: { verdict: 'accepted', rule: 'same-version', documented: 'vendor' },
  },
  'check-readiness': { findings },
  'take-baseline': {
    baseline: counts,
    before: {
      certificates: {
        source: { told: '1a'.repeat(32), seen: '1a'.repeat(32) },
        target: { told: '2b'.repeat(32), seen: '2b'.repeat(32) },
      },
      clients: { count: 430, at: '2026-11-24T01:22:00Z', file: 'computers-before.json' },
    },
    sourceState: {
      at: '2026-11-24T01:22:05Z',
      version: '5.2.0.6',
      services,
      licence: { valid: true, kind: 'full', computers: 500, until: '2027-12-31' },
    },
  },
  'request-backup': { request: { backupId: 'b-1', name: backupName } },
  'save-key': {
    keyProof: {
      backupId: 'b-1',
      how: 'typed',
      provenAt: '2026-11-24T01:22:00Z',
      hash: {
        algorithm: 'scrypt',
        N: 131_072,
        r: 8,
        p: 1,
        salt: '5e'.repeat(16),
        hash: '7d'.repeat(32),
      },
    },
  },
  'create-backup': {
    backup: {
      id: 'b-1',
      name: backupName,
      version: '5.2.0.6',
      state: 'ready',
      percent: 100,
      createdAt: '2026-11-24T01:22:10Z',
      file: `/backups/${backupName}.eppb`,
      size,
      sha256,
    },
  },
  'download-backup': { localFile: { path: `${backupName}.eppb`, size, sha256 } },
  'upload-backup': { targetFile: { path: `/incoming/${backupName}.eppb`, size, sha256 } },
  'validate-restore': {
    validated: {
      backupId: 'b-1',
      at: '2026-11-24T01:36:00Z',
      proofs: [
        { part: 'file', seen: 'the same as on the old server' },
        { part: 'versions', seen: '5.2.0.6 to 5.2.0.6, read anew: accepted' },
        { part: 'room', seen: '291 GB free; needed 3.4 GB' },
        { part: 'services', seen: '4 running, none down' },
        { part: 'work', seen: 'no backup and no restore under way' },
        { part: 'key', seen: 'read from the recovery kit: it is the key of this backup' },
      ],
      login: { user: 'epproot', provenAt: '2026-11-24T01:35:40Z' },
      services,
    },
  },
  'hold-clients': { held: { how: 'found', at: '2026-11-24T01:37:00Z' } },
  'restore-backup': { restore: { job: 'r-1', finishedAt: '2026-11-24T01:52:00Z', keyFrom: 'kit' } },
  'verify-target': {
    verified: {
      counts,
      version: '5.2.0.6',
      at: '2026-11-24T01:53:00Z',
      comparison: [
        ...compareCounts(counts, counts),
        { what: 'version', before: '5.2.0.6', after: '5.2.0.6', verdict: 'same' },
        compareServices(services, services),
        {
          what: 'licence',
          before: 'valid, full, 500 computers, until 2027-12-31',
          after: 'valid, trial, 50 computers, until 2026-12-24',
          verdict: 'allowed',
          why: 'own-licence',
        },
        { what: 'errors', before: '', after: '1', verdict: 'warning', why: 'errors-since' },
      ],
      errors: [
        { time: '2026-11-24T01:52:30.000Z', level: 'error', text: 'php-fpm: worker 1 was ended' },
      ],
    },
  },
  'secure-target': { firstBackup: { made: false, why: 'plan' } },
  'recheck-plan': { rechecked: { at: '2026-11-24T01:54:00Z', rows: [] } },
  'power-off-source': {
    silence: { host: '10.0.0.10', port: 22, silentSince: '2026-11-24T02:01:00Z' },
  },
  'move-address': { moved: { network: identity('source').network } },
  'prove-takeover': {
    takeover: {
      hostKey: hostKeys.target.sha256,
      counts,
      provenAt: '2026-11-24T02:03:00Z',
      certificate: { seen: '2b'.repeat(32), was: 'target' },
    },
  },
  'admit-clients': { admitted: { how: 'switched', at: '2026-11-24T02:03:05Z' } },
  'await-clients': {
    clientsBack: {
      endedAt: '2026-11-24T02:30:00Z',
      counted: {
        ...{ expected: 430, back: 412, firstAt: '2026-11-24T02:03:12Z' },
        file: 'computers-missing.csv',
      },
    },
  },
  'see-off-source': { seenOff: { at: '2026-11-24T02:13:00Z', watchedSeconds: 600 } },
  'write-report': { report: { html: 'report.html', text: 'report.txt', json: 'report.json' } },
};
