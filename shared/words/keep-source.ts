import { silenceOf } from '../facts';
import { daysLeft, type KeptSource, keptSource } from '../keep-source';
import type { MigrationState } from '../migration';

/** Sentences of keeping the old server after the end, and of giving it up. */
export const keepSourceWords = {
  title: 'Keep the old server',
  confirmTitle: 'Before it is deleted',
  onlyThere: 'Still only there',
  general:
    'Audit logs, logs, File Shadows and earlier System Backups: a System Backup v2 holds none of them.',
  asChecked: (measured: string) => `As the checks saw it, ${measured}.`,
  keep: (name: string, until: string, days: number, off: boolean) =>
    `Keep the virtual machine of ${name}${off ? ' switched off' : ''}, and do not delete it before ${until} (${days} days after the new server was proven).`,
  back: 'Until then it is the way back, and it is complete.',
  confirm: [
    'Clients have come back: Device Control > Computers, sorted by Last Seen.',
    'Each integration was tested: e-mail, directory, single sign-on, SIEM, File Shadow repository.',
    'Nobody needs its logs, audits and File Shadows any more, or they are saved: your retention rules say how long.',
    'The new server has made a System Backup of its own, and its key is saved.',
  ],
} as const;

/** What is kept and why, of a finished migration; empty where nothing is kept. */
export function keepSourceLines(
  state: MigrationState,
  kept: KeptSource | undefined = keptSource(state),
): readonly string[] {
  if (!kept) return [];
  return [
    keepSourceWords.keep(
      nameOf(state),
      kept.until,
      kept.days,
      silenceOf(state.facts) !== undefined,
    ),
    keepSourceWords.back,
    `${keepSourceWords.onlyThere}: ${onlyThere(state)}`,
  ];
}

/** What is on the old server alone, by kind where the checks could list it. */
export function onlyThere({ findings }: MigrationState): string {
  const measured = findings.find(({ id }) => id === 'EPP-141')?.measured;
  return measured === undefined || !/\d files/.test(measured)
    ? keepSourceWords.general
    : `${keepSourceWords.general} ${keepSourceWords.asChecked(measured)}`;
}

/** The reminder in a list; undefined where there is none, or none any more. */
export function keepReminder(state: MigrationState, now: Date): string | undefined {
  const kept = keptSource(state);
  return kept && reminderOf(kept, now);
}

/** True once the day has come on which the old server may be given up. */
export const isDue = (state: MigrationState, now: Date): boolean => {
  const kept = keptSource(state);
  return kept !== undefined && daysLeft(kept, now) <= 0;
};

function reminderOf(kept: KeptSource, now: Date): string {
  const left = daysLeft(kept, now);
  if (left > 0) return `Keep the old server until ${kept.until}, ${left} more ${days(left)}.`;
  const since = left === 0 ? 'today' : `${-left} ${days(-left)} ago`;
  return `The old server was to be kept until ${kept.until} (${since}). Confirm what has to be confirmed, delete or archive it, and record that.`;
}

/** That the old server was given up, in a sentence; undefined where it was not. */
export function givenUpSentence({ sourceGivenUp }: MigrationState): string | undefined {
  if (!sourceGivenUp) return undefined;
  const { at, by, note } = sourceGivenUp;
  return `The old server was given up on ${at.slice(0, 10)}${by === undefined ? '' : ` by ${by}`}: ${note}`;
}

const nameOf = ({ facts, plan }: MigrationState): string =>
  facts.source?.hostname ?? plan.source.host;
const days = (count: number): string => (count === 1 ? 'day' : 'days');
