import { damaged, unusable } from './key-fault';
import { openSshKey } from './key-openssh';
import { type PemBlock, pemKey } from './key-pem';
import type { SealedKey } from './key-sealed';
import { ppkKey } from './ppk';
import { isPpk } from './ppk-read';

/** Beginnings of files that are often taken for private keys, in words that end a sentence. */
const mistaken: readonly (readonly [RegExp, string])[] = [
  [/^\S+-cert-v0\d@openssh\.com /, 'a certificate, not a private key'],
  [/^-----BEGIN (X509 |TRUSTED )?CERTIFICATE-----/m, 'a certificate, not a private key'],
  [/^(ssh-\w+|ecdsa-sha2-\S+|sk-\S+) AAAA/, 'a public key'],
  [/^---- BEGIN SSH2 PUBLIC KEY/, 'a public key'],
  [/^-----BEGIN (RSA |EC |DSA )?PUBLIC KEY-----/m, 'a public key'],
  [
    /^---- BEGIN SSH2 ENCRYPTED PRIVATE KEY/,
    'a key in the form of ssh.com; PuTTYgen can convert it',
  ],
  [/^SSH PRIVATE KEY FILE FORMAT 1/, 'a key of SSH 1, which cannot be used'],
  [/^-----BEGIN PGP /m, 'a key of PGP, which cannot be used'],
];

/** The private key in the content of a file; throws a KeyFault that says what it is instead. */
export function keyIn(content: Buffer): SealedKey {
  // One byte a character: a comment need not be UTF-8. A byte order mark of Windows editors is left out.
  const text = content
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (text === '') return unusable('empty');
  if (isPpk(text)) return ppkKey(text);
  const block = privateBlock(text.replaceAll(/\r\n?/g, '\n'));
  if (block !== undefined) {
    return block.label === 'OPENSSH PRIVATE KEY' ? openSshKey(block.content) : pemKey(block);
  }
  const [, seen] = mistaken.find(([pattern]) => pattern.test(text)) ?? [];
  return unusable(seen ?? 'no private key');
}

/** The first block of PEM with a private key in it; others, such as parameters of a curve, may stand before it. */
function privateBlock(text: string): PemBlock | undefined {
  const begin = /^-----BEGIN ((?:[A-Z0-9]+ ){0,3}PRIVATE KEY)-----[ \t]*$/m.exec(text);
  const label = begin?.[1];
  if (begin === null || label === undefined) return undefined;
  const from = begin.index + begin[0].length;
  const to = text.indexOf(`\n-----END ${label}-----`, from);
  if (to === -1) return damaged();
  const lines = text.slice(from, to).trim().split('\n');
  const headers: Record<string, string> = {};
  let first = 0;
  for (; lines[first]?.includes(':') === true; first++) {
    const [name = '', ...value] = (lines[first] ?? '').split(':');
    headers[name.trim()] = value.join(':').trim();
  }
  return { label, headers, content: Buffer.from(lines.slice(first).join(''), 'base64') };
}
