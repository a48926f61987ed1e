import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startPair } from '../../electron/simulator/pair';
import { reviewWords } from '../../renderer/words/en-findings';
import { connectWords } from '../../renderer/words/en-places';
import { worksheetPartWords } from '../../renderer/words/en-worksheet';
import { worksheetFormats } from '../../shared/contract';
import { worksheetStateWords, worksheetWords } from '../../shared/words/worksheet';
import { expectAccessible } from './axe';
import { enter, openConnect } from './connecting';
import { byMouse } from './hands';
import { button, type Journey, logIn, trust } from './journey';
import { resize } from './resize';
import { arriveAtReview, finding } from './reviewing';
import { test } from './window';

test('integrations are written down on the page of findings and kept in files', async ({
  app,
  page,
  folder,
}) => {
  const pair = await startPair({
    ...{ folder: join(folder, 'pair'), timeScale: 0.1, computers: 20, backupBytes: 1_000_000 },
  });
  const journey: Journey = { app, page, folder, hands: byMouse(page) };
  const { title, where } = worksheetWords.smtp;
  const list = page.getByRole('list', { name: worksheetPartWords.list });
  const item = list.getByRole('listitem').filter({ hasText: title });
  try {
    await openConnect(page);
    for (const side of ['source', 'target'] as const) await enter(page, side, pair[side]);
    await button(page, connectWords.start).click();
    for (const side of ['source', 'target'] as const) {
      await trust(journey, side);
      await logIn(journey, side, { user: pair[side].user, password: pair.password });
    }
    await arriveAtReview(journey, 'worksheet-folded');
    await page.getByLabel(reviewWords.name).fill('Ada');
    const fold = page.locator('summary').filter({ hasText: worksheetPartWords.title });
    await fold.scrollIntoViewIfNeeded();
    await expectAccessible(app, page, 'worksheet-folded');
    await fold.click();

    await button(page, worksheetPartWords.editNamed(title)).click();
    await expect(page.getByLabel(worksheetPartWords.state)).toBeFocused();
    await page.getByRole('textbox', { name: where }).fill('smtp://relay:hunter2@mail.example.com');
    await expect(button(page, worksheetPartWords.saveNamed(title))).toBeDisabled();
    await item.scrollIntoViewIfNeeded();
    await expectAccessible(app, page, 'worksheet-secret');
    await page
      .getByRole('textbox', { name: where })
      .fill('mail.example.com:587, relay@example.com');
    await page.getByLabel(worksheetPartWords.note, { exact: true }).fill('in the vault as “relay”');
    await button(page, worksheetPartWords.saveNamed(title)).click();
    await expect(button(page, worksheetPartWords.editNamed(title))).toBeFocused();
    await expect(item.getByText(worksheetStateWords['to-do'])).toBeVisible();
    await expect(item.getByText(/^Ada, 20/)).toBeVisible();
    await expect(finding(page, 'EPP-142').getByText(/^1 of 14 lines/)).toBeVisible();
    await expectAccessible(app, page, 'worksheet-noted');

    for (const format of worksheetFormats) {
      const path = join(folder, `sheet.${format}`);
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      }, path);
      await button(page, worksheetPartWords.elsewhere[format]).click();
      await expect(page.getByText(worksheetPartWords.saved(`sheet.${format}`))).toBeVisible();
      expect(await readFile(path, 'utf8')).toContain('mail.example.com:587');
    }
    for (const [width, height] of [
      [1024, 640],
      [512, 320],
    ] as const) {
      await resize(app, width, height);
      await button(page, worksheetPartWords.editNamed(worksheetWords.entra.title)).click();
      await button(page, worksheetPartWords.discard).scrollIntoViewIfNeeded();
      await expectAccessible(app, page, `worksheet-${width}`);
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(sideways, `scrolls sideways at ${width}`).toBe(false);
      await button(page, worksheetPartWords.discard).click();
    }
  } finally {
    await pair.stop();
  }
});
