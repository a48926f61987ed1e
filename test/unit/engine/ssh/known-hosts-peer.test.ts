// What we find in a known_hosts file has to be what OpenSSH's own ssh-keygen finds in it.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readUserKnownHosts } from '../../../../electron/engine/ssh/user-known-hosts';
import { askOpenSsh, openSshIsHere } from './openssh-here';

const here = openSshIsHere();
const folder = mkdtempSync(join(tmpdir(), 'known-hosts-peer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const plain = join(folder, 'plain');
const hashed = join(folder, 'hashed');

const asked = [
  ['epp', 22],
  ['EPP', 22],
  ['epp', 2222],
  ['second', 22],
  ['a.corp', 22],
  ['not.corp', 22],
  ['epp-1', 22],
  ['epp-12', 22],
  ['10.0.0.7', 22],
  ['fe80::1%eth0', 22],
  ['2001:db8::1', 2200],
  ['2001:db8::1', 22],
  ['nobody', 22],
] as const;

/** Fingerprints of the keys that ssh-keygen finds, without those of a marker. */
function found(file: string, host: string, port: number): readonly string[] {
  // ssh asks for names in lower case; ssh-keygen takes them as they are, which matters for hashes.
  const lower = host.toLowerCase();
  const name = port === 22 ? lower : `[${lower}]:${port}`;
  try {
    const text = askOpenSsh('ssh-keygen', ['-l', '-F', name, '-f', file]);
    return [...text.matchAll(/SHA256:[A-Za-z0-9+/]{43}/g)].map(([print]) => print);
  } catch {
    return [];
  }
}

describe.skipIf(!here)('beside ssh-keygen', () => {
  const keys = here
    ? ['ed25519', 'ecdsa', 'rsa'].map((type) => {
        const file = join(folder, type);
        askOpenSsh('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', file]);
        return readFileSync(`${file}.pub`, 'utf8').trim();
      })
    : [];
  const [one, two, three] = keys;
  const text = [
    `epp,second ${one}`,
    `epp ${two}`,
    `[epp]:2222 ${three}`,
    `*.corp,!not.corp ${one}`,
    `epp-? ${two}`,
    `10.0.0.* ${two}`,
    `fe80::1%eth0 ${three}`,
    `[2001:db8::1]:2200 ${one}`,
    'broken ssh-ed25519 AAAA',
  ].join('\n');
  writeFileSync(plain, `${text}\n`);
  writeFileSync(hashed, `${text}\n`);
  if (here) askOpenSsh('ssh-keygen', ['-H', '-f', hashed]);

  it('finds something for most of the names, so that the comparison means something', () => {
    expect(asked.filter(([host, port]) => found(plain, host, port).length > 0).length).toBe(9);
    expect(readFileSync(hashed, 'utf8')).toContain('|1|');
  });

  for (const [kind, file] of [
    ['plain', plain],
    ['hashed', hashed],
  ] as const) {
    it.each(asked)(`finds the same keys for %s port %i in a ${kind} file`, (host, port) => {
      const ours = readUserKnownHosts([file]).knownKeys(host, port).trusted;
      expect(ours.map(({ hostKey }) => hostKey.sha256)).toEqual(found(file, host, port));
    });
  }
});
