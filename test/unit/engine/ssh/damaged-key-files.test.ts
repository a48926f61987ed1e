import { readFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeyFile } from '../../../../electron/engine/ssh/key-file';
import { toFailure } from '../../../../shared/failure';
import { failureOf } from '../failure-of';
import { type KeyFolder, newKeyFolder } from './practice-keys';

let folder: KeyFolder;
beforeEach(async () => {
  folder = await newKeyFolder();
});
afterEach(() => folder.remove());

const textOf = async (name: string): Promise<string> => readFile(await folder.copy(name), 'utf8');

describe('a damaged file', () => {
  const names = [
    'ed25519.key',
    'rsa.key',
    'ed25519-gcm.key',
    'rsa-pem.pem',
    'rsa-pem-locked.pem',
    'ecdsa-256-pem.pem',
    'rsa-pkcs8.pem',
    'rsa-pkcs8-locked.pem',
    'rsa-2.ppk',
    'ed25519-3-locked.ppk',
    'ecdsa-384-3.ppk',
  ];

  it.each(names)('that was cut anywhere is refused: %s', async (name) => {
    const text = (await textOf(name)).trimEnd();
    for (let part = 1; part < 20; part++) {
      const path = await folder.put(text.slice(0, Math.floor((text.length * part) / 20)));
      const { code, facts } = await failureOf(() => readKeyFile(path));
      expect([code, facts['file']]).toEqual(['ssh.key-file', path]);
    }
  });

  // Of an RSA key some numbers only make signing faster; a key with a wrong one of them still signs right.
  it.each(names)('with a wrong letter is refused, or signs as before: %s', async (name) => {
    const text = await textOf(name);
    const { publicKey } = await readKeyFile(await folder.copy(name.replace('-locked', '')));
    if (publicKey === undefined) throw new Error('the original shows its public half');
    let refused = 0;
    for (let part = 1; part < 20; part++) {
      const at = Math.floor((text.length * part) / 20);
      const letter = text[at] === 'A' ? 'B' : 'A';
      const path = await folder.put(text.slice(0, at) + letter + text.slice(at + 1));
      const key = await readKeyFile(path)
        .then((file) => file.open('practice'))
        .catch((thrown: unknown) => toFailure(thrown).code);
      if (typeof key === 'string') {
        expect(['ssh.key-file', 'ssh.passphrase']).toContain(key);
        refused++;
      } else expect(publicKey.verify('text', key.sign('text'))).toBe(true);
    }
    expect(refused).toBeGreaterThan(3);
  });

  it.each(['rsa-2.ppk', 'rsa-3.ppk'])('of PuTTY is noticed by its seal: %s', async (name) => {
    const text = await textOf(name);
    const path = await folder.put(text.replace('practice rsa', 'Practice rsa'));
    expect((await failureOf(() => readKeyFile(path))).facts['seen']).toBe('damaged or cut off');
  });
});

it('no error holds the passphrase or what was read', async () => {
  const file = await readKeyFile(await folder.copy('rsa-pem-locked.pem'));
  for (const passphrase of ['Practice', 'a passphrase that is wrong']) {
    const thrown = await file.open(passphrase).catch((error: unknown) => error);
    expect(inspect(thrown, { depth: 10, showHidden: true })).not.toContain(passphrase);
  }
  const text = (await textOf('rsa-pem.pem')).split('\n');
  const path = await folder.put([...text.slice(0, 5), ...text.slice(6)].join('\n'));
  const thrown = await readKeyFile(path).catch((error: unknown) => error);
  expect(inspect(thrown, { depth: 10, showHidden: true })).not.toContain(text[3]);
});
