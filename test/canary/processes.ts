import { readdirSync, readFileSync } from 'node:fs';
import type { Hit, Search } from './search';

/** What was seen of processes while somebody watched. */
export type Watched = {
  /** Secrets in it; they may have become known only after the processes ended. */
  readonly found: (search: Search) => readonly Hit[];
  /** Descendants of this process whose environment was read, by their names. */
  readonly descendants: readonly string[];
};

/** Somebody who watches. */
export type Watch = {
  /** Looks now, in addition. */
  readonly look: () => void;
  readonly stop: () => Watched;
};

/** Where processes can be watched. */
export const canWatch = process.platform === 'linux';

/** Processes of others, and what they are called with, are looked at again every so many times. */
const seldom = 20;

/**
 * Reads the arguments of every process and the environment of every descendant of this one again and again, until `stop`. Looks at once
 * and at the end as well; what lives shorter than `every` milliseconds may be missed.
 */
export function watchProcesses(every = 50): Watch {
  const names = new Map<string, string>();
  const seen = new Map<string, { readonly where: string; readonly versions: Buffer[] }>();
  let alive: ReadonlyMap<string, Process> = new Map();
  let looks = 0;

  const look = (): void => {
    if (!canWatch) return;
    const before = alive;
    alive = new Map(pids().map((pid) => [pid, before.get(pid) ?? processOf(pid)]));
    for (const [pid, { name }] of alive) {
      // Once below, always below: a parent may end first.
      const below = names.has(pid) || isBelow(alive, pid);
      if (below) names.set(pid, name);
      if (below || !before.has(pid) || looks % seldom === 0) keep(pid, name, 'cmdline');
      if (below) keep(pid, name, 'environ');
    }
    looks += 1;
  };
  const keep = (pid: string, name: string, part: 'cmdline' | 'environ'): void => {
    const path = `/proc/${pid}/${part}`;
    const bytes = read(path);
    if (bytes === undefined) return;
    const { versions } = seen.get(path) ?? { versions: [] };
    if (versions.at(-1)?.equals(bytes)) return;
    seen.set(path, { where: `${path} (${name})`, versions: [...versions, bytes] });
  };

  look();
  const timer = setInterval(look, every);
  return {
    look,
    stop: () => {
      clearInterval(timer);
      looks = 0;
      look();
      return {
        found: ({ inBytes }) =>
          [...seen.values()].flatMap(({ where, versions }) =>
            versions.flatMap((bytes) => inBytes(where, bytes)),
          ),
        descendants: [...names.values()],
      };
    },
  };
}

type Process = { readonly parent: string; readonly name: string };

const pids = (): readonly string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

function processOf(pid: string): Process {
  // pid (name) state parent …, where the name may hold blanks and brackets.
  const [, name = '', parent = ''] =
    /^\d+ \((.*)\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`)?.toString('utf8') ?? '') ?? [];
  return { parent, name };
}

function isBelow(all: ReadonlyMap<string, Process>, pid: string): boolean {
  const parent = all.get(pid)?.parent;
  if (parent === undefined || parent === '' || parent === pid) return false;
  return parent === String(process.pid) || isBelow(all, parent);
}

/** Undefined where the process is gone, or is somebody else’s. */
function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
