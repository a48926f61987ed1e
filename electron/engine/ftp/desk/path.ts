import { isSame } from './account';

/** What a path of the desk leads to. There are no others: nothing of this computer is looked up by what a client sends. */
export type Place =
  | { readonly kind: 'root' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'file'; readonly name: string }
  /** `guess`: it does not even begin with the right folder. */
  | { readonly kind: 'nowhere'; readonly guess: boolean };

/** Where a path leads, from the folder that the session is in (`inFolder`) or from the root. */
export function placeOf(path: string, inFolder: boolean, folder: string): Place {
  const parts = path.startsWith('/') || !inFolder ? [] : [folder];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  const [first, name, ...more] = parts;
  if (first === undefined) return { kind: 'root' };
  if (!isSame(first, folder)) return { kind: 'nowhere', guess: true };
  if (name === undefined) return { kind: 'folder' };
  return more.length > 0 || !isPlainName(name)
    ? { kind: 'nowhere', guess: false }
    : { kind: 'file', name };
}

/** A name without anything that some system reads as more than a name. */
export const isPlainName = (name: string): boolean =>
  name !== '' &&
  name !== '.' &&
  name !== '..' &&
  Buffer.byteLength(name) <= 255 &&
  !/[/\\:\p{Cc}]/u.test(name);
