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

/**
 * What a text that people write as they go looks like, if it looks like a secret: a private key, a System Backup Key, a password
 * behind its name or in an address. It stays in the journal, the report and in what is sent around.
 */
export const findNoteSecret = (text: string): NoteSecret | undefined =>
  kindIn(text, true) ?? (namedPassword.test(text) ? 'password' : undefined);
export type NoteSecret = 'private-key' | 'backup-key' | 'password';

/** `password: x`, `pwd=x`, `smtp://user:x@host`; a word that says where it is kept is none, such as `password: in the vault`. */
const namedPassword =
  /(?:^|[^A-Za-z])(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[ -]?key)\s*[=:]\s*(?!(?:in|see|kept|with|ask|at|from|on|unknown|none|not)\b)\S|:\/\/[^\s/@:]+:[^\s/@]+@/i;

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
  const kind = kindIn(text, inNote);
  if (kind === undefined) return undefined;
  return kind === 'private-key' ? planFaults.secretValue : planFaults.backupKey;
}

function kindIn(text: string, inNote: boolean): 'private-key' | 'backup-key' | undefined {
  if (privateKey.test(text)) return 'private-key';
  for (const [group] of text.matchAll(backupKey)) {
    if (inNote && isName(group)) continue;
    if (/[A-Z]/.test(group) && /\d/.test(group)) return 'backup-key';
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
