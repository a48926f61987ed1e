import { type KeyGroup, keyGroups, lookAlikeOf } from '../../shared/key-groups';
import { englishKit } from '../../shared/words/kit/en';
import { groupWords } from '../words/en-key';
import css from './key-groups.module.css';

// Without React: it would keep what it has drawn, and a key has to be gone once it is not shown any more.

/** Draws a key, or what was typed of one, as a kit shows it. A group that is marked stays so until it is another one. */
export function drawGroups(list: HTMLElement, text: string): void {
  const marked = groupsIn(list).map((group) => (isMarked(group) ? charactersOf(group) : undefined));
  list.replaceChildren(
    ...keyGroups(text).map((group, at) => drawGroup(group, at, marked[at] === group.characters)),
  );
}

/** Marks groups, by their number from 1, as not right. */
export function markGroups(list: HTMLElement, numbers: readonly number[]): void {
  groupsIn(list).forEach((group, at) => {
    if (numbers.includes(at + 1) && !isMarked(group)) mark(group);
  });
}

const groupsIn = (list: HTMLElement): HTMLElement[] =>
  Array.from(list.querySelectorAll<HTMLElement>('li'));

const isMarked = (group: HTMLElement): boolean => group.dataset['wrong'] === 'true';

const charactersOf = (group: HTMLElement): string => group.dataset['characters'] ?? '';

function drawGroup({ characters, check }: KeyGroup, at: number, wrong: boolean): HTMLElement {
  const group = document.createElement('li');
  group.dataset['characters'] = characters;
  const own = Array.from(characters);
  const text = part('characters', '');
  text.append(...own.map(drawCharacter));
  const checked = part('check', `${groupWords.check} `);
  checked.append(part('letter', check));
  group.append(part('number', String(at + 1)), ' ', text, ' ', checked);
  for (const name of namesIn(own)) group.append(' ', part('name', name));
  if (wrong) mark(group);
  return group;
}

function mark(group: HTMLElement): void {
  group.dataset['wrong'] = 'true';
  group.append(' ', part('wrong', groupWords.wrong));
}

const drawCharacter = (character: string): HTMLElement | string => {
  if (/\s/u.test(character)) return '␣';
  return lookAlikeOf(character) ? part('alike', character) : character;
};

/** `0 zero` for each that is easily taken for another one. */
const namesIn = (characters: readonly string[]): readonly string[] =>
  [...new Set(characters)].flatMap((character) => {
    const alike = lookAlikeOf(character);
    return alike ? [`${character} ${englishKit.lookAlikes[alike]}`] : [];
  });

function part(name: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = css[name] ?? '';
  element.textContent = text;
  return element;
}
