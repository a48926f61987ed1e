import { dottedMask } from '../../../shared/netmask';
import { placeholderWords } from '../../../shared/words/guide';

/** The values that texts of a guide may hold, as `{name}`. */
export const placeholderNames = Object.keys(placeholderWords) as readonly Placeholder[];
type Placeholder = keyof typeof placeholderWords;

/** The placeholders of a text, or undefined where it has a brace that is none. */
export function placeholdersIn(text: string): readonly Placeholder[] | undefined {
  const names = [...text.matchAll(/\{([a-z0-9]{1,20})\}/g)].map(([, name]) => name as Placeholder);
  const bare = text.replaceAll(/\{[a-z0-9]{1,20}\}/g, '');
  const all = names.every((name) => placeholderNames.includes(name));
  return all && !/[{}]/.test(bare) ? names : undefined;
}

/** The text with its values; one that is not known is called by its words. */
export const fillText = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(
    /\{([a-z0-9]{1,20})\}/g,
    (_whole, name: Placeholder) => given(values, name) ?? placeholderWords[name],
  );

/** What is to be typed exactly, or undefined where one of its values is not known. */
export function fillCopy(
  text: string,
  values: Readonly<Record<string, string>>,
): string | undefined {
  const missing = placeholdersIn(text)?.some((name) => given(values, name) === undefined);
  return missing ? undefined : fillText(text, values);
}

const given = (values: Readonly<Record<string, string>>, name: string): string | undefined => {
  const value = Object.hasOwn(values, name) ? values[name]?.trim() : undefined;
  return value === '' ? undefined : value;
};

/** Adds what follows from the values: the netmask of a prefix, and which way a switch goes. */
export function withDerived(
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { address = '', prefix = '', enabled } = values;
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : undefined;
  const mask = bits === undefined ? undefined : dottedMask({ address, prefix: bits });
  return {
    ...(mask !== undefined && { netmask: mask }),
    ...(mask === undefined && prefix !== '' && { netmask: prefix }),
    ...(enabled !== undefined && { switch: /^(?:true|yes|on)$/.test(enabled) ? 'on' : 'off' }),
    ...values,
  };
}
