import { createPublicKey, X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { describeCertificate, newWebIdentity } from '../../../electron/simulator/certificate';

/** Every length in a DER value and in what it is made of, as bytes that say it and what they say. */
function* lengths(der: Buffer): Generator<{ readonly said: Buffer; readonly length: number }> {
  for (let at = 0; at < der.length; ) {
    const kind = der[at] ?? 0;
    const first = der[at + 1] ?? 0;
    const bytes = first < 0x80 ? 0 : first - 0x80;
    const said = der.subarray(at + 1, at + 2 + bytes);
    const length = bytes === 0 ? first : der.readUIntBE(at + 2, bytes);
    const begin = at + 2 + bytes;
    yield { said, length };
    const made = (kind & 0x20) !== 0;
    if (made) yield* lengths(der.subarray(begin, begin + length));
    at = begin + length;
  }
}

it('a certificate says its lengths in as few bytes as can be, whatever the name, and is signed by itself', () => {
  for (const name of ['E', 'OLD-EPP', 'N'.repeat(64), 'x'.repeat(200)]) {
    const identity = newWebIdentity(name, Date.parse('2026-11-24T02:00:00Z'));
    const read = new X509Certificate(identity.certificate);
    for (const { said, length } of lengths(read.raw)) {
      const fewest = length < 128 ? 1 : length < 256 ? 2 : 3;
      expect(said.length).toBe(fewest);
    }
    expect(read.verify(createPublicKey(identity.key))).toBe(true);
    expect(read.checkIssued(read)).toBe(true);
    expect(describeCertificate(identity)).toEqual({
      sha256: read.fingerprint256.replaceAll(':', '').toLowerCase(),
      subject: `CN=${name}`,
      notAfter: '2036-11-21T02:00:00.000Z',
    });
  }
});
