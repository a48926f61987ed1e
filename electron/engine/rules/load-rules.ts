import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import builtIn from '../../../resources/rules/compatibility.json';
import type { Rules, RulesOrigin } from '../../../shared/compatibility';
import { fail } from '../../../shared/failure';
import { checkRules } from './check-rules';

/** The rule set that counts. */
export type LoadedRules = {
  readonly rules: Rules;
  readonly origin: RulesOrigin;
  /** A valid file that was left aside because it is not newer than the built-in set. */
  readonly leftAside?: { readonly file: string; readonly name: string; readonly date: string };
};

/** The file in the data folder that can take the place of the built-in rules. */
export const rulesFile = (dataFolder: string): string => join(dataFolder, 'compatibility.json');

const bytesMax = 1_000_000;

/**
 * The built-in rules, or those of `compatibility.json` in the data folder where that is newer: of a later date, or of the same
 * with a later name. Throws `rules.invalid` where the file is no rule set or cannot be read; it is never passed over in silence.
 */
export function loadRules(dataFolder: string): LoadedRules {
  const own: Rules = { ...checkRules(builtIn, 'compatibility.json'), origin: 'built-in' };
  const file = rulesFile(dataFolder);
  const text = readText(file);
  if (text === undefined) return { rules: own, origin: 'built-in' };
  const theirs = checkRules(parseJson(text, file), file);
  const { name, date } = theirs;
  const newer = date > own.date || (date === own.date && name > own.name);
  return newer
    ? { rules: { ...theirs, origin: 'file' }, origin: 'file' }
    : { rules: own, origin: 'built-in', leftAside: { file, name, date } };
}

function readText(file: string): string | undefined {
  const invalid = (seen: string, thrown?: unknown): never =>
    fail('rules.invalid', { file, where: '', seen }, thrown);
  let bytes: Buffer;
  try {
    const stats = statSync(file);
    if (!stats.isFile()) return invalid('not a file');
    if (stats.size > bytesMax) return invalid('more than 1 MB');
    bytes = readFileSync(file);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === undefined) throw thrown;
    return invalid(code, thrown);
  }
  try {
    // Leaves out the mark that Windows editors put first.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return invalid('not UTF-8 text');
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail('rules.invalid', { file, where: '', seen: text.trim() ? 'not JSON' : 'empty' });
  }
}
