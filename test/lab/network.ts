import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';

/** Where a server runs, and the command that runs something there. */
export type Place = {
  /** Its address for this computer; that of a hidden place answers behind the jump host only. */
  readonly host: string;
  readonly port: number;
  /** Its address behind the jump host; the same as `host` where there is one network only. */
  readonly inner: string;
  /** Words to put before a command to run it there. */
  readonly inside: readonly string[];
  /** Folder whose files are those of /etc there; absent where /etc is this computer's. */
  readonly etc?: string | undefined;
};

export type Network<Name extends string> = {
  readonly places: Readonly<Record<Name, Place>>;
  /** Why the places are ports of this computer, or undefined where each is a host. */
  readonly noHostsBecause?: string | undefined;
  /** The bridge of this computer that joins them, where each is a host. */
  readonly bridge?: string | undefined;
  readonly remove: () => void;
};

export type NetworkWish<Name extends string> = {
  readonly names: readonly Name[];
  /** The place through which the inner addresses of all others are reached. */
  readonly jump?: Name;
  /** Places that have an inner address only. */
  readonly hidden?: readonly Name[];
};

const ip = (...args: readonly string[]): string =>
  execFileSync('ip', args, { stdio: 'pipe', encoding: 'utf8' });

/** Runs something of which it does not matter whether it can be done. */
function quietly(program: string, ...args: readonly string[]): void {
  try {
    execFileSync(program, args, { stdio: 'pipe' });
  } catch {
    // It was gone.
  }
}

/** Hosts with addresses of their own where that is possible, else ports of this computer. */
export async function makeNetwork<Name extends string>(
  wish: NetworkWish<Name>,
): Promise<Network<Name>> {
  try {
    return makeHosts(wish);
  } catch (error) {
    const noHostsBecause =
      error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const host = '127.0.0.1';
    const ports = await Promise.all(
      wish.names.map(
        async (name) => [name, { host, port: await freePort(), inner: host, inside: [] }] as const,
      ),
    );
    return { places: byName(ports), noHostsBecause, remove: () => {} };
  }
}

const byName = <Name extends string>(
  entries: readonly (readonly [Name, Place])[],
): Record<Name, Place> => Object.fromEntries(entries) as Record<Name, Place>;

/**
 * A network namespace for each name, joined by a bridge here and one more inside the jump host. Names carry the process
 * id, so that runs beside each other do not meet.
 */
function makeHosts<Name extends string>({ names, jump, hidden = [] }: NetworkWish<Name>) {
  removeLeftovers();
  const id = process.pid;
  const { net, innerNet } = netsOf(id);
  const bridge = `eb-${id}`;
  const made: (() => void)[] = [];
  const remove = (): void => {
    for (const undo of made.splice(0).reverse()) undo();
  };
  const spaceOf = (name: Name): string => `epplab-${name}-${id}`;
  const addSpace = (name: Name): void => {
    const space = spaceOf(name);
    ip('netns', 'add', space);
    made.push(() => removeSpace(space));
    ip('-n', space, 'link', 'set', 'lo', 'up');
  };
  /** A cable between a bridge, here or in another namespace, and a new interface of a place. */
  const plug = (name: Name, to: string, face: string, address: string, where?: string): void => {
    const cable = `e${names.indexOf(name)}-${id}`;
    const at = where === undefined ? [] : ['-n', where];
    ip(...at, 'link', 'add', cable, 'type', 'veth', 'peer', 'name', face, 'netns', spaceOf(name));
    // The kernel takes its time to remove it with its namespace, and the next lab may want the name at once.
    made.push(() => quietly('ip', ...at, 'link', 'del', cable));
    ip(...at, 'link', 'set', cable, 'master', to, 'up');
    ip('-n', spaceOf(name), 'addr', 'add', `${address}/24`, 'dev', face);
    ip('-n', spaceOf(name), 'link', 'set', 'dev', face, 'up');
  };
  try {
    ip('link', 'add', bridge, 'type', 'bridge');
    made.push(() => ip('link', 'del', bridge));
    ip('addr', 'add', `${net}.1/24`, 'dev', bridge);
    ip('link', 'set', bridge, 'up');
    // Where the bridge is down, a default route would lead to somebody else.
    ip('route', 'add', 'unreachable', `${net}.0/24`, 'metric', '4096');
    made.push(() => ip('route', 'del', 'unreachable', `${net}.0/24`));
    for (const name of names) addSpace(name);
    if (jump !== undefined) {
      // Said at once, where a default route would lead into silence.
      ip('route', 'add', 'unreachable', `${innerNet}.0/24`);
      made.push(() => ip('route', 'del', 'unreachable', `${innerNet}.0/24`));
      ip('-n', spaceOf(jump), 'link', 'add', 'inner', 'type', 'bridge');
      ip('-n', spaceOf(jump), 'addr', 'add', `${innerNet}.1/24`, 'dev', 'inner');
      ip('-n', spaceOf(jump), 'link', 'set', 'inner', 'up');
    }
    const places = names.map((name, index) => {
      const last = 10 + index;
      if (!hidden.includes(name)) plug(name, bridge, 'eth0', `${net}.${last}`);
      const isBehind = jump !== undefined && name !== jump;
      if (isBehind) plug(name, 'inner', 'eth1', `${innerNet}.${last}`, spaceOf(jump));
      const inner = isBehind ? `${innerNet}.${last}` : `${net}.${last}`;
      const host = hidden.includes(name) ? inner : `${net}.${last}`;
      const inside = ['ip', 'netns', 'exec', spaceOf(name)];
      return [name, { host, port: 22, inner, inside, etc: `/etc/netns/${spaceOf(name)}` }] as const;
    });
    return { places: byName(places), bridge, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The first three numbers of the addresses of a process's hosts, and of those behind its jump host. */
const netsOf = (id: number) => ({
  net: `10.${128 + ((id >> 8) & 127)}.${id & 255}`,
  // Of the range for tests of devices, which no network routes.
  innerNet: `198.${18 + ((id >> 8) & 1)}.${id & 255}`,
});

function removeSpace(space: string): void {
  ip('netns', 'del', space);
  rmSync(`/etc/netns/${space}`, { recursive: true, force: true });
}

/** Takes away what a run that was killed could not, servers too. */
function removeLeftovers(): void {
  const spaces = ip('netns', 'list').match(/^epplab-[a-z0-9.-]+-\d+\b/gm) ?? [];
  const bridges = ip('-brief', 'link').match(/^eb-\d+\b/gm) ?? [];
  for (const space of spaces.filter(isOfDeadProcess)) {
    for (const pid of ip('netns', 'pids', space).split('\n')) {
      if (pid !== '') process.kill(Number(pid), 'SIGKILL');
    }
    removeSpace(space);
  }
  for (const bridge of bridges.filter(isOfDeadProcess)) {
    ip('link', 'del', bridge);
    const { net, innerNet } = netsOf(idIn(bridge));
    for (const behind of [`${net}.0/24`, `${innerNet}.0/24`])
      if (ip('route', 'show', 'type', 'unreachable', behind) !== '')
        ip('route', 'del', 'unreachable', behind);
  }
}

const idIn = (name: string): number => Number(name.replace(/^.*-/, ''));

function isOfDeadProcess(name: string): boolean {
  try {
    process.kill(idIn(name), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** A TCP port of this computer that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
