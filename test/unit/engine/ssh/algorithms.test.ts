import { getCiphers } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { offeredAlgorithms } from '../../../../electron/engine/ssh/algorithms';

afterEach(() => vi.unstubAllGlobals());

const all = (): string => JSON.stringify(offeredAlgorithms());

describe('what is offered to a server', () => {
  it('holds nothing that is broken', () => {
    expect(all()).not.toMatch(/sha1|md5|cbc|arcfour|3des|dss|group1-|"ssh-rsa"/);
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
