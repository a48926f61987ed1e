/** The exit code of each error word of the page. */
export const exitCodes = {
  usage: 2,
  refused: 3,
  'not-found': 4,
  busy: 5,
  'wrong-key': 6,
  'no-space': 7,
  corrupt: 8,
  version: 9,
  restarting: 75,
} as const;
export type ErrorWord = keyof typeof exitCodes;

/** An answer in the negative: the error word of the page and a text for people. */
export class Refusal extends Error {
  readonly word: ErrorWord;
  constructor(word: ErrorWord, message: string) {
    super(message);
    this.word = word;
  }
}

/** Throws a `Refusal`. */
export function refuse(word: ErrorWord, message: string): never {
  throw new Refusal(word, message);
}
