import { readdirSync } from 'node:fs';
import { isAbsolute, join, parse } from 'node:path';
import { matchesPattern } from './ssh-config-pattern';

/** More than are ever followed. */
const filesMax = 1000;

/**
 * The files that a path of `Include` names, in the order of their names: `~` is `home`, relative ones are in `folder`,
 * `*` and `?` stand for characters of one name. Undefined for what this program does not read: other people's homes,
 * variables, character classes.
 */
export function includedFiles(
  path: string,
  home: string,
  folder: string,
): readonly string[] | undefined {
  const expanded = expandHome(path, home);
  if (expanded === undefined || /[[\]{}$%]/.test(path)) return undefined;
  const whole = isAbsolute(expanded) ? expanded : join(folder, expanded);
  const { root } = parse(whole);
  const names = whole
    .slice(root.length)
    .split(process.platform === 'win32' ? /[/\\]/ : '/')
    .filter((name) => name !== '');
  return names.reduce<readonly string[]>(
    (folders, name) => folders.flatMap((at) => inside(at, name)).slice(0, filesMax),
    [root],
  );
}

/** `~` and what begins with `~/`; undefined for `~somebody`. */
export function expandHome(path: string, home: string): string | undefined {
  if (!path.startsWith('~')) return path;
  return /^~(?:[/\\]|$)/.test(path) ? join(home, path.slice(1)) : undefined;
}

/** As in a shell, a leading dot has to be written out. A name without wildcards is taken as it is. */
function inside(folder: string, name: string): readonly string[] {
  if (!/[*?]/.test(name)) return [join(folder, name)];
  return namesIn(folder)
    .filter((entry) => entry.startsWith('.') === name.startsWith('.'))
    .filter((entry) => matchesPattern(entry, name))
    .sort()
    .map((entry) => join(folder, entry));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
