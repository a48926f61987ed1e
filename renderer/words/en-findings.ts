import type { ExportFormat } from '../../shared/contract';
import type { Filter } from '../review-filter';

const things = (count: number): string => (count === 1 ? '1 thing' : `${count} things`);
const warnings = (count: number): string => (count === 1 ? '1 warning' : `${count} warnings`);

/** Sentences about what the checks found, wherever it is shown. */
export const findingWords = {
  warned: (count: number) =>
    count === 1 ? 'The checks found one thing to know' : `The checks found ${count} things to know`,
  measured: 'Found',
  notMeasured: 'Not measured',
  required: 'Needed',
  cause: 'Why it matters',
  fix: 'What to do',
  rule: 'Comes from',
  vendor: (page: string) => `the vendor’s documentation, “${page}”`,
  own: 'a rule of this program',
  more: 'More about it',
  holds: 'It is so',
  holdsNot: 'It is not so',
  said: (what: string, by: string, when: string) => `“${what}”, said by ${by} on ${when}.`,
  passed: (by: string, when: string) => `${by} goes on in spite of it, since ${when}.`,
  note: (note: string) => `Note: ${note}`,
  reason: (reason: string) => `Reason: ${reason}`,
} as const;

/** Sentences of the page on which findings are reviewed, in its order. */
export const reviewWords = {
  blocked: (count: number) =>
    `${things(count)} ${count === 1 ? 'needs' : 'need'} you before anything is changed`,
  free: (warned: number, unsaid: number) => {
    if (warned + unsaid === 0) return 'Nothing stands in the way';
    const rest = [
      ...(warned > 0 ? [warnings(warned)] : []),
      ...(unsaid > 0 ? [`${unsaid} not measured`] : []),
    ];
    return `Nothing stands in the way; ${rest.join(', ')}`;
  },
  why: 'Neither server has been changed yet. What could not be measured, you have to say; what you say and let pass stands in the report with your name.',
  name: 'Your name',
  nameHint: 'Left empty: the user of this computer.',
  filter: 'Show',
  filters: {
    all: 'All',
    blocking: 'Blocking',
    'to-say': 'To be said',
    warning: 'Warnings',
    acknowledged: 'Acknowledged',
    fine: 'Fine',
  } satisfies Record<Filter, string>,
  counted: (label: string, count: number) => `${label} (${count})`,
  machine: 'Machine',
  everywhere: 'All machines',
  list: 'Findings',
  none: 'Nothing here. Choose “All” and “All machines” to see every finding.',
  elsewhere: 'Take the list elsewhere',
  copy: 'Copy as text',
  saveAs: {
    html: 'Save as HTML…',
    csv: 'Save as CSV…',
    json: 'Save as JSON…',
  } satisfies Record<ExportFormat, string>,
  fileName: (server: string, format: ExportFormat) => `findings ${server}.${format}`,
  saved: (name: string) => `Saved as ${name}.`,
  savedWithout:
    'What you have entered since the last look is not in it yet. Look again, then save again.',
  noteLabel: 'Note',
  noteHint: 'Stands in the report. May be left empty.',
  noteNeeded: 'Stands in the report; it is needed here.',
  noteMissing: 'Write a note, or take the answer back.',
  nameLabel: 'Name',
  whenLabel: 'When',
  now: 'Now',
  nowFor: (id: string, machine: string) => `Now, for ${id}, ${machine}`,
  nameMissing: 'Enter a name, or take the answer back.',
  whenMissing: 'Enter when, or take the answer back.',
  pass: 'Go on in spite of it',
  reasonLabel: 'Why you go on in spite of it',
  reasonHint: 'Stands in the report. At least 3 characters.',
  reasonShort: 'Enter at least 3 characters, or take it back.',
  takeBack: 'Take it back',
  pending: 'Not written down yet: that happens when you look again or go on.',
  lookAt: (id: string) => `Look again at ${id}`,
  lookAtOn: (id: string, machine: string) => `Look again at ${id}, ${machine}`,
  lookAgain: 'Look again',
  looking: 'Looking again',
  lookingWhy: 'The checks run again. What you have entered stays.',
  goOn: 'Go on with the backup',
  some: (names: string, more: number) => (more === 0 ? names : `${names} and ${more} more`),
  stillBlocked: (names: string) => `Cannot go on yet: ${names}.`,
  unfinished: (names: string) => `Not complete yet: ${names}.`,
  looked: (counts: string) => `Looked again. ${counts}`,
  counts: (blocking: number, unsaid: number, warned: number, fine: number) =>
    `${blocking} blocking, ${unsaid} to be said, ${warnings(warned)}, ${fine} fine.`,
} as const;
