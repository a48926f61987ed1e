import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** One-time names and a password, for one opening of the desk. */
export type DeskAccount = {
  readonly user: string;
  readonly password: string;
  /** The folder in the path; without a user it is the only secret. */
  readonly folder: string;
};

/** Sixteen small letters, four bits each, that lie on the same key of English, German and French keyboards: consoles have no clipboard. */
const letters = 'bcdefghjknprstuv';

/** So many letters have 56 bits; with five tries in all that cannot be guessed. */
const secretLetters = 14;

const word = (length: number): string =>
  [...randomBytes(length)].map((byte) => letters[byte & 15]).join('');

/** Makes new ones, from the system's random numbers. */
export const newAccount = (): DeskAccount => ({
  user: `epp${word(4)}`,
  password: word(secretLetters),
  folder: word(secretLetters),
});

/** Compares in a time that does not tell how much was right. */
export const isSame = (given: string, right: string): boolean =>
  timingSafeEqual(digest(given), digest(right));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
