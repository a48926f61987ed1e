import { afterAll, describe, expect, it } from 'vitest';
import { directions, type Ending, type TransferBench, transferBench } from './transfer-bench';
import { faults } from './transfer-faults';
import { matrixLine } from './transfer-matrix';

const lines: string[] = [];
afterAll(() => {
  console.log(['fault, direction, how it ended, bytes moved of the size', ...lines].join('\n'));
});

const onBench = async (
  bench: TransferBench,
  work: (bench: TransferBench) => Promise<void>,
): Promise<void> => {
  try {
    await work(bench);
  } finally {
    await bench.close();
  }
};

describe.each(directions)('a %s', (direction) => {
  const here = faults.filter(({ directions: some }) => some?.includes(direction) ?? true);
  it.each(here)('with: $name', async (fault) => {
    const { size, fileName } = fault;
    const bench = await transferBench(direction, {
      ...(size === undefined ? {} : { size }),
      ...(fileName === undefined ? {} : { name: fileName }),
    });
    await onBench(bench, async () => {
      await fault.make?.(bench);
      const endings: Ending[] = [await bench.move(fault.options?.(bench))];
      if (fault.heal) {
        await fault.heal(bench);
        endings.push(await bench.move(fault.optionsThen?.(bench)));
      }
      const moved = bench.moved();
      lines.push(matrixLine(fault.name, direction, endings, moved));
      const [first] = endings;
      expect(first?.verified ? 'verified' : first?.failure?.code).toBe(fault.first);
      if (fault.says) expect(JSON.stringify(first?.failure?.facts)).toMatch(fault.says);
      if (fault.heal) expect(endings[1]).toEqual({ verified: true });
      const most = direction === 'relay, new odd' ? fault.relayAtMost : undefined;
      if (fault.atMost !== undefined) expect(moved).toBeLessThanOrEqual(most ?? fault.atMost);
      const told = bench.notes.map((note) =>
        note.kind === 'starts-over' ? `${note.kind} ${note.because}` : note.kind,
      );
      for (const note of fault.notes ?? []) expect(told).toContain(note);
    });
  });

  it('cut at 20 random places arrives, and little is moved twice', async () => {
    const seed = Number(process.env['TRANSFER_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    const random = numbersFrom(seed);
    const size = 24_000_000;
    await onBench(await transferBench(direction, { size }), async (bench) => {
      const cuts = Array.from({ length: 20 }, () => Math.floor(random() * size)).sort(
        (a, b) => a - b,
      );
      let failed = 0;
      for (const [index, place] of cuts.entries()) {
        bench.server.odd.cutAfter = Math.max(1, place - (cuts[index - 1] ?? 0));
        const ending = await bench.move();
        if (ending.verified) break;
        expect(ending.failure?.code).toBe('ssh.connection-lost');
        failed++;
      }
      bench.server.odd.cutAfter = undefined;
      if (!(await bench.received())) expect(await bench.move()).toEqual({ verified: true });
      const moved = bench.moved();
      lines.push(
        matrixLine(
          `cut ${failed} times (TRANSFER_SEED=${seed})`,
          direction,
          [{ verified: true }],
          moved,
        ),
      );
      expect(failed).toBe(20);
      // What the old server had given when the new one was lost is read again: 8 MiB at each of the cuts, at most.
      const again = direction === 'relay, new odd' ? (20 * 8_388_608) / size : 0;
      expect(moved).toBeLessThan(1.6 + again);
    });
  });
});

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
