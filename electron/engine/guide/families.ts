import legacy from '../../../resources/families/5x.json';
import from2509 from '../../../resources/families/2509-2604.json';
import from2608 from '../../../resources/families/2608.json';
import common from '../../../resources/families/unknown.json';
import { isWithin } from '../../../shared/compatibility';
import type { ConsoleMeaning, Guide, GuideStep } from '../../../shared/guide';
import { consoleMeanings } from '../../../shared/guide';
import type { HandOperation } from '../../../shared/hand-work';
import { parseVersion } from '../../../shared/version';
import { consoleWords } from '../../../shared/words/guide';
import { checkFamily, type Family, type OperationGuide } from './family-file';
import { findPhrases, readable } from './page-words';
import { fillCopy, fillText, withDerived } from './placeholders';

const unknown = checkFamily(common, 'unknown.json');

/** The families that are known, and at the end the one of what all have in common. */
export const families: readonly Family[] = [
  checkFamily(legacy, '5x.json'),
  checkFamily(from2509, '2509-2604.json'),
  checkFamily(from2608, '2608.json'),
  unknown,
];

/** The family by its name; that of all others where there is none with it. */
export const familyNamed = (name: string): Family =>
  families.find(({ family }) => family === name) ?? unknown;

/** The family that a version belongs to; `unknown` where it is not known, cannot be read, or belongs to none. */
export function familyOf(version: string | undefined): Family {
  const read = version === undefined ? undefined : parseVersion(version);
  if (!read) return unknown;
  return families.find(({ covers }) => covers && isWithin(covers, read)) ?? unknown;
}

/**
 * How to do one operation at an appliance of this version. `values` fill the placeholders of `placeholderWords`; those missing are
 * called by their words, what follows from `address` and `prefix` (netmask) or `enabled` (`switch`) is added.
 */
export function guideFor(
  version: string | undefined,
  operation: HandOperation,
  values: Readonly<Record<string, string>>,
): Guide {
  const family = familyOf(version);
  const { place, steps, expects, minutes } = operationOf(family, operation);
  const all = withDerived(values);
  const fill = (list: OperationGuide['steps']): readonly GuideStep[] =>
    list.map(({ text, copy, source, confidence }) => {
      const exactly = copy === undefined ? undefined : fillCopy(copy, all);
      return {
        ...{ text: fillText(text, all), source, confidence },
        ...(exactly !== undefined && { copy: exactly }),
      };
    });
  return {
    ...{ family: family.family, familyName: family.name, place },
    ...{ steps: fill(steps), expects: fill(expects) },
    ...(minutes && { minutes: { from: minutes.from, to: minutes.to } }),
    bugs: bugsOf(family, version, operation),
  };
}

function operationOf(family: Family, operation: HandOperation): OperationGuide {
  const found = family.operations[operation] ?? unknown.operations[operation];
  // A test holds the files to this.
  if (!found) throw new Error(`no family says how to do ${operation}`);
  return found;
}

function bugsOf(
  family: Family,
  version: string | undefined,
  operation: HandOperation,
): Guide['bugs'] {
  const read = version === undefined ? undefined : parseVersion(version);
  return allOf(family, 'bugs')
    .filter((bug) => bug.operations.includes(operation))
    .filter(({ versions }) => !versions || !read || isWithin(versions, read))
    .map(({ symptom, advice, source, confidence }) => ({ symptom, advice, source, confidence }));
}

/** What is listed for this family, and for all. */
const allOf = <List extends 'bugs' | 'patterns' | 'about'>(
  family: Family,
  list: List,
): readonly Family[List][number][] => [
  ...family[list],
  ...(family === unknown ? [] : unknown[list]),
];

/** What is known of a family as a whole, with what holds for all. */
export const aboutFamily = (family: Family): readonly GuideStep[] => allOf(family, 'about');

/**
 * What a page of a console of this family seems to say: advice, never proof. Only the first `pageCharactersMax` characters are
 * looked at, so the length of a page does not matter.
 */
export function readConsole(
  text: string,
  family: string,
): readonly { readonly meaning: ConsoleMeaning; readonly words: string }[] {
  const page = readable(text);
  const patterns = allOf(familyNamed(family), 'patterns');
  return consoleMeanings
    .filter((meaning) =>
      patterns.some((pattern) => pattern.meaning === meaning && findPhrases(page, pattern.phrases)),
    )
    .map((meaning) => ({ meaning, words: consoleWords[meaning] }));
}
