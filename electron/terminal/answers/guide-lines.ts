import type { Guide } from '../../../shared/guide';
import type { HandOperation } from '../../../shared/hand-work';
import { expectsTitle, sourceWords } from '../../../shared/words/by-hand';

/** What to do at an appliance, in its own words, with where each line comes from. */
export function guideLines(guide: Guide, operation: HandOperation): readonly string[] {
  const steps = guide.steps.flatMap(({ text, copy, source, confidence }, index) => [
    `${index + 1}. ${text}`,
    ...(copy === undefined ? [] : [`   ${copy}`]),
    `   (${sourceWords(source, confidence)})`,
  ]);
  const expects = guide.expects.flatMap(({ text, source, confidence }) => [
    text,
    `   (${sourceWords(source, confidence)})`,
  ]);
  return [
    `Where: ${guide.place} (${guide.familyName})`,
    ...steps,
    ...(expects.length === 0 ? [] : [`${expectsTitle(operation)}:`, ...expects]),
    ...(guide.minutes
      ? [`It usually takes ${guide.minutes.from} to ${guide.minutes.to} minutes.`]
      : []),
    ...guide.bugs.flatMap(({ symptom, advice, source, confidence }) => [
      `Known fault: ${symptom} ${advice}`,
      `   (${sourceWords(source, confidence)})`,
    ]),
  ];
}
