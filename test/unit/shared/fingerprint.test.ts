import { describe, expect, it } from 'vitest';
import { asHexPairs, compareFingerprint, consoleCommand } from '../../../shared/fingerprint';
import { hostKeys } from '../renderer/script-facts';

describe('a fingerprint that was pasted', () => {
  const { source, target } = hostKeys;
  const compare = (pasted: string) => compareFingerprint(pasted, source);

  it('is the same as a whole line of the console, in either form', () => {
    expect(compare(`256 ${source.sha256} root@OLD-EPP (ED25519)`)).toBe('same');
    expect(compare(`256 ${source.md5}  root@OLD-EPP (ED25519)`)).toBe('same');
    expect(compare(`256 MD5:${source.md5} root@OLD-EPP (ED25519)`)).toBe('same');
  });

  it('is the same alone, without its prefix, in capitals where it is hex, with a padding', () => {
    expect(compare(source.sha256.slice('SHA256:'.length))).toBe('same');
    expect(compare(`${source.sha256}=`)).toBe('same');
    expect(compare(source.md5.toUpperCase())).toBe('same');
    expect(compare(`  ${source.sha256}\n`)).toBe('same');
  });

  it('is the same as a browser or openssl shows it, in pairs of hex digits', () => {
    const pairs = asHexPairs(source.sha256);
    expect(pairs).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(Buffer.from(pairs.replaceAll(':', ''), 'hex').toString('base64')).toBe(
      `${source.sha256.slice('SHA256:'.length)}=`,
    );
    const forms = [
      ...[pairs, pairs.toLowerCase(), pairs.replaceAll(':', ''), pairs.replaceAll(':', ' ')],
      ...[
        `sha256 Fingerprint=${pairs}`,
        `SHA256:${pairs}`,
        `SHA-256: ${pairs.replaceAll(':', ' ')}`,
        `SHA-256 ${pairs.slice(0, 48)}\n${pairs.slice(48)}`,
      ],
    ];
    for (const form of forms) expect([form, compare(form)]).toEqual([form, 'same']);
    expect(compare(asHexPairs(target.sha256))).toBe('different');
    expect(compare(pairs.slice(0, -3))).toBe('unreadable');
    expect(compare(`${pairs}:00`)).toBe('unreadable');
  });

  it('is different for another key, and for one changed character', () => {
    expect(compare(target.sha256)).toBe('different');
    expect(compare(target.md5)).toBe('different');
    expect(compare(source.md5.replace(/8$/, '9'))).toBe('different');
    expect(compare(source.sha256.toLowerCase())).toBe('different');
  });

  it('is not judged before it is complete', () => {
    expect(compare('')).toBe('empty');
    expect(compare('  ')).toBe('empty');
    expect(compare(source.sha256.slice(0, 30))).toBe('unreadable');
    expect(compare(source.md5.slice(0, 20))).toBe('unreadable');
    expect(compare('ssh-keygen -lf')).toBe('unreadable');
  });

  it('is asked for with the file of its type', () => {
    expect(consoleCommand('ssh-ed25519')).toBe('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub');
    expect(consoleCommand('ecdsa-sha2-nistp256')).toMatch(/host_ecdsa_key/);
    expect(consoleCommand('ssh-rsa')).toMatch(/host_rsa_key/);
  });
});
