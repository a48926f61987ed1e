import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { homeWords, inspectWords } from '../../renderer/words/en-places';
import { kindWords, remarkWords } from '../../shared/words/inspection';
import { expectAccessible } from './axe';
import { button, heading } from './journey';
import { test } from './window';

test('a file is inspected from the dialog and by dropping it', async ({ app, page, folder }) => {
  const path = join(folder, 'saved page.eppb');
  const content = '<!doctype html><title>Log in</title><h1>Your session has ended</h1>';
  await writeFile(path, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  await page.getByRole('button', { name: homeWords.inspect }).click();
  await expect(heading(page, inspectWords.title)).toBeVisible();
  await expectAccessible(app, page, 'inspect');

  await test.step('a cancelled dialog changes nothing', async () => {
    await app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
    });
    await button(page, inspectWords.choose).click();
    await expect(button(page, inspectWords.choose)).toBeEnabled();
    await expect(page.getByText(inspectWords.sha256, { exact: true })).toHaveCount(0);
  });

  await test.step('from the dialog', async () => {
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, path);
    await button(page, inspectWords.choose).click();
    await expect(page.getByText(sha256)).toBeVisible();
    await expect(page.getByText(kindWords.html)).toBeVisible();
    await expect(page.getByText(remarkWords['not-a-backup'])).toBeVisible();
    await expect(page.getByText('saved page.eppb', { exact: true })).toBeVisible();
    expect(await page.content()).not.toContain(folder);
    await expectAccessible(app, page, 'inspected');
  });

  await test.step('dropped', async () => {
    const dropped = join(folder, 'dropped.bin');
    await writeFile(dropped, '');
    const zone = await page.getByText(inspectWords.drop).locator('..').boundingBox();
    const at = { x: (zone?.x ?? 0) + 8, y: (zone?.y ?? 0) + 8 };
    const data = { items: [], files: [dropped], dragOperationsMask: 1 };
    const browser = await page.context().newCDPSession(page);
    const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
      browser.send('Input.dispatchDragEvent', { type, ...at, data });
    await drag('dragEnter');
    // As with a real drag, the page has to have said that it would take the file.
    await drag('dragOver');
    await expect(page.getByText(inspectWords.dropNow)).toBeVisible();
    await drag('dragOver');
    await drag('drop');
    await expect(page.getByText(kindWords.empty)).toBeVisible();
    await expect(page.getByText('dropped.bin', { exact: true })).toBeVisible();
    expect(page.url()).toBe('app://epp/index.html');
  });
});
