import { damaged, unknownCipher, unusable } from './key-fault';
import { needUsableType } from './key-parts';
import { wireReader } from './key-wire';

/** The outer layer of a key file of PuTTY (its manual, appendix C), still sealed. Texts hold one byte a character. */
export type Ppk = {
  readonly version: 2 | 3;
  readonly algorithm: string;
  readonly encryption: 'none' | 'aes256-cbc';
  readonly comment: string;
  readonly publicBlob: Buffer;
  /** Absent in version 2 and where nothing is encrypted. */
  readonly argon2: Argon2 | undefined;
  readonly privateBlob: Buffer;
  readonly mac: Buffer;
};

const flavours = ['Argon2id', 'Argon2i', 'Argon2d'] as const;
/** How the key of an encrypted file of version 3 is made of its passphrase. */
export type Argon2 = {
  readonly flavour: (typeof flavours)[number];
  readonly kibibytes: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly salt: Buffer;
};

/** 256 MiB at a time, 8 GiB in all: about five seconds, during which nothing else runs. PuTTY takes 8 MiB for 0.1 s. */
const kibibytesMax = 262_144;
const passesMax = 1000;
const kibibytePassesMax = 8 * 1024 * 1024;

const firstLine = /^PuTTY-User-Key-File-(\d{1,3}): /;

/** True for the text of a key file of PuTTY. */
export const isPpk = (text: string): boolean => firstLine.test(text);

/** The outer layer of a file that this program can open; throws a KeyFault. */
export function readPpk(text: string): Ppk {
  const version = Number(firstLine.exec(text)?.[1]);
  if (version !== 2 && version !== 3) {
    return unusable(`a key of PuTTY’s format ${version}; PuTTYgen can save it anew`);
  }
  const lines = text.split(/\r\n|\r|\n/);
  let at = 0;
  const field = (name: string): string => {
    const line = lines[at++] ?? '';
    return line.startsWith(`${name}: `) ? line.slice(name.length + 2) : damaged();
  };
  const number = (name: string): number => {
    const digits = field(name);
    return /^\d{1,9}$/.test(digits) ? Number(digits) : damaged();
  };
  const hex = (name: string): Buffer => {
    const digits = field(name);
    return /^([0-9a-f]{2})+$/i.test(digits) ? Buffer.from(digits, 'hex') : damaged();
  };
  const blob = (name: string): Buffer => {
    const count = number(name);
    const block = lines.slice(at, at + count);
    if (block.length < count) damaged();
    at += count;
    return Buffer.from(block.join(''), 'base64');
  };

  const algorithm = field(`PuTTY-User-Key-File-${version}`);
  const encryption = field('Encryption');
  if (encryption !== 'none' && encryption !== 'aes256-cbc') return unknownCipher(encryption);
  const comment = field('Comment');
  needUsableType(algorithm);
  const publicBlob = blob('Public-Lines');
  if (wireReader(publicBlob).text() !== algorithm) damaged();
  const argon2 =
    version === 3 && encryption !== 'none'
      ? bounded({
          flavour: flavourOf(field('Key-Derivation')),
          kibibytes: number('Argon2-Memory'),
          passes: number('Argon2-Passes'),
          parallelism: number('Argon2-Parallelism'),
          salt: hex('Argon2-Salt'),
        })
      : undefined;
  const privateBlob = blob('Private-Lines');
  if (encryption !== 'none' && privateBlob.length % 16 !== 0) damaged();
  const mac = hex('Private-MAC');
  if (mac.length !== (version === 3 ? 32 : 20)) damaged();
  return { version, algorithm, encryption, comment, publicBlob, argon2, privateBlob, mac };
}

/** The same, if it can be done at all (RFC 9106, section 3.1) and in a bearable time. */
function bounded(argon2: Argon2): Argon2 {
  const { kibibytes, passes, parallelism, salt } = argon2;
  if (passes < 1 || parallelism < 1 || kibibytes < 8 * parallelism || salt.length < 8) damaged();
  if (kibibytes > kibibytesMax || passes > passesMax || kibibytes * passes > kibibytePassesMax) {
    unusable('encrypted so that opening it would take too much memory or time');
  }
  return argon2;
}

const flavourOf = (name: string): Argon2['flavour'] =>
  flavours.find((flavour) => flavour === name) ?? unknownCipher(name);
