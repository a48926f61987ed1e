import type { Side } from '../../../shared/appliance';
import { algorithmKinds } from '../../../shared/connecting';
import { knownByKey } from '../../../shared/known-by';
import type { MigrationState } from '../../../shared/migration';
import { formatAddress, nameOnWay } from '../../../shared/plan';
import { isWeak } from '../../../shared/weak-algorithms';
import { sideWords } from '../../../shared/words/sides';
import type { ReportSection } from './report-section';

/** How both servers were reached, and what a person allowed beyond the usual to get there. */
export const connectingSections = (state: MigrationState): readonly ReportSection[] => [
  {
    heading: 'How the servers were reached',
    columns: ['', 'Old server', 'New server'],
    rows: reachedRows(state),
  },
  {
    heading: 'What was allowed beyond the usual',
    columns: ['When', 'Server', 'What'],
    rows: allowedRows(state),
  },
];

function reachedRows({ plan, facts, hopKeys, profiles }: MigrationState): string[][] {
  const rows: readonly (readonly [string, (side: Side) => string])[] = [
    ['Login', (side) => `${plan[side].user}@${formatAddress(plan[side])}`],
    [
      'Through',
      (side) =>
        (plan[side].via ?? [])
          .map((jump, index) => {
            const name = nameOnWay({ ...jump, hop: index + 1 }, plan[side]);
            const key = hopKeys[name]?.sha256;
            return `${jump.user}@${formatAddress(jump)}${key ? ` (${key})` : ''}`;
          })
          .join(', '),
    ],
    [
      'Profile',
      (side) => {
        const used = profiles?.[side];
        return used ? `${used.name} (${used.profile}), SHA-256 ${used.sha256}` : '';
      },
    ],
    ['SSH server', (side) => facts[side]?.sshServer ?? ''],
    ['Role', (side) => facts[side]?.role ?? ''],
    ['All addresses', (side) => (facts[side]?.addresses ?? []).join(', ')],
    ['Clock', (side) => clock(facts[side]?.clockAheadSeconds)],
    [
      'Version told by',
      (side) => {
        if (!facts[side]) return '';
        return facts[side]?.versionFrom === 'person' ? 'a person' : 'the server';
      },
    ],
  ];
  return rows
    .map(([label, read]) => [label, read('source'), read('target')])
    .filter(([, source, target]) => source !== '' || target !== '');
}

function clock(ahead: number | undefined): string {
  if (ahead === undefined) return '';
  if (Math.abs(ahead) <= 1) return 'as on this computer';
  return `${Math.abs(ahead)} s ${ahead > 0 ? 'ahead of' : 'behind'} this computer`;
}

const allowedRows = ({ legacy, replacedKeys }: MigrationState): string[][] => [
  ...replacedKeys.map(({ at, side, hop, hostKey, replaced }) => [
    at,
    hop === undefined ? `the ${sideWords[side]}` : `jump host ${hop}`,
    `${knownByKey(hostKey)} ${hostKey.sha256} in the place of ${replaced?.sha256 ?? 'another'}`,
  ]),
  ...legacy.map(({ at, address, would }) => {
    const weak = algorithmKinds.filter((kind) => isWeak(kind, would[kind]));
    return [at, address, `weak algorithms: ${weak.map((kind) => would[kind]).join(', ')}`];
  }),
];
