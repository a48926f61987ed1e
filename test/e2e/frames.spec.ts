import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type Pair, startPair } from '../../electron/simulator/pair';
import { frameWords } from '../../renderer/words/en';
import { enterKeyWords } from '../../renderer/words/en-key';
import { connectWords, homeWords } from '../../renderer/words/en-places';
import { stepWords } from '../../shared/words/steps';
import { byMouse } from './hands';
import { arrive, button, heading, type Journey, logIn, saveKey, trust } from './journey';
import { reviewFindings } from './reviewing';
import { test } from './window';

/** What a person would feel while the page is shown. */
type Smoothness = {
  /** Milliseconds of each task of the page's thread that kept it for more than 50. */
  readonly longTasks: readonly number[];
  readonly frames: number;
  /** Frames of a 60th of a second that were not drawn. */
  readonly dropped: number;
  readonly longestGap: number;
  readonly seconds: number;
};

/** Looks at the page's thread as long as its heading is one of these. */
const watch = (page: Page, headings: readonly string[]): Promise<Smoothness> =>
  page.evaluate(async (wanted) => {
    const found: { readonly startTime: number; readonly duration: number }[] = [];
    const observer = new PerformanceObserver((list) => found.push(...list.getEntries()));
    observer.observe({ type: 'longtask' });
    const times: number[] = [];
    const isThere = (): boolean => wanted.includes(document.querySelector('h1')?.textContent ?? '');
    while (isThere()) times.push(await new Promise(requestAnimationFrame));
    // An entry comes a little after its task.
    await new Promise((later) => setTimeout(later, 200));
    observer.disconnect();
    const [first = 0, last = 0] = [times[0], times.at(-1)];
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
    const missed = gaps.map((gap) => Math.max(0, Math.round((gap * 60) / 1000) - 1));
    return {
      longTasks: found
        .filter(({ startTime }) => startTime >= first && startTime < last)
        .map(({ duration }) => duration),
      frames: times.length,
      dropped: missed.reduce((sum, each) => sum + each, 0),
      longestGap: Math.max(0, ...gaps),
      seconds: (last - first) / 1000,
    };
  }, headings);

/** What is seen of a page that is kept busy for so many milliseconds, on Home, which is left then. */
async function watchWhileBusy(page: Page, milliseconds: number): Promise<readonly number[]> {
  await expect(heading(page, homeWords.title)).toBeVisible();
  const seeing = watch(page, [homeWords.title]);
  await page.evaluate((busy) => {
    const end = performance.now() + busy;
    setTimeout(() => {
      while (performance.now() < end + busy);
    }, busy);
    return new Promise((later) => setTimeout(later, 4 * busy));
  }, milliseconds);
  await page.getByRole('button', { name: homeWords.start }).click();
  return (await seeing).longTasks;
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

test('a file that moves as fast as it can keeps the page smooth', async ({
  folder,
  app,
  page,
}, testInfo) => {
  const pair = await startPair({
    ...{ folder: join(folder, 'pair'), computers: 60, timeScale: 0.05 },
    backupBytes: 200_000_000,
  });
  try {
    const journey: Journey = { app, page, folder, hands: byMouse(page) };
    expect(await watchWhileBusy(page, 120)).not.toEqual([]);
    await connectTo(pair, journey);
    await reviewFindings(journey);
    await saveKey(journey);
    const [download, upload] = [stepWords['download-backup'], stepWords['upload-backup']];
    await expect(heading(page, download.doing)).toBeVisible({ timeout: 20_000 });
    const seen = await watch(page, [download.doing, upload.doing]);
    await expect(heading(page, enterKeyWords.title)).toBeVisible();

    const longest = Math.max(0, ...seen.longTasks);
    const text = `${seen.seconds.toFixed(1)} s, ${seen.frames} frames, ${seen.dropped} dropped, longest gap ${seen.longestGap.toFixed(0)} ms, ${seen.longTasks.length} long tasks, longest ${longest.toFixed(0)} ms`;
    testInfo.annotations.push({ type: 'smoothness', description: text });
    console.log(text);
    expect(seen.seconds, 'long enough to tell').toBeGreaterThan(1);
    expect(seen.longTasks, 'tasks over 50 ms').toEqual([]);
  } finally {
    await pair.stop();
  }
});
