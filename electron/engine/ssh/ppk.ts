import type { SealedKey } from './key-sealed';
import { openPpk } from './ppk-open';
import { readPpk } from './ppk-read';

/** The key in the text of a file of PuTTY's format 2 or 3, read as latin1; throws a KeyFault. */
export function ppkKey(text: string): SealedKey {
  const ppk = readPpk(text);
  return {
    publicBlob: ppk.publicBlob,
    comment: Buffer.from(ppk.comment, 'latin1').toString('utf8'),
    locked: ppk.encryption !== 'none',
    unlock: (passphrase) => openPpk(ppk, passphrase),
  };
}
