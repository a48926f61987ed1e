import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startPair } from '../../electron/simulator/pair';
import { keyWords, proofWords } from '../../renderer/words/en-key';
import { connectWords } from '../../renderer/words/en-places';
import { expectAccessible } from './axe';
import { enter, openConnect } from './connecting';
import { byMouse } from './hands';
import {
  arrive,
  button,
  confirmRestore,
  enterKey,
  type Journey,
  logIn,
  names,
  powerOff,
  saveKey,
  trust,
} from './journey';
import { resize } from './resize';
import { reviewFindings } from './reviewing';
import { test } from './window';

test('the new server is backed up before the old one is given up', async ({
  app,
  page,
  folder,
}) => {
  const pair = await startPair({
    ...{ folder: join(folder, 'pair'), timeScale: 0.05, computers: 20, backupBytes: 1_000_000 },
  });
  const journey: Journey = { app, page, folder, hands: byMouse(page) };
  try {
    await openConnect(page);
    for (const side of ['source', 'target'] as const) await enter(page, side, pair[side]);
    await expect(page.getByLabel(connectWords.firstBackup)).toBeChecked();
    await page.getByLabel(connectWords.firstBackup).scrollIntoViewIfNeeded();
    await expectAccessible(app, page, 'connect-first-backup');
    await button(page, connectWords.start).click();
    for (const side of ['source', 'target'] as const) {
      await trust(journey, side);
      await logIn(journey, side, { user: pair[side].user, password: pair.password });
    }
    await reviewFindings(journey);
    const key = await saveKey(journey);
    await enterKey(journey, { key });
    await confirmRestore(journey);

    await arrive(journey, 'first-backup', keyWords.firstTitle);
    await expect(button(page, keyWords.later)).toBeEnabled();
    await expectAccessible(app, page, 'first-backup');
    await resize(app, 512, 640);
    await expectAccessible(app, page, 'first-backup-small');
    const own = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect(own, 'fits').toBe(true);
    await button(page, keyWords.goOn).click();
    await expect(page.getByRole('heading', { name: proofWords.title })).toBeVisible();
    await expect(button(page, proofWords.goOn(names.target))).toBeDisabled();
    await button(page, proofWords.back).click();
    await button(page, keyWords.later).click();
    await powerOff(journey);
  } finally {
    await pair.stop();
  }
});
