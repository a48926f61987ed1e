import { InvalidArgumentError } from 'commander';
import { type Endpoint, parseEndpoint } from '../../shared/plan';

/** USER@HOST[:PORT]; throws commander's error, which names the option. */
export const readEndpoint = (text: string): Endpoint =>
  parseEndpoint(text) ??
  invalid('It has to be user@host or user@host:port, for example epproot@192.168.0.201.');

/** A SHA-256 fingerprint as OpenSSH prints it. */
export const readFingerprint = (text: string): string =>
  /^SHA256:[A-Za-z0-9+/]{43}=?$/.test(text)
    ? text
    : invalid('It has to be SHA256: and 43 characters, as ssh-keygen -l prints it.');

export const readMigrationId = (text: string): string =>
  /^[a-z0-9-]{1,40}$/.test(text)
    ? text
    : invalid('The id of a migration has small letters, digits and dashes.');

export function readComputers(text: string): number {
  const computers = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return computers >= 10 && computers <= 50_000
    ? computers
    : invalid('It has to be a whole number from 10 to 50000.');
}

const units: Readonly<Record<string, number>> = { kb: 1e3, mb: 1e6, gb: 1e9, b: 1, '': 1 };
const smallest = 1e6;
const largest = 4e9;

/** A size such as `50MB` in bytes, 1 MB to 4 GB. */
export function readSize(text: string): number {
  const match = /^(\d{1,12}(?:\.\d{1,3})?) ?([kmg]?b?)$/i.exec(text.trim());
  const unit = units[match?.[2]?.toLowerCase() ?? '?'];
  const bytes = Math.round(Number(match?.[1]) * (unit ?? Number.NaN));
  return bytes >= smallest && bytes <= largest
    ? bytes
    : invalid('It has to be a size from 1MB to 4GB, for example 50MB.');
}

const invalid = (message: string): never => {
  throw new InvalidArgumentError(message);
};
