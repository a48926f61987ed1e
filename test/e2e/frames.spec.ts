import { join } from 'node:path';
import { expect } from '@playwright/test';
import { type Pair, startPair } from '../../electron/simulator/pair';
import { frameWords } from '../../renderer/words/en';
import { enterKeyWords } from '../../renderer/words/en-key';
import { connectWords, homeWords } from '../../renderer/words/en-places';
import { stepWords } from '../../shared/words/steps';
import { byMouse } from './hands';
import { arrive, button, heading, type Journey, logIn, saveKey, trust } from './journey';
import { type Smoothness, watchThread } from './page-thread';
import { reviewFindings } from './reviewing';
import { test } from './window';

/** What is seen of a page that has much to compute, on Home, which is left then. */
async function watchBusyPage(journey: Journey): Promise<Smoothness> {
  const { page } = journey;
  await expect(heading(page, homeWords.title)).toBeVisible();
  const seeing = watchThread(journey, [homeWords.title]);
  await page.evaluate(async () => {
    // The watching begins meanwhile.
    await new Promise((later) => setTimeout(later, 1000));
    let sum = 0;
    for (let count = 0; count < 5e7; count++) sum = (sum + count) % 1_000_003;
    await new Promise((later) => setTimeout(later, 100));
    return sum;
  });
  await page.getByRole('button', { name: homeWords.start }).click();
  return await seeing;
}

async function connectTo(pair: Pair, journey: Journey): Promise<void> {
  const { page } = journey;
  await arrive(journey, 'connect', connectWords.title);
  for (const side of ['source', 'target'] as const) {
    const fields = page.getByRole('group', { name: frameWords.sides[side] });
    const { user, host, port } = pair[side];
    await fields.getByLabel(connectWords.host).fill(`${user}@${host}:${port}`);
    await fields.getByLabel(connectWords.user).focus();
    await expect(fields.getByLabel(connectWords.port)).toHaveValue(String(port));
  }
  await button(page, connectWords.start).click();
  for (const side of ['source', 'target'] as const) {
    await trust(journey, side);
    await logIn(journey, side, { user: pair[side].user, password: pair.password });
  }
}

test('a file that moves as fast as it can keeps the page smooth', { tag: '@alone' }, async ({
  folder,
  app,
  page,
}) => {
  const pair = await startPair({
    ...{ folder: join(folder, 'pair'), computers: 60, timeScale: 0.05 },
    backupBytes: 120_000_000,
  });
  try {
    const journey: Journey = { app, page, folder, hands: byMouse(page) };
    const busy = await watchBusyPage(journey);
    expect(busy.longestTask, 'what a busy page shows').toBeGreaterThan(50);
    expect(busy.longTasks).not.toEqual([]);
    await connectTo(pair, journey);
    await reviewFindings(journey);
    await saveKey(journey);
    const [download, upload] = [stepWords['download-backup'], stepWords['upload-backup']];
    await expect(heading(page, download.doing)).toBeVisible({ timeout: 20_000 });
    const seen = await watchThread(journey, [download.doing, upload.doing]);
    await expect(heading(page, enterKeyWords.title)).toBeVisible();
    console.log(told(seen));
    expect(seen.seconds, 'long enough to tell').toBeGreaterThan(1);
    expect(seen.longestTask, 'milliseconds of the longest task').toBeLessThanOrEqual(50);
  } finally {
    await pair.stop();
  }
});

const told = ({
  longestTask,
  seconds,
  frames,
  dropped,
  longestGap,
  longTasks,
}: Smoothness): string =>
  [
    `${seconds.toFixed(1)} s, ${frames} frames, ${dropped} dropped, longest gap ${longestGap.toFixed(0)} ms`,
    `longest task ${longestTask.toFixed(0)} ms of the processor`,
    `by the clock ${longTasks.length} tasks over 50 ms, longest ${Math.max(0, ...longTasks).toFixed(0)} ms`,
  ].join('; ');
