import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { pack } from 'tar-stream';
import { inspectWords, treeWords } from '../../renderer/words/en-inspect';
import { expectAccessible } from './axe';
import { dropFile, openInspect, tab } from './give-file';
import { test } from './window';

test('a hundred thousand entries are searched while somebody types', async ({
  app,
  page,
  folder,
}) => {
  test.setTimeout(240_000);
  const path = join(folder, 'many.eppb');
  await writeFile(path, await archiveOf(100_000));
  await openInspect(page);
  await dropFile(page, path);
  await expect(tab(page, inspectWords.contents)).toBeVisible({ timeout: 60_000 });
  await tab(page, inspectWords.contents).click();
  const tree = page.getByRole('tree');
  await expect(tree).toBeVisible({ timeout: 30_000 });
  const search = page.getByLabel(treeWords.search);
  await search.click();
  await watchTasks(page);
  await page.keyboard.type('part-7/file-77', { delay: 60 });
  await expect(page.getByText(/^\d+ of 100\u202f\d+ entries$/)).toBeVisible();
  await expect(page.getByRole('treeitem').first()).toContainText('part-7/file-77');
  // Half a second of nothing is what a person takes for frozen; on a busy computer all takes longer.
  expect(await longestTask(page)).toBeLessThan(500);
  await search.fill('');
  await expect(page.getByText(/^\d+ of 100\u202f\d+ entries$/)).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(tree).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('treeitem', { selected: true })).toBeVisible();
  expect(await page.getByRole('treeitem').count()).toBeLessThan(80);
  await expectAccessible(app, page, 'inspect-tree');
});

/** A gzip-compressed tar of many small files in folders of a thousand. */
async function archiveOf(count: number): Promise<Buffer> {
  const tar = pack();
  for (let index = 0; index < count; index += 1) {
    tar.entry({ name: `sources/part-${Math.floor(index / 1000)}/file-${index}.txt` }, 'x');
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar.pipe(createGzip({ level: 1 }))) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const watchTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seenTasks: seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.push(duration);
    }).observe({ type: 'longtask' });
  });

/** Milliseconds of the longest task since `watchTasks`; tasks below 50 are not told. */
const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, ...(Object(window).seenTasks as number[])));
