import { judge, type Rules } from '../../../shared/compatibility';
import type { Fit, VersionSeen } from '../../../shared/inspection';
import type { Findings } from './findings';

/** What the rules say of restoring this backup on a server of that version; what is not as it should be goes to the findings. */
export function fitOf(
  versions: readonly VersionSeen[],
  target: string,
  rules: Rules,
  findings: Findings,
): Fit {
  const [best] = versions;
  const { verdict, rule, reason, instead, documented, confidence } = judge(
    rules,
    best?.version ?? '',
    target,
  );
  const facts = { target, ...(best && { source: best.version, from: best.from }) };
  if (verdict === 'refused') findings.note('does-not-fit', facts);
  else if (verdict === 'unknown') findings.note('fit-unknown', facts);
  else if (verdict !== 'accepted') findings.note('fit-caution', facts);
  else if (best?.sureness === 'guess') findings.note('fit-caution', { ...facts, what: 'guess' });
  return {
    target,
    ...(best && { source: best.version }),
    ...{ verdict, rule, reason, instead, documented: [...documented], confidence },
  };
}
