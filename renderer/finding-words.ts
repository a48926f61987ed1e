import type { Finding } from '../shared/finding';
import { findingRules } from '../shared/finding-rules';
import { formatMoment } from './when';
import { findingWords } from './words/en-findings';

/** Where the rule of a finding comes from, as people read it. */
export function originOf({ id }: Finding): string {
  const { documented } = findingRules[id];
  return documented === 'own' ? findingWords.own : findingWords.vendor(documented);
}

/** What people said of a finding and why they let it pass, as it is written down, one line each. */
export function acknowledgements({ statement, waiver }: Finding): readonly string[] {
  const lines: string[] = [];
  if (statement && statement.at !== '') {
    const { holds, by, at, note } = statement;
    const what = holds ? findingWords.holds : findingWords.holdsNot;
    lines.push(withMore(findingWords.said(what, by, formatMoment(at)), findingWords.note, note));
  }
  if (waiver && waiver.at !== '') {
    const { by, at, reason } = waiver;
    lines.push(withMore(findingWords.passed(by, formatMoment(at)), findingWords.reason, reason));
  }
  return lines;
}

const withMore = (line: string, more: (text: string) => string, text: string): string =>
  text === '' ? line : `${line} ${more(text)}`;
