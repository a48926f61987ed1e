import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { type Pair, startPair } from '../../electron/simulator/pair';
import type { Side } from '../../shared/appliance';
import { failureOf } from '../unit/engine/failure-of';
import { open } from './appliance-contract';
import { clerk } from './clerk';
import { patiently, until } from './patience';

describe('an appliance at the cutover', () => {
  const { signal } = new AbortController();
  const cleanUp: (() => unknown)[] = [];
  let pair: Pair;

  const start = async (): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'cutover-'));
    pair = await startPair({ timeScale: 0.05, computers: 30, folder: join(folder, 'pair') });
    cleanUp.push(() => rm(folder, { recursive: true, force: true }), pair.stop);
  };
  const connect = async (side: Side): Promise<Appliance> => {
    const appliance = await open(side, pair[side], clerk([pair.password]).desk, signal);
    cleanUp.push(appliance.close);
    return appliance;
  };
  afterEach(async () => {
    for (const clean of cleanUp.splice(0).reverse()) await clean();
  });

  describe('with a way back', () => {
    const takeOver = async (revertAfterSeconds: number) => {
      await start();
      const source = await connect('source');
      const target = await connect('target');
      const { network } = await source.identity();
      await source.powerOff();
      await until(
        async () => pair.machine('source').listening,
        (listening) => !listening,
      );
      await target.setAddress(network, { revertAfterSeconds });
      const moved = clerk([pair.password], target.hostKey);
      const there = await until(
        () => patiently(() => open('target', pair.source, moved.desk, signal)),
        (appliance) => appliance !== undefined,
      );
      if (!there) throw new Error('nobody is there');
      cleanUp.push(there.close);
      return there;
    };

    it('goes back to its earlier address unless that is confirmed', async () => {
      const there = await takeOver(40);
      const { revertsAt } = await there.identity();
      expect(Date.parse(revertsAt ?? '')).toBeGreaterThan(Date.now());
      await until(
        async () => pair.machine('target').address,
        (address) => address === pair.target.host,
      );
      const back = await connect('target');
      expect((await back.identity()).revertsAt).toBeUndefined();
    });

    it('stays where that is confirmed, once or twice', async () => {
      const there = await takeOver(60);
      await there.confirmAddress();
      await there.confirmAddress();
      expect((await there.identity()).revertsAt).toBeUndefined();
      expect(pair.machine('target').state.revert).toBeUndefined();
    });

    it('changes nothing where it cannot', async () => {
      await start();
      const target = await connect('target');
      const { network } = await target.identity();
      await pair.setFault('target', 'no-command', { at: 'network set-address --revert-after' });
      const failure = await failureOf(() =>
        target.setAddress(network, { revertAfterSeconds: 300 }),
      );
      expect(failure).toMatchObject({
        code: 'appliance.no-command',
        facts: { operation: 'setAddressForNow' },
      });
      expect(pair.machine('target').record.changes).toEqual([]);
    });
  });

  it('sees who is on at an address, whether its port is open or not', async () => {
    await start();
    const target = await connect('target');
    const { mac } = await (await connect('source')).identity();
    await pair.setFault('source', 'refuse', true);
    expect(await target.neighbour(pair.source.host)).toEqual({ answers: true, mac });
    await pair.setFault('source', 'unplugged', true);
    expect(await target.neighbour(pair.source.host)).toMatchObject({ answers: false });
    await pair.setFault('target', 'no-command', { at: 'network neighbour' });
    expect((await failureOf(() => target.neighbour(pair.source.host))).code).toBe(
      'appliance.no-command',
    );
  });
});
