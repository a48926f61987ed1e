import { planFaults } from './words/plan';

/** Where in a plan something looks like a secret, and what it looks like; never what it is. */
export type PlanSecret = { readonly path: readonly string[]; readonly seen: string };

/**
 * The first thing in a plan that looks like a secret: a member with such a name, a private key, a System Backup Key. A plan is
 * sent around and kept for years; what was in it once stays in mails and backups.
 */
export function findPlanSecret(
  value: unknown,
  path: readonly string[] = [],
): PlanSecret | undefined {
  if (typeof value === 'string') {
    if (isFingerprintPlace(path)) return undefined;
    const seen = secretIn(value, isNotePlace(path));
    return seen === undefined ? undefined : { path, seen };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const at = [...path, name];
    const inName = secretIn(name);
    // The name itself is what must not be shown again.
    if (inName !== undefined) return { path, seen: inName };
    if (secretName.test(name) && !isKnownPlace(at))
      return { path: at, seen: planFaults.secretMember };
    const found = findPlanSecret(member, at);
    if (found) return found;
  }
  return undefined;
}

const secretName = /pass(?:word|wd|phrase|code)?s?$|pwd|secret|key|token|credential/i;

/** Places with such a name that hold no secret. */
const isKnownPlace = (path: readonly string[]): boolean => {
  const place = path.filter((part) => !/^\d+$/.test(part)).join('.');
  return (
    /^(?:secrets|acceptKeys|replaceKeys|keyAtRestore)$/.test(place) ||
    /^secrets\.(?:sourcePassword|targetPassword|jumpPassword|passphrase)$/.test(place) ||
    /^(?:source|target)\.(?:via\.)?agentKey$/.test(place)
  );
};

const isFingerprintPlace = (path: readonly string[]): boolean =>
  path[0] === 'acceptKeys' || path.at(-1) === 'agentKey';

/** Where people write what they know, names of snapshots among it; `--answers` has it without `answers`. */
const isNotePlace = (path: readonly string[]): boolean =>
  /^(?:answers\.)?(?:statements\.\d+\.note|waivers\.\d+\.reason)$/.test(path.join('.'));

function secretIn(text: string, inNote = false): string | undefined {
  if (privateKey.test(text)) return planFaults.secretValue;
  for (const [group] of text.matchAll(backupKey)) {
    if (inNote && isName(group)) continue;
    if (/[A-Z]/.test(group) && /\d/.test(group)) return planFaults.backupKey;
  }
  return undefined;
}

/** PEM, PuTTY, and the first bytes of OpenSSH's own form in base64. */
const privateKey = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY|PuTTY-User-Key-File|b3BlbnNzaC1rZXktdjE/;

/** A year, or a word and its number, as names have it: fewer than one in 200 keys, which are drawn by lot, look like that. */
const isName = (group: string): boolean => /20[2-9]\d|^[A-Z -]+\d+$/.test(group);

/** 16 of A–Z and 0–9, in one piece or in groups of four. */
const backupKey =
  /(?<![A-Za-z0-9])(?:[A-Z0-9]{16}|[A-Z0-9]{4}(?:[ -][A-Z0-9]{4}){3})(?![A-Za-z0-9])/g;
