import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { readingsOf } from '../../../shared/key-groups';
import type { KeyCheck, KeyHash } from '../../../shared/sidecar';

/** What each guess costs: half a second and 128 MiB, OWASP's setting for scrypt; of practice servers, whose keys open nothing real, as little as the form allows. */
const costs = {
  real: { N: 131_072, r: 8, p: 1 },
  practice: { N: 16_384, r: 8, p: 1 },
} as const;

/** A file as a key check value is bound to it: bytes, and SHA-256 in hex. */
type FileOfKey = { readonly size: number; readonly sha256: string };

/** A salted hash of the key, slow to compute, by which a key that is given later is known to be the right one. */
export async function hashKey(key: string, of: keyof typeof costs = 'real'): Promise<KeyHash> {
  const cost = costs[of];
  const salt = randomBytes(16).toString('hex');
  const hash = await derive(key, { ...cost, salt });
  return { algorithm: 'scrypt', ...cost, salt, hash: hash.toString('hex') };
}

/** What was typed as it is the key of this hash (a kit writes it in groups); undefined where it is another key. */
export const keyOfHash = (typed: string, hash: KeyHash): Promise<string | undefined> =>
  firstReading(typed, async (reading) => same(await derive(reading, hash), hash.hash));

/** The check value that binds a key to a file; it can be held against a key without the appliance. */
export function bindKey({ hash, ...how }: KeyHash, file: FileOfKey): KeyCheck {
  return { ...how, value: bound(Buffer.from(hash, 'hex'), file).toString('hex') };
}

/** As `keyOfHash`, by a check value and the file as its manifest describes it. */
export const keyOfCheck = (
  typed: string,
  check: KeyCheck,
  file: FileOfKey,
): Promise<string | undefined> =>
  firstReading(typed, async (reading) =>
    same(bound(await derive(reading, check), file), check.value),
  );

async function firstReading(
  typed: string,
  isRight: (reading: string) => Promise<boolean>,
): Promise<string | undefined> {
  const readings = readingsOf(typed);
  // As it came first: a kit holds it to the letter, and a server may want it so.
  const all = new Set([typed, ...readings, ...readings.map((reading) => reading.normalize('NFD'))]);
  for (const reading of all) if (reading !== '' && (await isRight(reading))) return reading;
  return undefined;
}

const bound = (hash: Buffer, { size, sha256 }: FileOfKey): Buffer =>
  createHmac('sha256', hash).update(`${size}:${sha256}`).digest();

const same = (seen: Buffer, expected: string): boolean =>
  timingSafeEqual(seen, Buffer.from(expected, 'hex'));

type How = Pick<KeyHash, 'N' | 'r' | 'p' | 'salt'>;

function derive(key: string, { salt, N, r, p }: How): Promise<Buffer> {
  const maxmem = 256 * N * r;
  return new Promise((resolve, reject) => {
    scrypt(key, Buffer.from(salt, 'hex'), 32, { N, r, p, maxmem }, (thrown, hash) =>
      thrown ? reject(thrown) : resolve(hash),
    );
  });
}
