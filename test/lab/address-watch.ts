import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { face } from './host-config';

const run = promisify(execFile);

/** Looks all the time whether two hosts have one address on a link that is up. */
export type AddressWatch = {
  /** Moments at which both had it, in milliseconds since 1970. */
  readonly clashes: readonly number[];
  readonly stop: () => Promise<void>;
};

type Shown = { readonly addr_info?: readonly { readonly local: string }[] };

const addressesIn = async (space: string): Promise<readonly string[]> => {
  const { stdout } = await run('ip', ['-n', space, '-j', '-4', 'addr', 'show', face, 'up']);
  const shown = JSON.parse(stdout || '[]') as readonly Shown[];
  return shown.flatMap(({ addr_info: own = [] }) => own.map(({ local }) => local));
};

/** Watches these network namespaces until it is stopped. */
export function watchAddresses(spaces: readonly string[]): AddressWatch {
  const clashes: number[] = [];
  let over = false;
  const watching = (async () => {
    while (!over) {
      const all = (await Promise.all(spaces.map(addressesIn))).flat();
      if (new Set(all).size < all.length) clashes.push(Date.now());
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  })();
  return {
    clashes,
    stop: async () => {
      over = true;
      await watching;
    },
  };
}
