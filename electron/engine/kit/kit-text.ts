import { keyGroups, lookAlikeOf } from '../../../shared/key-groups';
import { kitWords } from '../../../shared/words/kit';
import { kitCode } from './kit-code';
import type { KitContent } from './kit-content';
import { kitFacts, legendOf, restoreSteps } from './kit-facts';
import { kitLine, sumLine } from './kit-record';
import { isForeign, isNumbered, numberOf, shown } from './shown';

/** Room for handwriting. */
const blank = '_'.repeat(40);
const pad = 20;

/** The recovery kit as text: everything that a person needs to restore this backup without this program. Holds the key. */
export function kitText(content: KitContent): string {
  const words = kitWords[content.language];
  const { hand, groups } = words;
  const facts = kitFacts(content);
  const unknown = facts.some(({ value }) => value === undefined);
  const numbered = Array.from(content.key).some((each) => isNumbered(each) || isForeign(each));
  return [
    words.title.toLocaleUpperCase(content.language),
    ...(content.practice ? ['', `*** ${words.practice} ***`] : []),
    '',
    words.why,
    words.keepApart,
    '',
    `${'System Backup Key'.padEnd(pad)}${content.key}`,
    '',
    `  ${groups.group}   ${groups.characters}   ${groups.check}`,
    ...groupLines(content),
    '',
    // Its look-alikes are named beside their group, not underlined.
    ...legendOf(content, { marked: false, numbered }),
    ...(kitCode(content.key) ? [words.codeElsewhere] : []),
    '',
    ...facts
      .filter(({ value }) => value !== undefined)
      .map(({ label, value }) => `${label.padEnd(pad)}${value}`),
    ...(unknown ? ['', words.byHand] : []),
    ...facts
      .filter(({ value }) => value === undefined)
      .map(({ label }) => `${label.padEnd(pad)}${blank}`),
    '',
    words.restore.title,
    ...restoreSteps(content).map((step, index) => `  ${index + 1}. ${step}`),
    '',
    hand.title,
    ...[hand.where, hand.who, hand.again, hand.signed].map(
      (label) => `  ${label.padEnd(pad + 8)}${blank}`,
    ),
    '',
    words.forProgram,
    kitLine(content),
    sumLine(content),
    '',
  ].join('\n');
}

/** `  1   K0QM   H   (0 zero)` */
function groupLines({ key, language }: KitContent): readonly string[] {
  const names = kitWords[language].lookAlikes;
  const groups = keyGroups(key);
  const wide = String(groups.length).length;
  const widest = Math.max(...groups.map(({ characters }) => Array.from(shown(characters)).length));
  return groups.map(({ characters, check }, index) => {
    const alike = [...new Set(Array.from(characters))].flatMap((character) => {
      const name = lookAlikeOf(character);
      if (name) return [`${character} ${names[name]}`];
      return isForeign(character) ? [`${shown(character)} ${numberOf(character)}`] : [];
    });
    const text = shown(characters);
    const gap = ' '.repeat(widest - Array.from(text).length);
    const note = alike.length > 0 ? `   (${alike.join(', ')})` : '';
    return `  ${String(index + 1).padStart(wide)}   ${text}${gap}   ${check}${note}`;
  });
}

/** The groups in a text kit: their number, what is shown and the check character. */
export const textGroup = /^ {2,}(\d+) {3}(\S+) {3,}(\S)(?: {3}\(|\s*$)/;
