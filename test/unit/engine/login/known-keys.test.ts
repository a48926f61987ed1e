import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knownKeysOnDisk } from '../../../../electron/engine/login/known-keys';
import { hostKeyOf } from '../../../../electron/engine/ssh/fingerprint';
import { knownHostsIn } from '../../../../electron/engine/ssh/known-hosts';
import { readUserKnownHosts } from '../../../../electron/engine/ssh/user-known-hosts';
import type { Endpoint } from '../../../../shared/plan';
import { newKeyPair } from '../key-pair';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'known-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const newKey = () => {
  const line = newKeyPair().public.split(' ').slice(0, 2).join(' ');
  const parsed = ssh2.utils.parseKey(line);
  if (parsed instanceof Error) throw parsed;
  return { line, hostKey: hostKeyOf(parsed.getPublicSSH()) };
};
const open = (userFile = '') => {
  const file = join(folder, 'known_hosts');
  writeFileSync(file, userFile);
  const own = knownHostsIn(join(folder, 'own.json'));
  return knownKeysOnDisk(own, () => readUserKnownHosts([file]));
};
const direct: Endpoint = { host: '192.168.0.201', port: 22, user: 'u' };
const behind = (host: string): Endpoint => ({ ...direct, via: [{ host, port: 22, user: 'j' }] });

describe('the keys that are known', () => {
  it('are those of this program first, then those of ~/.ssh/known_hosts', () => {
    const [ours, theirs] = [newKey(), newKey()];
    const keys = open(`192.168.0.201 ${theirs.line}\n`);
    keys.keep(direct, direct, ours.hostKey);
    const { trusted } = keys.known(direct, direct);
    expect(trusted.map(({ hostKey }) => hostKey)).toEqual([ours.hostKey, theirs.hostKey]);
    expect(trusted[1]?.origin).toEqual({ file: join(folder, 'known_hosts'), line: 1 });
  });

  it('of one private address are told apart by the jump host before it', () => {
    const keys = open();
    const [one, two] = [newKey(), newKey()];
    keys.keep(direct, behind('jump.one'), one.hostKey);
    keys.keep(direct, behind('jump.two'), two.hostKey);
    const of = (endpoint: Endpoint) =>
      keys.known(direct, endpoint).trusted.map(({ hostKey }) => hostKey);
    expect(of(behind('jump.one'))).toEqual([one.hostKey]);
    expect(of(behind('jump.two'))).toEqual([two.hostKey]);
    expect(of(direct)).toEqual([]);
  });

  it('of a jump host do not depend on what lies behind it', () => {
    const keys = open();
    const { hostKey } = newKey();
    const jump = { host: 'jump.one', port: 22, hop: 1 };
    keys.keep(jump, behind('jump.one'), hostKey);
    const other = { ...behind('jump.one'), host: '10.0.0.1' };
    expect(keys.known(jump, other).trusted.map((known) => known.hostKey)).toEqual([hostKey]);
  });

  it('are brought up to date only where another one is kept', () => {
    const keys = open();
    const [before, after] = [newKey().hostKey, newKey().hostKey];
    keys.update(direct, direct, after);
    expect(keys.known(direct, direct).trusted).toEqual([]);
    keys.keep(direct, direct, before);
    keys.update(direct, direct, after);
    expect(keys.known(direct, direct).trusted.map(({ hostKey }) => hostKey)).toEqual([after]);
  });
});
