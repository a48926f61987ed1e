import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { inspectWords } from '../../renderer/words/en-inspect';
import { homeWords } from '../../renderer/words/en-places';
import { heading } from './journey';

/** Makes every dialog for opening a file from now on answer with this one. */
export const willChoose = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);

/** Drops a file where the page takes one to look into, as a person does with a mouse. */
export async function dropFile(page: Page, path: string): Promise<void> {
  const place = page.getByText(new RegExp(`^(${inspectWords.drop}|${inspectWords.dropAnother})$`));
  const zone = await place.locator('..').boundingBox();
  const at = { x: (zone?.x ?? 0) + 8, y: (zone?.y ?? 0) + 8 };
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const browser = await page.context().newCDPSession(page);
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    browser.send('Input.dispatchDragEvent', { type, ...at, data });
  await drag('dragEnter');
  // As with a real drag, the page has to have said that it would take the file.
  await drag('dragOver');
  await expect(page.getByText(inspectWords.dropNow)).toBeVisible();
  await drag('dragOver');
  await drag('drop');
  await browser.detach();
}

export const tab = (page: Page, name: string): Locator =>
  page.getByRole('tab', { name, exact: true });

/** From Home to the page that looks into a file. */
export async function openInspect(page: Page): Promise<void> {
  await page.getByRole('button', { name: homeWords.inspect }).click();
  await expect(heading(page, inspectWords.title)).toBeVisible();
}

/** Where the page says the name of the file. */
export const nameOf = (page: Page, name: string): Locator => page.locator('dd', { hasText: name });
