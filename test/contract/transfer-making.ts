import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type MoveOptions, sha256Of, type TransferBench } from './transfer-bench';
import type { Oddities } from './transfer-server';

export const million = 1_000_000;
/** Cuts the connection once. */
export const cut = ({ server }: TransferBench): void => {
  server.odd.cutAfter = 2 * million;
};
/** The first try loses its connection. */
export const lost = { first: 'ssh.connection-lost', make: cut } as const;
/** Flips a bit of the part. */
export const flip =
  (at: number) =>
  async (bench: TransferBench): Promise<void> => {
    const part = Buffer.from((await bench.received('.part')) ?? []);
    part[at] = (part[at] ?? 0) ^ 1;
    await bench.setPart(part);
  };
/** Takes away what this computer remembers of the part. */
export const loseRecord = async (bench: TransferBench): Promise<void> => {
  if (!existsSync(bench.record)) throw new Error('there is no record to lose');
  await rm(bench.record);
};
/** The fault is over by itself. */
export const nothing = (): void => {};
/** Makes the server odd. */
export const odd =
  (oddities: Oddities) =>
  ({ server }: TransferBench): void => {
    Object.assign(server.odd, oddities);
  };
/** What the server told of its file. */
export const knowsHash = ({ original }: TransferBench): MoveOptions => ({
  sha256: sha256Of(original),
});
/** The server hashes files. */
export const serverHashes = ({ target }: TransferBench): MoveOptions => ({
  hash: async (path) => {
    const content = target.content.get(path) ?? Buffer.alloc(0);
    return { sha256: sha256Of(content), size: content.length };
  },
});
/** Takes oddities away. */
export const heal =
  (...odd: readonly (keyof TransferBench['server']['odd'])[]) =>
  ({ server }: TransferBench): void => {
    for (const each of odd) server.odd[each] = undefined;
  };
/** Changes the file at its source. */
export const changeSource = (change: (original: Buffer) => Buffer) => (bench: TransferBench) =>
  bench.setSource(change(bench.original));
/** Changes the source once, when this many requests have passed. */
export const changeMeanwhile = (change: (original: Buffer) => Buffer) => (bench: TransferBench) => {
  let requests = 0;
  bench.server.odd.before = () => {
    if (++requests === 20) void bench.setSource(change(bench.original));
  };
};
/** The content with one bit flipped. */
export const flipped = (at: number) => (original: Buffer) => {
  const other = Buffer.from(original);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
};
/** Makes the last bytes that surely arrived wrong. */
export const endFlipped = async (bench: TransferBench): Promise<void> => {
  const part = Buffer.from((await bench.received('.part')) ?? []);
  part.fill(0, Math.min(part.length, 2 * million) - 300_000);
  await bench.setPart(part);
};
/** Another program goes on. */
export const forget = (bench: TransferBench): void => bench.forget();
/** Both ends tell the SHA-256 of their files. */
export const bothHash = (bench: TransferBench): MoveOptions => ({
  ...knowsHash(bench),
  ...serverHashes(bench),
});
