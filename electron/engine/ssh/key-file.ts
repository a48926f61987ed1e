import type { ParsedKey } from 'ssh2';
import { fail } from '../../../shared/failure';
import { printable } from '../printable';
import { damaged, KeyFault, unusable, WrongPassphrase } from './key-fault';
import { publicKeyOf } from './key-parts';
import { readSmallFile } from './key-read';
import { keyIn } from './key-text';

/** A private key file in the format of OpenSSH, PEM or PuTTY. */
export type KeyFile = {
  readonly file: string;
  /** The public half; undefined where an encrypted PEM file hides it and no FILE.pub lies beside. */
  readonly publicKey: ParsedKey | undefined;
  readonly comment: string;
  /** True where opening needs a passphrase. */
  readonly locked: boolean;
  /** The private key; throws `ssh.passphrase` for a missing or wrong passphrase, `ssh.key-file` for a damaged file. */
  readonly open: (passphrase?: string) => Promise<ParsedKey>;
};

/** The key in a file of at most 64 KiB that is its owner's alone; throws `ssh.key-file`. A key that is not locked is opened. */
export const readKeyFile = (file: string): Promise<KeyFile> =>
  coded(file, async () => {
    const { content, mode } = await readSmallFile(file);
    const sealed = keyIn(content);
    content.fill(0);
    needPrivate(mode);
    const beside = await readPublicFile(`${file}.pub`);
    const plain = sealed.locked ? undefined : await sealed.unlock(Buffer.alloc(0));
    const publicKey =
      sealed.publicBlob === undefined ? beside?.publicKey : publicKeyOf(sealed.publicBlob);
    const besideFits =
      publicKey !== undefined && beside !== undefined && isSame(publicKey, beside.publicKey);
    const comment = sealed.comment || (besideFits ? beside.comment : '');

    const unlock = async (passphrase: string): Promise<ParsedKey> => {
      const bytes = Buffer.from(passphrase, 'utf8');
      try {
        const key = await sealed.unlock(bytes);
        if (publicKey === undefined || isSame(key, publicKey)) return key;
        return sealed.publicBlob ? damaged() : unusable(`another key than the one in ${file}.pub`);
      } finally {
        bytes.fill(0);
      }
    };
    return {
      file,
      publicKey,
      comment: printable(comment).slice(0, 200),
      locked: sealed.locked,
      open: async (passphrase = '') => {
        if (plain !== undefined) return plain;
        if (passphrase === '') return fail('ssh.passphrase', { file });
        return coded(file, () => unlock(passphrase));
      },
    };
  });

/** Does the work with its faults as failures; the cause is left out, because messages of libraries may quote what they read. */
async function coded<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof WrongPassphrase) return fail('ssh.passphrase', { file });
    if (thrown instanceof KeyFault) return fail('ssh.key-file', { file, seen: thrown.seen });
    throw thrown;
  }
}

/** Windows has no modes. */
function needPrivate(mode: number): void {
  if (process.platform === 'win32' || (mode & 0o077) === 0) return;
  unusable(`open to others than its owner (mode ${(mode & 0o7777).toString(8).padStart(4, '0')})`);
}

const isSame = (a: ParsedKey, b: ParsedKey): boolean => a.getPublicSSH().equals(b.getPublicSSH());

/** The public key in a file of one line; undefined for any other file, because nobody has to have one. */
async function readPublicFile(
  file: string,
): Promise<{ readonly publicKey: ParsedKey; readonly comment: string } | undefined> {
  try {
    const { content } = await readSmallFile(file);
    const [, blob = '', ...comment] = content
      .toString('utf8')
      .trim()
      .split(/[ \t]+/);
    return { publicKey: publicKeyOf(Buffer.from(blob, 'base64')), comment: comment.join(' ') };
  } catch (thrown) {
    if (thrown instanceof KeyFault) return undefined;
    throw thrown;
  }
}
