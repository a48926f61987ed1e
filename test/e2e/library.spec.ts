import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { frameWords } from '../../renderer/words/en';
import { inspectWords } from '../../renderer/words/en-inspect';
import { libraryWords } from '../../renderer/words/en-library';
import { homeWords } from '../../renderer/words/en-places';
import { problemWords } from '../../shared/words/library';
import { practiceBackup, put, thousandBackups } from '../unit/engine/library/backups';
import { expectAccessible } from './axe';
import { button, heading } from './journey';
import { watchThread } from './page-thread';
import { resize } from './resize';
import { test } from './window';

/** The system's dialog answers with this folder. */
const answerWith = (app: ElectronApplication, folder: string): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);

/** The names of the backups that are drawn, from the top. */
const names = (page: Page): Promise<string[]> =>
  page.getByRole('grid').locator('tbody tr[id] td:first-child span:first-child').allTextContents();

const sortBy = (page: Page, name: string): Promise<void> =>
  page.getByRole('columnheader', { name }).getByRole('button').click();

test('a folder of a thousand backups is sorted, filtered, exported, and one is inspected', async ({
  app,
  page,
  folder,
}) => {
  test.setTimeout(180_000);
  const root = join(folder, 'backups');
  await mkdir(root);
  const made = thousandBackups(root);
  await resize(app, 1280, 800);
  await page.getByRole('button', { name: homeWords.library }).click();
  await expect(heading(page, libraryWords.title)).toBeFocused();
  await expectAccessible(app, page, 'library-empty');

  await answerWith(app, root);
  await button(page, libraryWords.choose).click();
  await expect(heading(page, libraryWords.titleOf('backups'))).toBeVisible();
  const standing = page.getByText(/^1\u202f000 backups/);
  await expect(standing).toContainText(libraryWords.stages.done, { timeout: 90_000 });
  await expectAccessible(app, page, 'library');
  expect(await page.content()).not.toContain(folder);
  // A thousand rows, and no more of them in the page than are seen.
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '1001');
  expect(await page.getByRole('row').count()).toBeLessThan(60);

  await test.step('sorted', async () => {
    await sortBy(page, libraryWords.columns.size);
    await expect(
      page.getByRole('columnheader', { name: libraryWords.columns.size }),
    ).toHaveAttribute('aria-sort', 'ascending');
    const empty = await page.getByRole('gridcell', { name: '0 B', exact: true }).count();
    expect(empty).toBeGreaterThan(5);
    await sortBy(page, libraryWords.columns.size);
    await expect(page.getByRole('gridcell', { name: '0 B', exact: true })).toHaveCount(0);
    await sortBy(page, libraryWords.columns.path);
    const sorted = await names(page);
    expect(sorted.length).toBeGreaterThan(5);
  });

  await test.step('filtered by text and by problem', async () => {
    await page.getByLabel(libraryWords.searchLabel).fill('site-07/');
    await expect(page.getByText('25 of 1\u202f000')).toBeVisible();
    await page.getByLabel(libraryWords.searchLabel).fill('');
    await page.getByLabel(libraryWords.problem).selectOption('is-truncated');
    const cut = (made['cut'] ?? 0) + (made['packed and cut'] ?? 0);
    await expect(page.getByText(`${cut} of 1\u202f000`)).toBeVisible();
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(cut + 1));
  });

  await test.step('exported as it is shown', async () => {
    const file = join(folder, 'cut.csv');
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    await button(page, libraryWords.save).click();
    await expect(page.getByText(libraryWords.saved('cut.csv'))).toBeVisible();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
    const cut = (made['cut'] ?? 0) + (made['packed and cut'] ?? 0);
    expect(lines).toHaveLength(cut + 1);
    expect(lines.slice(1).every((line) => line.includes('truncated'))).toBe(true);
  });

  await test.step('by the keyboard one is chosen, and inspected', async () => {
    await page.getByLabel(libraryWords.problem).selectOption('is-duplicate');
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    const chosen = page.getByRole('row', { selected: true });
    await expect(chosen).toBeInViewport();
    const part = page.getByRole('region', { name: libraryWords.selected });
    await expect(part.getByText(problemWords.duplicate.says)).toBeVisible();
    await expect(part.getByText(/and \d+ more$/)).toBeVisible();
    await expectAccessible(app, page, 'library-chosen');
    await resize(app, 960, 640);
    await expectAccessible(app, page, 'library-chosen-960');
    const name = await chosen.locator('td:first-child span:first-child').textContent();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await expect(heading(page, inspectWords.title)).toBeVisible();
    await expect(page.getByText(name ?? '', { exact: true }).first()).toBeVisible();
  });

  await test.step('the table is still there', async () => {
    await button(page, libraryWords.back).click();
    await expect(page.getByText(/ of 1\u202f000/)).toBeVisible();
    await page.getByLabel(libraryWords.problem).selectOption('all');
    await expectAccessible(app, page, 'library-960');
  });

  await test.step('judged for a new server', async () => {
    await page.getByLabel(libraryWords.target).fill('4.4.0.0');
    await page.getByLabel(libraryWords.target).press('Enter');
    await page.getByLabel(libraryWords.problem).selectOption('errors');
    await expect(
      page.getByRole('gridcell', { name: problemWords['does-not-fit'].short }).first(),
    ).toBeVisible();
  });

  await test.step('a second look opens no file', async () => {
    await button(page, libraryWords.again).click();
    await expect(page.getByText(libraryWords.known('1\u202f000'))).toBeVisible({ timeout: 30_000 });
  });
});

test('a dropped folder is listed, and what is no folder is said to be none', async ({
  app,
  page,
  folder,
}) => {
  const root = join(folder, 'share');
  put(root, 'deep/in/it/epp-5.9.4.2.eppb', practiceBackup('5.2.0.6', 'a'));
  const file = put(folder, 'one.eppb', '');
  await page.getByRole('button', { name: homeWords.library }).click();
  const zone = await page.getByText(libraryWords.drop).locator('..').boundingBox();
  const at = { x: (zone?.x ?? 0) + 8, y: (zone?.y ?? 0) + 8 };
  const browser = await page.context().newCDPSession(page);
  const drop = async (path: string): Promise<void> => {
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const)
      await browser.send('Input.dispatchDragEvent', { type, ...at, data });
  };
  await drop(file);
  await expect(page.getByText('one.eppb: it is a file.')).toBeVisible();
  await drop(root);
  await expect(heading(page, libraryWords.titleOf('share'))).toBeVisible();
  await expect(page.getByRole('gridcell', { name: problemWords.mislabelled.short })).toBeVisible();
  await expect(page.getByText('deep/in/it', { exact: true })).toBeVisible();
  await expectAccessible(app, page, 'library-dropped');
});

test('ten thousand backups come in while the page stays smooth', { tag: '@alone' }, async ({
  app,
  page,
  folder,
}) => {
  test.setTimeout(240_000);
  const root = join(folder, 'many');
  for (let index = 0; index < 10_000; index++)
    put(root, `${index % 50}/${index}.eppb`, practiceBackup('5.2.0.6', `b-${index}`));
  await page.getByRole('button', { name: homeWords.library }).click();
  await answerWith(app, root);
  await button(page, libraryWords.choose).click();
  await expect(heading(page, libraryWords.titleOf('many'))).toBeVisible();
  const seeing = watchThread({ app, page, folder }, [libraryWords.titleOf('many')]);
  await sortBy(page, libraryWords.columns.size);
  await page.getByLabel(libraryWords.searchLabel).pressSequentially('7.eppb', { delay: 100 });
  await page.getByLabel(libraryWords.searchLabel).fill('');
  const standing = page.getByText(/^10\u202f000 backups/);
  await expect(standing).toContainText(libraryWords.stages.done, { timeout: 180_000 });
  await page.getByRole('grid').focus();
  for (const key of ['End', 'PageUp', 'Home', 'PageDown']) await page.keyboard.press(key);
  await button(page, frameWords.backHome).click();
  const seen = await seeing;
  console.log(`${seen.seconds.toFixed(1)} s, longest task ${seen.longestTask.toFixed(0)} ms`);
  expect(seen.longestTask, 'milliseconds of the longest task').toBeLessThanOrEqual(50);
});
