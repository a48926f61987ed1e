import type { GateId, WindowPlan } from '../../../shared/window-plan';
import { gateWords } from '../../../shared/words/window-plan';
import type { ReportSection } from './report-section';

const heading = 'Decisions';

const gatesOf = ({ lines }: WindowPlan): readonly GateId[] =>
  lines.flatMap((line) => (line.kind === 'gate' ? [line.gate] : []));

/** The points of decision as a table whose empty cells are written in by hand. */
export const decisionTable = (plan: WindowPlan): ReportSection => ({
  heading,
  columns: ['What has to hold', 'Otherwise', 'Go / no-go', 'Time', 'Name and signature'],
  rows: gatesOf(plan).map((gate) => {
    const { title, asks, no } = gateWords[gate];
    return [`${title}. ${asks}`, no, '', '', ''];
  }),
});

/** The points of decision as lines of text, each with a line to sign. */
export const decisionLines = (plan: WindowPlan): ReportSection => ({
  heading,
  rows: gatesOf(plan).flatMap((gate) => {
    const { title, asks, no } = gateWords[gate];
    return [
      [title],
      [`  ${asks}`],
      [`  Otherwise: ${no}`],
      [
        '  [ ] go   [ ] no-go   Time: ________   Name and signature: ______________________________',
      ],
    ];
  }),
});
