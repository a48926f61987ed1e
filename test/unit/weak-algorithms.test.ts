import { describe, expect, it } from 'vitest';
import { isWeak } from '../../shared/weak-algorithms';

describe('a weak algorithm', () => {
  it('is one that OpenSSH took out of its defaults', () => {
    expect(isWeak('kex', 'diffie-hellman-group1-sha1')).toBe(true);
    expect(isWeak('kex', 'diffie-hellman-group14-sha1')).toBe(true);
    expect(isWeak('hostKey', 'ssh-rsa')).toBe(true);
    expect(isWeak('hostKey', 'ssh-dss')).toBe(true);
    expect(isWeak('cipher', 'aes256-cbc')).toBe(true);
    expect(isWeak('mac', 'hmac-sha1-etm@openssh.com')).toBe(true);
  });

  it('is none that a server of today agrees on', () => {
    expect(isWeak('kex', 'curve25519-sha256')).toBe(false);
    expect(isWeak('kex', 'diffie-hellman-group14-sha256')).toBe(false);
    expect(isWeak('hostKey', 'rsa-sha2-512')).toBe(false);
    expect(isWeak('cipher', 'aes128-gcm@openssh.com')).toBe(false);
    expect(isWeak('mac', 'hmac-sha2-256')).toBe(false);
  });
});
