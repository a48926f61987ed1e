import { createSign, generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a machine shows over HTTPS: its certificate and the private key, both PEM. */
export type WebIdentity = { readonly certificate: string; readonly key: string };

/** A value of ASN.1 in DER: its kind, its length in as few bytes as can be (Electron takes no other), its content. */
function der(kind: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 128) return Buffer.concat([Buffer.from([kind, body.length]), body]);
  const digits = body.length.toString(16);
  const length = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([kind, 0x80 + length.length]), length, body]);
}
const sequence = (...content: readonly Buffer[]): Buffer => der(0x30, ...content);
const utcTime = (at: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replaceAll(/[-T:]/g, '')}Z`));

const commonName = Buffer.from('0603550403', 'hex');
const ecdsaWithSha256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));
const version3 = der(0xa0, der(0x02, Buffer.from([2])));

/** Ten years, as appliances sign for themselves. */
const validFor = 3650 * 86_400_000;

/** A certificate that signs itself, for this name, of an elliptic curve. Node makes keys, but puts no certificate together. */
export function newWebIdentity(name: string, now: number): WebIdentity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const who = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(name)))));
  // The first bit of a whole number is its sign.
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)]);
  const told = sequence(
    ...[version3, der(0x02, serial), ecdsaWithSha256, who],
    sequence(utcTime(now - 86_400_000), utcTime(now + validFor)),
    ...[who, publicKey],
  );
  const signature = createSign('sha256').update(told).sign(privateKey);
  const whole = sequence(told, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  const certificate = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''];
  return { certificate: certificate.join('\n'), key: privateKey };
}

/** What a machine tells of its certificate (`eppctl certificate`). */
export function describeCertificate({ certificate }: Pick<WebIdentity, 'certificate'>) {
  const read = new X509Certificate(certificate);
  return {
    sha256: read.fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: read.subject,
    notAfter: new Date(read.validTo).toISOString(),
  };
}

/** The certificates of a machine by their number, and one that is not its own, kept in its folder, each made when it is first wanted. */
export function webIdentitiesIn(
  folder: string,
): (name: string, number: number | 'other') => WebIdentity {
  const known = new Map<number | 'other', WebIdentity>();
  return (name, number) => {
    const identity = known.get(number) ?? kept(join(folder, `web-${number}.json`), name);
    known.set(number, identity);
    return identity;
  };
}

function kept(path: string, name: string): WebIdentity {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as WebIdentity;
  } catch {
    const identity = newWebIdentity(name, Date.now());
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, JSON.stringify(identity), { mode: 0o600 });
    return identity;
  }
}
