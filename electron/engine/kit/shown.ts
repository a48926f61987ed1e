/** A character of a key as a kit shows it: each visible, each in one way only. */
export function shownCharacter(character: string): string {
  if (character === ' ') return '␣';
  if (isNumbered(character)) return numberOf(character);
  return /^\p{M}/u.test(character) ? `◌${character}` : character;
}

/** True for one that nobody could see: its number is shown. */
export const isNumbered = (character: string): boolean =>
  character !== ' ' && /[\p{C}\p{Z}]/u.test(character);

/** A character's number as it is written in Unicode's own books. */
export const numberOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** True for one that is seen but may look like a letter of another script, or be missing in a font: its number stands with it. */
export const isForeign = (character: string): boolean => character > '~' && !isNumbered(character);

/** A text as a kit shows it. */
export const shown = (text: string): string => Array.from(text, shownCharacter).join('');
