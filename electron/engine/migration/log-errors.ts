import type { LogLine } from '../../../shared/appliance';
import { printable } from '../printable';

/** So many lines are kept, each so long. */
const mostLines = 30;
const mostCharacters = 300;

/** `password=…`, `"key": "…"`, `Bearer …`: the word stays, what it protects does not. */
const named =
  /((?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_ ]?key|key|bearer|authorization)["']?\s*(?:[=:]\s*|\s+is\s+|\s+))(?:"[^"]*"|'[^']*'|\S+)/gi;
/** `Authorization: Bearer …`. */
const bearer = /\b(bearer|basic)\s+\S+/gi;
/** What looks like a System Backup Key: capital letters and digits, in one piece or in groups. */
const keyLike = /\b(?=[A-Z0-9 -]*\d)[A-Z0-9]{4}(?:[ -]?[A-Z0-9]{4}){3}\b/g;

/** The newest errors of a log as they may be shown and kept: without control characters, without what may be a secret. `secrets` are those that are known. */
export function logErrors(
  lines: readonly LogLine[],
  secrets: readonly string[],
): readonly LogLine[] {
  return lines
    .filter(({ level }) => level === 'error')
    .slice(-mostLines)
    .map(({ time, level, text }) => ({ time, level, text: discreet(text, secrets) }));
}

function discreet(text: string, secrets: readonly string[]): string {
  const masked = secrets
    .filter((secret) => secret.length >= 4)
    .reduce((left, secret) => left.replaceAll(secret, '•••'), text);
  return printable(masked)
    .replaceAll(bearer, '$1 •••')
    .replaceAll(named, '$1•••')
    .replaceAll(keyLike, '•••')
    .slice(0, mostCharacters);
}
