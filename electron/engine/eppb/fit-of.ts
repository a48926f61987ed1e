import { judge, type Rules } from '../../../shared/compatibility';
import type { Fit, Inspection, VersionSeen } from '../../../shared/inspection';
import { type Findings, openFindings } from './findings';

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

const ofFit: ReadonlySet<string> = new Set(['does-not-fit', 'fit-unknown', 'fit-caution']);

/** What was found, judged for a server of another version; empty: for none. */
export function fitAnew(found: Inspection, target: string, rules: () => Rules): Inspection {
  const { fit: before, ...rest } = found;
  if (target === '' && !before) return found;
  const findings = openFindings();
  for (const { code, facts, at, level } of found.findings) {
    if (!ofFit.has(code)) findings.note(code, facts, { at, level });
  }
  const fit = target === '' ? undefined : fitOf(found.versions, target, rules(), findings);
  return { ...rest, ...(fit && { fit }), findings: findings.list() };
}
