import { isIP } from 'node:net';
import { fail } from '../../../../shared/failure';

/** What a person entered, by the names of the fields; each throws `hand.not-usable` where it is no such thing. */
export type Entered = {
  /** Undefined where it was left empty. */
  readonly text: (name: string) => string | undefined;
  readonly needed: (name: string) => string;
  readonly whole: (name: string) => number | undefined;
  readonly amount: (name: string) => number | undefined;
  readonly address: (name: string) => string | undefined;
  readonly confirmed: (name: string) => boolean;
};

/** `labelOf` is what the person sees of a field. */
export function entered(
  given: Readonly<Record<string, string>>,
  labelOf: (name: string) => string,
): Entered {
  const refuse = (name: string, seen: string, needed: string): never =>
    fail('hand.not-usable', { label: labelOf(name), seen, needed });
  const text = (name: string): string | undefined => {
    const value = Object.hasOwn(given, name) ? given[name]?.trim() : undefined;
    return value === '' ? undefined : value;
  };
  const number = (name: string, form: RegExp, needed: string): number | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    const plain = value.replaceAll(/[\s'’_]/g, '').replace(',', '.');
    return form.test(plain) ? Number(plain) : refuse(name, value.slice(0, 40), needed);
  };
  return {
    text,
    needed: (name) => text(name) ?? refuse(name, 'nothing was entered', 'it is needed'),
    whole: (name) => number(name, /^\d{1,12}$/, 'it has to be a whole number, digits only'),
    amount: (name) => number(name, /^\d{1,9}(?:\.\d{1,6})?$/, 'it has to be a number'),
    address: (name) => {
      const value = text(name);
      if (value === undefined) return undefined;
      return isIP(value) > 0
        ? value
        : refuse(name, value.slice(0, 60), 'it has to be an IP address');
    },
    confirmed: (name) => text(name) === 'yes',
  };
}

/** The length of a prefix as it is written, or of a netmask; undefined where it is neither. */
export function prefixOf(text: string): number | undefined {
  const bare = text.trim().replace(/^\//, '');
  if (/^\d{1,3}$/.test(bare)) return Number(bare) <= 128 ? Number(bare) : undefined;
  if (isIP(bare) !== 4) return undefined;
  const bits = bare
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : undefined;
}
