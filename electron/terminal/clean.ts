/** The text without anything that could steer a terminal; what it held of line ends and tabs becomes blanks. */
export const clean = (text: string): string =>
  text.replaceAll(sequence, '').replaceAll(/\p{C}+/gu, ' ');

/** ECMA-48 control sequences, also those that begin with one 8-bit character. */
const sequence = /(?:\p{Cc}\[|\u009b)[0-?]*[ -/]*[@-~]/gu;

/** The same value with every text in it cleaned. Servers name themselves; what they say is never printed as it came. */
export function cleanAll<Value>(value: Value): Value {
  if (typeof value === 'string') return clean(value) as Value;
  if (Array.isArray(value)) return value.map(cleanAll) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, cleanAll(each)]),
  ) as Value;
}
