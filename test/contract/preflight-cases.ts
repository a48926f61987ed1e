import type { FaultName } from '../../electron/simulator/faults';
import type { Side } from '../../shared/appliance';
import type { Finding, FindingHost, FindingId } from '../../shared/finding';

/** A fault to switch on, and how. */
export type Fault = readonly [side: Side, name: FaultName, how?: object];

/** Each check: when it holds, what makes it fail and how, and what keeps it from being measured. */
export const checkCases: readonly {
  readonly id: FindingId;
  readonly on: FindingHost;
  readonly holds?: Finding['level'];
  readonly fails?: readonly [Finding['level'], Fault];
  readonly unknown?: Fault;
}[] = [
  {
    id: 'EPP-103',
    on: 'source',
    fails: ['error', ['source', 'recent-patch']],
    unknown: ['source', 'no-command', { at: 'patches' }],
  },
  {
    id: 'EPP-106',
    on: 'source',
    fails: ['error', ['source', 'service-down']],
    unknown: ['source', 'babble', { how: 'colours', at: 'services' }],
  },
  {
    id: 'EPP-106',
    on: 'target',
    fails: ['error', ['target', 'service-down']],
    unknown: ['target', 'babble', { how: 'nothing', at: 'services' }],
  },
  {
    id: 'EPP-110',
    on: 'source',
    fails: ['error', ['source', 'disk-full']],
    unknown: ['source', 'babble', { how: 'language', at: 'disk' }],
  },
  {
    id: 'EPP-111',
    on: 'target',
    fails: ['error', ['target', 'disk-full']],
    unknown: ['target', 'babble', { how: 'megabytes', at: 'disk' }],
  },
  {
    id: 'EPP-113',
    on: 'source',
    fails: ['warning', ['source', 'big-database']],
    unknown: ['source', 'no-command', { at: 'database' }],
  },
  {
    id: 'EPP-114',
    on: 'source',
    fails: ['info', ['source', 'big-database']],
    unknown: ['source', 'no-command', { at: 'database' }],
  },
  {
    id: 'EPP-116',
    on: 'source',
    fails: ['error', ['source', 'no-inodes']],
    unknown: ['source', 'babble', { how: 'garbage', at: 'disk' }],
  },
  {
    id: 'EPP-116',
    on: 'target',
    fails: ['error', ['target', 'no-inodes']],
    unknown: ['target', 'babble', { how: 'garbage', at: 'disk' }],
  },
  {
    id: 'EPP-120',
    on: 'source',
    fails: ['error', ['source', 'licence-invalid']],
    unknown: ['source', 'no-command', { at: 'licence' }],
  },
  {
    id: 'EPP-121',
    on: 'target',
    fails: ['warning', ['target', 'small-machine']],
    unknown: ['target', 'no-command', { at: 'machine' }],
  },
  { id: 'EPP-122', on: 'target', unknown: ['target', 'babble', { how: 'garbage', at: 'counts' }] },
  {
    id: 'EPP-123',
    on: 'target',
    fails: ['error', ['target', 'clients-on']],
    unknown: ['target', 'no-command', { at: 'clients' }],
  },
  {
    id: 'EPP-124',
    on: 'target',
    fails: ['error', ['target', 'licence-invalid']],
    unknown: ['target', 'no-command', { at: 'licence' }],
  },
  { id: 'EPP-130', on: 'source', fails: ['warning', ['source', 'clock-off']] },
  { id: 'EPP-130', on: 'target', fails: ['warning', ['target', 'clock-off', { seconds: -300 }]] },
  { id: 'EPP-134', on: 'source', fails: ['error', ['source', 'wrong-host-key']] },
  {
    id: 'EPP-105',
    on: 'both',
    unknown: ['source', 'babble', { how: 'garbage', at: 'backup list' }],
  },
];
