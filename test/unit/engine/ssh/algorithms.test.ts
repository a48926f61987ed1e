import { getCiphers } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { offeredAlgorithms } from '../../../../electron/engine/ssh/algorithms';
import { algorithmKinds } from '../../../../shared/connecting';
import { isWeak } from '../../../../shared/weak-algorithms';

const groupsMade: string[] = [];
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  return {
    ...crypto,
    createDiffieHellmanGroup: (name: string) => {
      groupsMade.push(name);
      return crypto.createDiffieHellmanGroup(name);
    },
  };
});

afterEach(() => vi.unstubAllGlobals());

const all = (): string => JSON.stringify(offeredAlgorithms());

describe('what is offered to a server', () => {
  it('holds nothing that is broken', () => {
    expect(all()).not.toMatch(/sha1|md5|cbc|arcfour|3des|dss|group1-|"ssh-rsa"/);
  });

  it('makes no group, which takes a third of a second in Electron, unless weak ones are allowed', () => {
    groupsMade.length = 0;
    offeredAlgorithms();
    expect(groupsMade).toEqual([]);
    expect(offeredAlgorithms({ legacy: true }).kex).toContain('diffie-hellman-group14-sha1');
    offeredAlgorithms({ legacy: true });
    expect(groupsMade).toEqual(['modp14', 'modp2']);
  });

  it('holds weak ones only where they are allowed, after all others', () => {
    const usual = offeredAlgorithms();
    const more = offeredAlgorithms({ legacy: true });
    for (const kind of algorithmKinds) {
      expect(usual[kind].filter((name) => isWeak(kind, name))).toEqual([]);
      expect(more[kind].slice(0, usual[kind].length)).toEqual(usual[kind]);
      const added = more[kind].slice(usual[kind].length);
      expect(added.length).toBeGreaterThan(0);
      expect(added.filter((name) => !isWeak(kind, name))).toEqual([]);
    }
  });

  it('begins with what is fast and safe', () => {
    const { kex, cipher, hostKey } = offeredAlgorithms();
    expect([kex, cipher, hostKey].map(([first]) => first)).toEqual([
      'curve25519-sha256',
      'aes128-gcm@openssh.com',
      'ssh-ed25519',
    ]);
  });

  it('has only ciphers that this runtime knows', () => {
    const chacha20 = getCiphers().includes('chacha20');
    expect(all().includes('chacha20-poly1305')).toBe(chacha20);
  });

  it.each([
    ['rsa', 'ssh-rsa', 'rsa-sha2-512'],
    ['ecdsa', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp384'],
    ['no known', 'sk-something', 'ssh-ed25519'],
  ])('asks first for the %s key that was accepted before', (_what, type, first) => {
    expect(offeredAlgorithms({ expected: [type] }).hostKey[0]).toBe(first);
  });

  it('in Electron has no group exchange, which takes too long there', () => {
    const versions = { ...process.versions };
    vi.stubGlobal('process', { ...process, versions: { ...versions, electron: '33.2.1' } });
    expect(all()).not.toContain('group-exchange');
    vi.stubGlobal('process', { ...process, versions: { ...versions, electron: undefined } });
    expect(all()).toContain('diffie-hellman-group-exchange-sha256');
  });
});
