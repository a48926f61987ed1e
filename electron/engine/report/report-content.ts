import { countedEntities, type Identity, webKeyType } from '../../../shared/appliance';
import { formatBytes, formatDuration } from '../../../shared/bytes';
import { addressMoves } from '../../../shared/cutover';
import type { Facts } from '../../../shared/facts';
import { keptFromProof } from '../../../shared/keep-source';
import type { SavedKit } from '../../../shared/kit';
import { knownBy } from '../../../shared/known-by';
import type { MigrationState } from '../../../shared/migration';
import { countText } from '../../../shared/not-counted';
import { type Plan, serverAddress } from '../../../shared/plan';
import { stepIds } from '../../../shared/steps';
import { keepSourceLines, keepSourceWords } from '../../../shared/words/keep-source';
import { kitPlaceWords } from '../../../shared/words/kit-places';
import { handedOver, routeSentences } from '../../../shared/words/route';
import { stepWords } from '../../../shared/words/steps';
import { clientsRemaining, clientsSection } from './clients-section';
import { connectingSections } from './connecting-sections';
import { cutoverSections } from './cutover-section';
import { findingsSections } from './findings-section';
import { handSections } from './hand-section';
import type { ReportSection } from './report-section';
import { restoreSections } from './restore-section';
import { transferSection } from './transfer-section';
import { versionSection } from './version-section';
import { worksheetRemaining, worksheetSection } from './worksheet-section';

export type ReportContent = {
  readonly title: string;
  readonly summary: string;
  readonly sections: readonly ReportSection[];
  /** What people still have to do. */
  readonly remaining: readonly string[];
};

/** Everything that the report says, read from the state and nothing else. */
export function reportContent(state: MigrationState, now: Date): ReportContent {
  const { source, target, baseline, takeover } = state.facts;
  const names = `${source?.hostname ?? state.plan.source.host} to ${target?.hostname ?? state.plan.target.host}`;
  const practice = state.plan.practice === undefined ? '' : ' These were practice servers.';
  return {
    title: `Migration of ${names}`,
    summary:
      takeover === undefined
        ? `Not finished.${practice}`
        : `The new server answers at ${serverAddress(addressMoves(state.plan) ? state.plan.source : state.plan.target)} with its own ${knownBy(state, 'target')}, and holds what the old one held.${practice}`,
    sections: [
      {
        heading: 'Servers',
        columns: ['', 'Old server', 'New server'],
        rows: serverRows(source, target),
      },
      versionSection(state),
      ...connectingSections(state),
      {
        heading: 'What was counted',
        columns: ['', 'Before, on the old server', 'After, on the new server'],
        rows: countedEntities.map((entity) => [
          entity,
          countText(state, 'source', entity, baseline),
          countText(state, 'target', entity, takeover?.counts ?? state.facts.verified?.counts),
        ]),
      },
      { heading: 'The backup', rows: backupRows(state) },
      transferSection(state),
      { heading: 'The first backup of the new server', rows: firstBackupRows(state) },
      worksheetSection(state),
      ...restoreSections(state),
      ...cutoverSections(state),
      clientsSection(state),
      ...handSections(state),
      ...findingsSections('Checks before the start', state.findings),
      { heading: 'Steps', columns: ['Step', 'Began', 'Took'], rows: stepRows(state) },
      {
        heading: 'Commands that changed something',
        columns: ['Server', 'Command', 'Exit code', 'Took'],
        rows: state.commands
          .filter((run) => run.changes)
          .map((run) => [
            run.side,
            run.command,
            String(run.exitCode),
            formatDuration(run.milliseconds),
          ]),
      },
      {
        heading: 'This report',
        rows: [
          ['Migration', state.id],
          ['Written', now.toISOString()],
        ],
      },
    ],
    remaining: [
      ...keepSourceLines(state, keptFromProof(state)),
      `Before the old server is deleted: ${keepSourceWords.confirm.join(' ')}`,
      ...clientsRemaining(state),
      ...(state.facts.firstBackup?.made ? [] : ['Make a System Backup of the new server.']),
      ...worksheetRemaining(state),
    ],
  };
}

const serverRows = (source: Identity | undefined, target: Identity | undefined): string[][] =>
  (
    [
      ['Name', (one) => one.hostname],
      ['Version', (one) => one.version],
      ['Operating system', (one) => one.os || 'not told'],
      ['Address before', (one) => one.network.address],
      ['Machine id', (one) => one.machineId],
      [
        'Host key or certificate',
        ({ hostKey }) => `${hostKey.sha256}${hostKey.type === webKeyType ? ' (certificate)' : ''}`,
      ],
    ] as const satisfies readonly (readonly [string, (one: Identity) => string])[]
  ).map(([label, read]) => [label, source ? read(source) : '', target ? read(target) : '']);

function backupRows({ facts, kit, plan, givenUp, route, handWork }: MigrationState): string[][] {
  const { backup, keyProof, localFile, targetFile, restore } = facts;
  return [
    ['Name', backup?.name ?? ''],
    ['Size', backup ? `${formatBytes(backup.size)} (${backup.size} bytes)` : ''],
    [
      handWork.some(({ operation, proof }) => operation === 'backup' && proof === 'file')
        ? 'SHA-256 of the file as a person brought it'
        : 'SHA-256 on the old server',
      backup?.sha256 ?? '',
    ],
    ['SHA-256 as it passed here', localFile?.sha256 ?? ''],
    ['SHA-256 on the new server', targetFile?.sha256 ?? ''],
    ['Kept here', localFile?.kept === false ? 'no copy' : (localFile?.path ?? '')],
    ...(route.chosen
      ? routeSentences(route.chosen, handedOver({ plan, handWork })).map((each) => [
          'Its way',
          each,
        ])
      : []),
    ['Its manifest', localFile?.sidecar ?? ''],
    ['Key proven saved', keyProof ? proofWords(keyProof) : ''],
    ['Recovery kit', kit ? kitWords(kit) : ''],
    ['Key for the restore', restore ? keyFromWords(restore, plan) : ''],
    ['Restored', restore?.finishedAt ?? ''],
    ...givenUp.map((backup) => ['Given up before', givenUpWords(backup)]),
  ];
}

/** Empty where an earlier version of this program ran. */
function firstBackupRows({ facts, keyOfTarget }: MigrationState): string[][] {
  const { firstBackup } = facts;
  if (!firstBackup) return [];
  if (!firstBackup.made)
    return [
      [
        'Made',
        firstBackup.why === 'plan'
          ? 'no: the plan does not ask for it'
          : 'no: a person makes it later',
      ],
    ];
  const { name, file, size, sha256, keyProof } = firstBackup;
  return [
    ['Name', name],
    ['File on the new server', file],
    ['Size', `${formatBytes(size)} (${size} bytes)`],
    ['SHA-256 on the new server', sha256],
    ['Key proven saved', proofWords(keyProof)],
    ['Recovery kit', keyOfTarget?.kit ? kitWords(keyOfTarget.kit) : ''],
  ];
}

const proofWords = ({ provenAt, how }: Facts['keyProof']): string =>
  `${provenAt}, ${how === 'kit' ? 'read back from the recovery kit by this program' : 'typed back'}`;

const kitWords = ({ path, warnings }: SavedKit): string =>
  [`${path}.`, ...warnings.map((warning) => kitPlaceWords[warning])].join(' ');

function keyFromWords({ keyFrom }: Facts['restore'], { keyAtRestore }: Plan): string {
  switch (keyFrom) {
    case 'kit':
      return 'asked for, read from the recovery kit';
    case 'typed':
      return 'asked for, typed from where it was saved';
    case 'memory':
      return 'taken from memory, as the plan says: the saved key was not tried';
    default:
      return keyAtRestore === 'memory' ? 'the plan lets it be taken from memory' : '';
  }
}

const givenUpWords = ({ name, reason, deleted, at }: MigrationState['givenUp'][number]): string =>
  `${name}, ${at}: ${reasonWords[reason]}${deleted ? '; deleted on the old server' : ''}`;

const reasonWords = {
  cancelled: 'cancelled by a person',
  failed: 'it failed on the old server',
  'key-lost': 'its key was lost',
  'key-wrong': 'its key was rejected',
  vanished: 'it was no longer on the old server',
} as const;

const stepRows = (state: MigrationState): string[][] =>
  stepIds.flatMap((id) => {
    const { startedAt, endedAt } = state.steps[id];
    if (startedAt === undefined) return [];
    const took =
      endedAt === undefined ? '' : formatDuration(Date.parse(endedAt) - Date.parse(startedAt));
    return [[stepWords[id].title, startedAt, took]];
  });
