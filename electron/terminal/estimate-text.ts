import { formatDuration } from '../../shared/bytes';
import { type Estimate, estimatedPhases } from '../../shared/estimate';
import {
  basisWords,
  describeBasis,
  describeGround,
  formatMinutes,
} from '../../shared/words/estimate';
import { phaseWords } from '../../shared/words/steps';
import { columns, hanging } from './layout';
import type { Paint } from './terminal';

/** How long all of it takes, then each phase, as ranges with where they come from, then every sentence that they rest on. */
export function estimateLines(
  { phases, total, window }: Estimate,
  width: number,
  paint: Paint,
): readonly string[] {
  const rows = estimatedPhases.map((phase) => {
    const { minutes, grounds } = phases[phase];
    return [`  ${phaseWords[phase]}`, formatMinutes(minutes), describeBasis(grounds)];
  });
  const sentences = estimatedPhases.flatMap((phase) =>
    phases[phase].grounds.map(
      (ground) => `${describeGround(ground)} (${basisWords[ground.basis]})`,
    ),
  );
  const advised = formatDuration(window.minutes * 60_000);
  return [
    paint('bold', `How long it will take: ${formatMinutes(total)}`),
    ...columns(rows),
    ...[`The vendor advises to plan a window of twice that: ${advised}.`, ...new Set(sentences)]
      .map((sentence) => hanging('  ·', sentence, width, 4))
      .flatMap((lines) => lines.split('\n')),
  ];
}
