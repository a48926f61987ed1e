import type { ParsedKey } from 'ssh2';

/** A private key as it lies in a file, maybe encrypted. */
export type SealedKey = {
  /** The public half in the SSH wire format, where the file shows it. */
  readonly publicBlob: Buffer | undefined;
  readonly comment: string;
  /** True where unlocking needs a passphrase. */
  readonly locked: boolean;
  /** Throws WrongPassphrase, or a KeyFault for a damaged file. The passphrase of a key that is not locked is empty. */
  readonly unlock: (passphrase: Buffer) => Promise<ParsedKey>;
};
