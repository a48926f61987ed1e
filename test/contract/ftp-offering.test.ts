import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { FtpDesk } from '../../electron/engine/ftp/desk/open-desk';
import { deskBench } from './ftp-desk-bench';

const bytes = randomBytes(3_000_001);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const { at, events, open, enter } = deskBench();
const offer = async () => {
  await writeFile(at('here.eppb'), bytes);
  return { kind: 'offer', localPath: at('here.eppb'), name: 'new.eppb' } as const;
};
const ends = (): number => events.filter(({ kind }) => kind === 'finished').length;
const isDone = (desk: FtpDesk): Promise<boolean> =>
  Promise.race([desk.done.then(() => true), pause(50).then(() => false)]);

describe('a file that is offered', () => {
  it('may be fetched again after its console has left, and is told of once', async () => {
    const desk = await open(await offer());
    for (let count = 0; count < 2; count++) {
      const console = await enter(desk);
      expect((await console.fetch(`RETR ${desk.path}`)).data.equals(bytes)).toBe(true);
      expect(await desk.done).toEqual({ size: bytes.length, sha256 });
      expect(await console.say('QUIT')).toMatch(/^221/);
      expect(await console.hear()).toBe('closed');
    }
    expect(ends()).toBe(1);
    await desk.close();
    expect(events.at(-1)).toEqual({ kind: 'closed' });
  });

  it('is no more offered once nobody uses it', async () => {
    const desk = await open(await offer(), { limits: { idleSeconds: 1 } });
    const console = await enter(desk);
    await console.fetch(`RETR ${desk.path}`);
    expect(await desk.done).toMatchObject({ sha256 });
    await expect.poll(() => events.at(-1), { timeout: 10_000 }).toEqual({ kind: 'closed' });
    // It passed all the same.
    expect(await desk.done).toMatchObject({ sha256 });
  });

  it('has not passed with its end alone', async () => {
    const desk = await open(await offer());
    const console = await enter(desk);
    for (const at of [bytes.length, bytes.length - 1]) {
      await console.say(`REST ${at}`);
      const { data, answers } = await console.fetch(`RETR ${desk.path}`);
      expect(data.equals(bytes.subarray(at))).toBe(true);
      expect(answers[1]).toMatch(/^226/);
    }
    expect(await isDone(desk)).toBe(false);
    expect(ends()).toBe(0);
    await console.fetch(`RETR ${desk.path}`);
    expect(await desk.done).toEqual({ size: bytes.length, sha256 });
  });

  it('has passed when the rest came after a lost connection', async () => {
    const desk = await open(await offer());
    const first = await enter(desk);
    const data = await first.passive();
    await first.say(`RETR ${desk.path}`);
    const [piece] = (await once(data, 'data')) as [Buffer];
    data.destroy();
    first.close();
    const second = await enter(desk);
    await expect.poll(() => events.at(-1)).toMatchObject({ kind: 'logged-in' });
    const restCame = async (): Promise<boolean> => {
      await second.say(`REST ${piece.length}`);
      const { data } = await second.fetch(`RETR ${desk.path}`);
      return data.equals(bytes.subarray(piece.length));
    };
    // Until the first is noticed to be gone, the second is asked to wait.
    await expect.poll(restCame, { timeout: 10_000 }).toBe(true);
    expect(await desk.done).toEqual({ size: bytes.length, sha256 });
  });
});
