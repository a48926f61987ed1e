import { isIP } from 'node:net';
import { refuse } from './refusal';

/** The value where it is like this; refuses with `usage` where not. */
export const checked = (value: string | undefined, pattern: RegExp, what: string): string =>
  value !== undefined && pattern.test(value)
    ? value
    : refuse('usage', `${what} cannot be ${JSON.stringify(value)}`);

/** A whole number from 0 to `highest`; refuses with `usage`. */
export const whole = (value: string | undefined, highest: number, what: string): number => {
  const number = Number(checked(value, /^\d{1,9}$/, what));
  return number <= highest ? number : refuse('usage', `${what} is at most ${highest}`);
};

/** An IP address; refuses with `usage`. */
export const address = (value: string | undefined, what: string): string =>
  value !== undefined && isIP(value) ? value : refuse('usage', `${what} is no IP address`);
