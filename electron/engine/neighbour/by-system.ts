import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import type { NeighbourPort } from './neighbour-port';
import { lookIntoTable, type TableReader } from './neighbour-table';
import { ping } from './ping';
import { runProgram } from './run-program';
import { whereabouts } from './same-network';

/** What of the operating system is used. */
export type SystemEdge = TableReader & {
  readonly interfaces: typeof networkInterfaces;
  /** A name's address in numbers; throws where there is none. */
  readonly addressOf: (host: string) => Promise<string>;
};

const thisSystem: SystemEdge = {
  platform: process.platform,
  run: runProgram,
  readText: (path) => readFile(path, 'utf8'),
  interfaces: networkInterfaces,
  addressOf: async (host) => (await lookup(host)).address,
};

/** The `NeighbourPort` by the programs of this system. Names are looked up first, so that no program gets one as an argument. */
export function neighboursBySystem(edge: SystemEdge = thisSystem): NeighbourPort {
  const place = async (host: string) => {
    const address = await edge.addressOf(host).catch(() => undefined);
    return address === undefined
      ? undefined
      : { address, where: whereabouts(address, edge.interfaces()) };
  };
  return {
    pings: async (host) => {
      const found = await place(host);
      if (!found) return { state: 'not-measured', reason: 'unclear' };
      // A system answers for all its own addresses, whoever else uses them.
      if (found.where === 'this-computer')
        return { state: 'not-measured', reason: 'this-computer' };
      return await ping(found.address, edge.platform, edge.run);
    },
    macAt: async (host) => {
      const found = await place(host);
      if (!found) return { state: 'not-measured', reason: 'unclear' };
      if (found.where !== 'same-network') return { state: 'not-measured', reason: found.where };
      return await lookIntoTable(found.address, edge);
    },
  };
}
