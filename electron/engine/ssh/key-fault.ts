/** Ends the reading of a key file; `seen` ends the sentence "FILE: SEEN." and holds nothing secret. */
export class KeyFault extends Error {
  readonly seen: string;
  constructor(seen: string) {
    super(seen);
    this.name = 'KeyFault';
    this.seen = seen;
  }
}

/** A passphrase that does not open its key. */
export class WrongPassphrase extends Error {}

/** Throws a KeyFault. */
export function unusable(seen: string): never {
  throw new KeyFault(seen);
}

/** Throws a KeyFault for content that breaks the rules of its own format. */
export const damaged = (): never => unusable('damaged or cut off');

/** Throws a KeyFault that names a cipher or key derivation, which the file itself may have made up. */
export const unknownCipher = (name: string): never =>
  unusable(`encrypted with ${shortName(name)}, which this program cannot open`);

/** A name out of a file, fit to be shown. */
export const shortName = (name: string): string =>
  /^[\x21-\x7e]{1,64}$/.test(name) ? name : 'something without a proper name';
