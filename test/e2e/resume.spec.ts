import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { startPair } from '../../electron/simulator/pair';
import { frameWords } from '../../renderer/words/en';
import { doneWords, stoppedWords } from '../../renderer/words/en-outcomes';
import { connectWords, homeWords, todoWords } from '../../renderer/words/en-places';
import type { StepId } from '../../shared/steps';
import { stepWords } from '../../shared/words/steps';
import { answerUntil, type Known } from './answers';
import { expectAccessible } from './axe';
import { watchNoLonger } from './connecting';
import { byMouse } from './hands';
import { arrive, button, heading, type Journey, logIn, names, saveKey, trust } from './journey';
import { reviewFindings } from './reviewing';
import { type Running, test } from './window';

const name = `${names.source} → ${names.target}`;

/** Finds the unfinished migration on Home and goes on with it. */
async function goOn({ app, page }: Running, step: StepId): Promise<void> {
  await expect(heading(page, homeWords.title)).toBeVisible();
  await expect(page.getByText(todoWords.paused)).toBeVisible();
  await expectAccessible(app, page, `home-after-${step}`);
  await button(page, homeWords.continue(name)).click();
  await expect(heading(page, stoppedWords.titles.paused)).toBeVisible();
  await expectAccessible(app, page, `paused-at-${step}`);
  await button(page, stoppedWords.continue(stepWords[step].title)).click();
}

const working = (page: Page, step: StepId): Promise<void> =>
  expect(heading(page, stepWords[step].doing)).toBeVisible({ timeout: 30_000 });

test('a program that is killed twice goes on where it was', async ({ folder, launch }) => {
  const pair = await startPair({
    folder: join(folder, 'pair'),
    computers: 60,
    faults: { source: { slow: { bytesPerSecond: 300_000, latency: 1 } } },
  });
  try {
    let running = await launch();
    const { app, page } = running;
    const journey: Journey = { app, page, folder, hands: byMouse(page) };
    await page.getByRole('button', { name: homeWords.start }).click();
    await arrive(journey, 'connect', connectWords.title);
    await button(page, connectWords.start).click();
    await expect(page.getByText(connectWords.hostMissing).first()).toBeVisible();
    await expectAccessible(app, page, 'connect-with-faults');
    for (const side of ['source', 'target'] as const) {
      const fields = page.getByRole('group', { name: frameWords.sides[side] });
      const { user, host, port } = pair[side];
      await fields.getByLabel(connectWords.host).fill(`${user}@${host}:${port}`);
      await fields.getByLabel(connectWords.user).focus();
      await expect(fields.getByLabel(connectWords.port)).toHaveValue(String(port));
    }
    await watchNoLonger(page);
    await button(page, connectWords.start).click();
    const account = { user: pair.source.user, password: pair.password };
    for (const side of ['source', 'target'] as const) {
      await trust(journey, side);
      await logIn(journey, side, account);
    }
    await reviewFindings(journey);
    const key = await saveKey(journey);
    const known: Known = { ...account, key, address: pair.source.host };

    await test.step('killed in the middle of the transfer', async () => {
      await working(page, 'download-backup');
      await expectAccessible(app, page, 'running');
      await running.kill();
      await pair.setFault('source', 'slow', false);
      running = await launch();
      await goOn(running, 'download-backup');
      await answerUntil(running.page, known, () => pair.machine('target').restoresStarted > 0);
    });

    await test.step('killed in the middle of the restore', async () => {
      await running.kill();
      running = await launch();
      await goOn(running, 'restore-backup');
      const done = heading(running.page, doneWords.title(names.source, names.target));
      await answerUntil(running.page, known, () => done.isVisible());
    });

    const [source, target] = [pair.machine('source'), pair.machine('target')];
    expect([source.backupsStarted, source.restoresStarted]).toEqual([1, 0]);
    expect([target.backupsStarted, target.restoresStarted]).toEqual([0, 1]);
    expect(source.state.begun.prepared).toBe(1);
    expect(source.power).toBe('off');
    expect(target.address).toBe(pair.source.host);
    await running.page.getByRole('button', { name: frameWords.home }).click();
    await expect(running.page.getByRole('heading', { name: homeWords.finished })).toBeVisible();
  } finally {
    await pair.stop();
  }
});
