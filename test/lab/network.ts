import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Where a server runs: its address, and the command that runs something there. */
export type Place = {
  readonly host: string;
  readonly port: number;
  /** Words to put before a command to run it there. */
  readonly inside: readonly string[];
};

export type Network = {
  readonly source: Place;
  readonly target: Place;
  /** What the network is made of, for the output of the tests. */
  readonly kind: string;
  readonly remove: () => void;
};

const ip = (...args: readonly string[]): void => {
  execFileSync('ip', args, { stdio: 'pipe' });
};

/** Two hosts with addresses of their own where that is possible, else two ports of this computer. */
export async function makeNetwork(): Promise<Network> {
  try {
    return makeHosts();
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const place = async (): Promise<Place> => ({
      host: '127.0.0.1',
      port: await freePort(),
      inside: [],
    });
    return {
      source: await place(),
      target: await place(),
      kind: `two ports of 127.0.0.1, because there can be no network namespaces: ${reason}`,
      remove: () => {},
    };
  }
}

/** A bridge and two network namespaces on it. Names carry the process id, so that runs beside each other do not meet. */
function makeHosts(): Network {
  const id = process.pid % 65_536;
  const net = `10.${128 + (id >> 9)}.${(id >> 1) & 255}`;
  const bridge = `eppb${id}`;
  const made: (() => void)[] = [];
  const remove = (): void => {
    for (const undo of made.splice(0).reverse()) undo();
  };
  const addHost = (name: string, last: number): Place => {
    const space = `epp-${name}-${id}`;
    const cable = `epp${name[0]}${id}`;
    ip('netns', 'add', space);
    made.push(() => ip('netns', 'del', space));
    ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space);
    ip('link', 'set', cable, 'master', bridge, 'up');
    ip('-n', space, 'addr', 'add', `${net}.${last}/24`, 'dev', 'eth0');
    ip('-n', space, 'link', 'set', 'eth0', 'up');
    ip('-n', space, 'link', 'set', 'lo', 'up');
    return { host: `${net}.${last}`, port: 22, inside: ['ip', 'netns', 'exec', space] };
  };
  try {
    ip('link', 'add', bridge, 'type', 'bridge');
    made.push(() => ip('link', 'del', bridge));
    ip('addr', 'add', `${net}.1/24`, 'dev', bridge);
    ip('link', 'set', bridge, 'up');
    const source = addHost('source', 20);
    const target = addHost('target', 30);
    return { source, target, kind: 'two hosts in network namespaces', remove };
  } catch (error) {
    remove();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
