import type { Side } from '../../shared/appliance';
import { keyGroups, lookAlikeOf } from '../../shared/key-groups';
import { kitWords } from '../../shared/words/kit';
import { sideWords } from '../../shared/words/sides';
import { wrap } from '../../shared/wrap';
import { isForeign, numberOf, shown } from '../engine/kit/shown';
import { columns } from './layout';
import type { Terminal } from './terminal';

/** The key as a person copies it: in one piece, then in numbered groups with check characters, and what may be mistaken named. */
export function keyPage(
  key: string,
  backupName: string,
  side: Side,
  { width, paint }: Pick<Terminal, 'width' | 'paint'>,
): readonly string[] {
  const text = (sentence: string): readonly string[] => wrap(sentence, width());
  return [
    paint('bold', 'Save the System Backup Key'),
    '',
    ...text(
      `The ${sideWords[side].toLowerCase()} has shown this key once and does not keep it. Without it the backup ${backupName} cannot be restored, by nobody. The backup begins only when the key is proven saved.`,
    ),
    '',
    `    ${paint('bold', shown(key))}`,
    '',
    ...groupLines(key, width()),
    ...noteLines(key, width()),
    '',
    ...text(
      'The check characters are no part of the key. They stand in the recovery kit as well and tell whether a group was copied right.',
    ),
    ...text(
      'The key leaves the screen when the kit is written. A name that ends in .html makes a page to print; "none" is for a key that is saved elsewhere.',
    ),
    '',
  ];
}

const indent = 4;
const labels = ['Group', 'Characters', 'Check'] as const;

/** Groups beside each other, as many as there is room for. */
function groupLines(key: string, width: number): readonly string[] {
  const groups = keyGroups(key).map(({ characters, check }, index) => [
    String(index + 1),
    shown(characters),
    check,
  ]);
  const widest = Math.max(...groups.flatMap((cells) => cells.map((cell) => cell.length)));
  const room = width - indent - Math.max(...labels.map((label) => label.length));
  const each = Math.max(1, Math.floor(room / (widest + 2)));
  const lines: string[] = [];
  for (let at = 0; at < groups.length; at += each) {
    const some = groups.slice(at, at + each);
    const rows = labels.map((label, row) => [label, ...some.map((cells) => cells[row] ?? '')]);
    lines.push(...columns(rows).map((line) => `${' '.repeat(indent)}${line}`));
  }
  return lines;
}

/** `In group 1 0 is zero, in group 3 I is letter I.` */
function noteLines(key: string, width: number): readonly string[] {
  const notes = keyGroups(key).flatMap(({ characters }, index) => {
    const named = [...new Set(characters)].flatMap(nameOf);
    return named.length === 0 ? [] : [`Group ${index + 1}: ${named.join(', ')}`];
  });
  if (notes.length === 0) return [];
  return ['', ...wrap(notes.join('; '), width - indent).map((line) => `    ${line}`)];
}

/** What a character is that may be taken for another one. */
function nameOf(character: string): readonly string[] {
  const alike = lookAlikeOf(character);
  if (alike) return [`${character} is ${kitWords.en.lookAlikes[alike]}`];
  if (character === ' ') return ['␣ is a space'];
  return isForeign(character) ? [`${shown(character)} is ${numberOf(character)}`] : [];
}
