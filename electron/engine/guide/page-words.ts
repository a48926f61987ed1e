/** So much of a page is looked at, in characters. */
export const pageCharactersMax = 200_000;

/** At most so many characters lie between two phrases of one pattern. */
const gapMax = 200;

/** The beginning of a page's text in lower case, with one blank for any blanks. */
export const readable = (text: string): string =>
  text.slice(0, pageCharactersMax).toLowerCase().replaceAll(/\s+/g, ' ');

/**
 * True where all phrases are in the text in this order, as whole words, each soon after the one before. Looks from every place of
 * the first phrase no farther than the gaps allow, so the time grows with the length of the text and nothing else.
 */
export function findPhrases(text: string, phrases: readonly string[]): boolean {
  const [first, ...rest] = phrases;
  if (first === undefined) return false;
  for (let at = findWords(text, first, 0, text.length); at >= 0; ) {
    if (follow(text, at + first.length, rest)) return true;
    at = findWords(text, first, at + 1, text.length);
  }
  return false;
}

/** Each in turn at its nearest place, which is near enough for advice. */
function follow(text: string, from: number, phrases: readonly string[]): boolean {
  let end = from;
  for (const phrase of phrases) {
    const near = text.slice(end, end + gapMax + phrase.length + 1);
    const at = findWords(near, phrase, 0, gapMax);
    if (at < 0) return false;
    end += at + phrase.length;
  }
  return true;
}

/** Where a phrase stands as whole words at or after `from` and no later than `last`, or -1. */
function findWords(text: string, phrase: string, from: number, last: number): number {
  for (let at = text.indexOf(phrase, from); at >= 0 && at <= last; ) {
    if (!isWord(text[at - 1]) && !isWord(text[at + phrase.length])) return at;
    at = text.indexOf(phrase, at + 1);
  }
  return -1;
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}_]/u.test(character);
