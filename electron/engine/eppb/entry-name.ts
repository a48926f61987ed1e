import type { Findings } from './findings';
import { told } from './told';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A name as bytes, read as UTF-8 or, where it is none, as Latin-1. */
export function decodeName(bytes: Buffer): { readonly text: string; readonly isUtf8: boolean } {
  try {
    return { text: utf8.decode(bytes), isUtf8: true };
  } catch {
    return { text: bytes.toString('latin1'), isUtf8: false };
  }
}

/** Marks that turn the direction of reading, so that a name looks like another one. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const allDirections = new RegExp(directions, 'gu');

/** Notes what is odd about the name of an entry, or about where a link leads. */
export function judgeName(text: string, findings: Findings): void {
  const facts = () => ({ first: told(text) });
  if (/^(?:[/\\]|[A-Za-z]:[/\\])/.test(text)) findings.note('entry-absolute', facts());
  if (/(?:^|[/\\])\.\.(?:[/\\]|$)/.test(text)) findings.note('entry-parent', facts());
  if (directions.test(text)) findings.note('entry-direction', facts());
  if (/\p{Cc}/u.test(text)) findings.note('entry-control', facts());
}

/** Two names that become one on a disk that does not tell capitals apart, or to the eye. */
export function sameName(text: string): string {
  const name = text.replaceAll(allDirections, '').normalize('NFC').toLowerCase();
  let { length } = name;
  while (name[length - 1] === '/') length--;
  return name.slice(0, length);
}
