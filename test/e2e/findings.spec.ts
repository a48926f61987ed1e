import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startPair } from '../../electron/simulator/pair';
import { reviewWords } from '../../renderer/words/en-findings';
import { keyWords } from '../../renderer/words/en-key';
import { connectWords } from '../../renderer/words/en-places';
import { windowPlanWords } from '../../renderer/words/en-window-plan';
import { exportFormats } from '../../shared/contract';
import { standingWords } from '../../shared/words/standings';
import { expectAccessible } from './axe';
import { enter, openConnect } from './connecting';
import { byMouse } from './hands';
import { button, heading, type Journey, logIn, trust } from './journey';
import { resize } from './resize';
import { arriveAtReview, finding, lookAgainAt, sayItIsSo, unsaid } from './reviewing';
import { test } from './window';

test('what the checks find is said, let pass or mended before anything is changed', async ({
  app,
  page,
  folder,
}) => {
  const pair = await startPair({
    ...{ folder: join(folder, 'pair'), timeScale: 0.1, computers: 20, backupBytes: 1_000_000 },
    faults: { source: { 'service-down': true }, target: { 'disk-full': true } },
  });
  const journey: Journey = { app, page, folder, hands: byMouse(page) };
  const standing = (about: ReturnType<typeof finding>, word: string) =>
    expect(about.getByText(word, { exact: true })).toBeVisible();
  const [room, services] = [finding(page, 'EPP-111'), finding(page, 'EPP-106')];
  const goOn = button(page, reviewWords.goOn);
  try {
    await openConnect(page);
    for (const side of ['source', 'target'] as const) await enter(page, side, pair[side]);
    await button(page, connectWords.start).click();
    for (const side of ['source', 'target'] as const) {
      await trust(journey, side);
      await logIn(journey, side, { user: pair[side].user, password: pair.password });
    }

    await test.step('what nobody may pass has no way around it', async () => {
      await arriveAtReview(journey, 'findings');
      await standing(room, standingWords.error);
      await expect(room.getByRole('button', { name: reviewWords.pass })).toHaveCount(0);
      await expect(goOn).toBeDisabled();
      await expectAccessible(app, page, 'findings');
    });

    await test.step('what was mended is looked at again, by itself', async () => {
      await pair.setFault('target', 'disk-full', false);
      await lookAgainAt(page, 'EPP-111');
      await standing(room, standingWords.ok);
      await expect(room.getByRole('heading')).toBeFocused();
      await standing(services, standingWords.error);
    });

    await test.step('an error is let pass with a reason, and what nobody can measure is said', async () => {
      await page.getByLabel(reviewWords.name).fill('Ada');
      await services.getByRole('button', { name: reviewWords.pass }).click();
      const reason = services.getByLabel(reviewWords.reasonLabel);
      await expect(reason).toBeFocused();
      await reason.fill('a lab');
      await standing(services, standingWords.waived);
      // One that could only be a warning is left open, so that there is something to look at again.
      const asked = unsaid(page).filter({ hasNotText: 'EPP-151' });
      for (const about of await asked.all()) await sayItIsSo(journey, about);
      await expect(goOn).toBeEnabled();
      await services.scrollIntoViewIfNeeded();
      await expectAccessible(app, page, 'findings-entered');
    });

    await test.step('all of it stands there with name and time after another look', async () => {
      await button(page, reviewWords.lookAgain).click();
      await expect(services.getByText(/^Ada goes on in spite of it, since /)).toBeVisible();
      await expect(page.getByText(/said by Ada on /).first()).toBeVisible();
      await expect(page.getByText(reviewWords.pending)).toHaveCount(0);
      await expect(services.getByLabel(reviewWords.reasonLabel)).toHaveValue('a lab');
      await expect(page.getByLabel(reviewWords.name)).toHaveValue('Ada');
      await expect(goOn).toBeEnabled();
    });

    await test.step('it is kept in files and on the clipboard', async () => {
      for (const format of exportFormats) {
        const path = join(folder, `findings.${format}`);
        await app.evaluate(({ dialog }, filePath) => {
          dialog.showSaveDialog = async () => ({ canceled: false, filePath });
        }, path);
        await button(page, reviewWords.saveAs[format]).click();
        await expect(page.getByText(reviewWords.saved(`findings.${format}`))).toBeVisible();
        const text = await readFile(path, 'utf8');
        for (const part of ['EPP-106', 'EPP-111', 'a lab', 'Ada']) expect(text).toContain(part);
        expect(text).not.toContain(pair.password);
      }
      await expectAccessible(app, page, 'findings-saved');
      const data: unknown = JSON.parse(await readFile(join(folder, 'findings.json'), 'utf8'));
      expect(data).toMatchObject({
        findings: expect.arrayContaining([
          expect.objectContaining({ id: 'EPP-106', standing: 'waived', blocking: false }),
        ]),
      });
      await button(page, reviewWords.copy).click();
      const copied = () => app.evaluate(({ clipboard }) => clipboard.readText());
      await expect.poll(copied).toContain(`${standingWords.waived} · EPP-106`);
    });

    await test.step('how long it takes is told, and the window plan kept in a file', async () => {
      const path = join(folder, 'window.html');
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      }, path);
      await page.getByLabel(windowPlanWords.zone).selectOption('UTC+0:00');
      await page.getByLabel(windowPlanWords.start).fill('2027-01-12T09:00');
      await page.getByText(windowPlanWords.grounds).click();
      const save = button(page, windowPlanWords.save.html);
      await save.click();
      await expect(page.getByText(windowPlanWords.saved('window.html'))).toBeVisible();
      expect(await readFile(path, 'utf8')).toMatch(/UTC\+0:00[\s\S]*The database has/);
      await page.getByRole('heading', { name: windowPlanWords.title }).scrollIntoViewIfNeeded();
      await expectAccessible(app, page, 'findings-window-plan');
      await save.scrollIntoViewIfNeeded();
      await expectAccessible(app, page, 'findings-window-plan-save');
    });

    await test.step('the page is whole in a small window and at 200 %', async () => {
      for (const [width, height] of [
        [1024, 640],
        [512, 320],
      ] as const) {
        await resize(app, width, height);
        await services.scrollIntoViewIfNeeded();
        await expectAccessible(app, page, `findings-${width}`);
        const fits = () =>
          page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
        expect(await fits()).toBe(true);
      }
    });

    await test.step('nothing was changed so far, and it goes on', async () => {
      expect(pair.machine('source').backupsStarted).toBe(0);
      await goOn.click();
      await expect(heading(page, keyWords.title)).toBeVisible();
    });
  } finally {
    await pair.stop();
  }
});
