import type { Finding } from '../../shared/finding';
import { describeFinding } from '../../shared/words/findings';
import { hanging } from './layout';

const words = { ok: 'Fine', warning: 'Warning', error: 'Error' } as const;
const marks = { ok: '✓', warning: '!', error: '✗' } as const;

/** What the checks found that is not fine: what was measured, what is required, what to do. */
export const findingLines = (findings: readonly Finding[], width: number): readonly string[] =>
  findings
    .filter((finding) => finding.level !== 'ok')
    .flatMap((finding) => {
      const { title, fix } = describeFinding(finding);
      const label = `  ${marks[finding.level]} ${finding.id}  `;
      const text = `${title} ${words[finding.level]}. Measured: ${finding.measured}. Required: ${finding.required}.\n${fix}`;
      return hanging(label, text, width, label.length).split('\n');
    });
