import type { Side } from '../../../shared/appliance';
import { aheadOf, type Moment, momentAt, zoneOf } from '../../../shared/appliance-time';
import { formatDuration } from '../../../shared/bytes';
import { type Estimate, type Estimated, estimatedPhases } from '../../../shared/estimate';
import type { EarliestLatest, PlanLine, WindowPlan } from '../../../shared/window-plan';
import { basisWords, describeGround, formatMinutes } from '../../../shared/words/estimate';
import { sideWords } from '../../../shared/words/sides';
import { phaseWords } from '../../../shared/words/steps';
import {
  describeConflict,
  formatShown,
  formatUtc,
  gateWords,
  noSafeStartWords,
  notKnownWords,
  turnBackWords,
} from '../../../shared/words/window-plan';
import type { ReportContent } from './report-content';
import type { ReportSection } from './report-section';

/** What a printed plan is made of. */
export type WindowPlanPage = {
  readonly estimate: Estimate;
  readonly plan: WindowPlan;
  readonly servers: Readonly<Record<Side, { readonly name: string; readonly address: string }>>;
};

/** Everything that the plan says; paper and plain text have their own way to sign the decisions. */
export function windowPlanContent(
  page: WindowPlanPage,
  decisions: ReportSection,
  now: Date,
): ReportContent {
  const { estimate, plan, servers } = page;
  return {
    title: `Window plan: ${servers.source.name} to ${servers.target.name}`,
    summary: `From ${formatShown(plan.start)}, ${formatMinutes(estimate.total)} in all. Times are by the old server's clock: ${clockWords(plan)}.`,
    sections: [
      {
        heading: 'Servers',
        columns: ['', 'Name', 'Address'],
        rows: (['source', 'target'] as const).map((side) => [
          sideWords[side],
          servers[side].name,
          servers[side].address,
        ]),
      },
      { heading: 'What speaks against it', rows: warnings(plan).map((line) => [line]) },
      {
        heading: 'Minute plan',
        columns: ['What', 'At the earliest', 'At the latest', 'Takes'],
        rows: plan.lines.map(lineRow),
      },
      {
        heading: 'Times that matter',
        columns: ['', "Old server's clock", "UTC, this computer's clock"],
        rows: [...moments(plan), momentRow('Plan written', momentAt(now.getTime(), plan.clock))],
      },
      decisions,
      {
        heading: 'Where the numbers come from',
        columns: ['', 'Takes', 'Basis', 'Rests on'],
        rows: groundRows(estimate),
      },
    ],
    remaining: [
      'Before the start: take snapshots of both machines; have the licence file at hand.',
      `Before the start: deploy the new server (${formatMinutes(estimate.deployment.minutes)}, by the vendor's documentation).`,
      `Afterwards: enter the secrets of integrations again and test each (${formatMinutes(estimate.integrations.minutes)}, by the vendor's documentation).`,
      `Afterwards: watch the new server and do not patch it before ${formatShown(plan.stable)}.`,
      turnBackWords,
    ],
  };
}

function clockWords({ clock }: WindowPlan): string {
  const zone = zoneOf(clock);
  const ahead = aheadOf(clock);
  const minutes = Math.abs(zone ?? 0);
  const inZone =
    zone === undefined
      ? 'time zone not known, taken as UTC'
      : `UTC${zone < 0 ? '-' : '+'}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  if (ahead === undefined) return `${inZone}, not compared with this computer's`;
  if (Math.abs(ahead) < 1) return inZone;
  return `${inZone}, ${formatDuration(Math.abs(ahead) * 1000)} ${ahead > 0 ? 'ahead of' : 'behind'} this computer's`;
}

function warnings({ conflicts, safeStart, notKnown }: WindowPlan): readonly string[] {
  return [
    ...conflicts.map(describeConflict),
    ...(safeStart === 'none' ? [noSafeStartWords] : []),
    ...(typeof safeStart === 'object' ? [`The next safe start is ${formatShown(safeStart)}.`] : []),
    ...notKnown.map((id) => notKnownWords[id]),
  ];
}

function lineRow(line: PlanLine): string[] {
  return line.kind === 'phase'
    ? [
        phaseWords[line.phase],
        formatShown(line.begins.earliest),
        formatShown(line.begins.latest),
        formatMinutes(line.minutes),
      ]
    : [
        gateWords[line.gate].title,
        formatShown(line.due.earliest),
        formatShown(line.due.latest),
        'decide',
      ];
}

const momentRow = (label: string, moment: Moment): string[] => [
  label,
  formatShown(moment),
  formatUtc(moment),
];

function moments({ start, pointOfNoReturn, finished, wished, stable }: WindowPlan): string[][] {
  const both = (label: string, { earliest, latest }: EarliestLatest): string[] => [
    label,
    `${formatShown(earliest)} to ${formatShown(latest)}`,
    `${formatUtc(earliest)} to ${formatUtc(latest)}`,
  ];
  return [
    momentRow('Start', start),
    both('Point of no return: power-off', pointOfNoReturn),
    ...(wished ? [momentRow('No power-off after', wished.powerOffBefore)] : []),
    ...(wished ? [momentRow('Latest time to turn back', wished.turnBackBefore)] : []),
    both('Finished', finished),
    ...(wished ? [momentRow('Wished end', wished.end)] : []),
    momentRow('Stable, may be patched', stable),
  ];
}

function groundRows(estimate: Estimate): string[][] {
  const named: readonly (readonly [string, string, Estimated['grounds']])[] = [
    ...estimatedPhases.map((phase) => {
      const { minutes, grounds } = estimate.phases[phase];
      return [phaseWords[phase], formatMinutes(minutes), grounds] as const;
    }),
    [
      'Whole migration, with deployment and integrations',
      formatMinutes(estimate.documentedTotal.minutes),
      estimate.documentedTotal.grounds,
    ],
    [
      'Window to plan for the phases',
      formatDuration(estimate.window.minutes * 60_000),
      estimate.window.grounds,
    ],
    [
      'Stabilisation afterwards',
      formatDuration(estimate.stabilisation.minutes * 60_000),
      estimate.stabilisation.grounds,
    ],
  ];
  return named.flatMap(([label, takes, grounds]) =>
    grounds.map((ground, index) => [
      index === 0 ? label : '·',
      index === 0 ? takes : '·',
      basisWords[ground.basis],
      describeGround(ground),
    ]),
  );
}
