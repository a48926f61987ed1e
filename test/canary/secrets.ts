import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Secret } from './forms';

/**
 * A password that nobody else has, with signs that JSON, HTML and addresses write in another way. It is new each time: what another run
 * left behind is not found.
 */
export const canaryPassword = (name: string): string =>
  `Canary&${name}"+/${randomBytes(9).toString('base64')}<é`;

/** How the System Backup Key is called in what was found. */
export const keyLabel = 'System Backup Key';

/** The same of the first backup of the new server. */
export const newKeyLabel = 'System Backup Key of the new server';

/** The System Backup Key in a recovery kit of text. */
export function keyFrom(kit: string, label = keyLabel): Secret {
  const key = existsSync(kit)
    ? /^System Backup Key\s+(\S+)$/m.exec(readFileSync(kit, 'utf8'))?.[1]
    : undefined;
  if (key === undefined) throw new Error(`there is no key in ${kit}`);
  return { label, text: key };
}
