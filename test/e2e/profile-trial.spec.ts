import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { startPair } from '../../electron/simulator/pair';
import { homeWords } from '../../renderer/words/en-places';
import { profileWords as words } from '../../renderer/words/en-profiles';
import { passwordWords, trustWords } from '../../renderer/words/en-questions';
import { expectAccessible } from './axe';
import { button, heading } from './journey';
import { part } from './profile-page';
import { resize } from './resize';
import { test } from './window';

test('a profile is opened by dropping it and tried on a server, which is asked nothing that changes it', async ({
  app,
  page,
  folder,
}) => {
  const pair = await startPair({
    ...{ folder: join(folder, 'pair'), timeScale: 0.1, computers: 20, backupBytes: 1_000_000 },
  });
  const { source } = pair;
  try {
    const path = join(folder, 'mine.jsonc');
    const reference = join(import.meta.dirname, '../../resources/profiles/reference.json');
    await writeFile(path, await readFile(reference));
    await page.getByRole('button', { name: homeWords.profiles }).click();
    await drop(page, page.getByText(words.drop).locator('..'), path);
    await expect(heading(page, words.deskTitle('mine.jsonc'))).toBeVisible();
    expect(await page.content()).not.toContain(folder);

    await test.step('one operation, after the host key and the password', async () => {
      await part(page, 'counts').click();
      await button(page, words.run).click();
      await expect(page.getByText(words.serverMissing)).toBeVisible();
      await page.getByLabel(words.server, { exact: true }).fill(`${source.host}:${source.port}`);
      await button(page, words.run).click();
      await expect(page.getByText(words.userMissing)).toBeVisible();
      await page
        .getByLabel(words.server, { exact: true })
        .fill(`${source.user}@${source.host}:${source.port}`);
      await answerTrials(app, 0);
      await button(page, words.run).click();
      await expect.poll(() => shownOfTrials(app)).toHaveLength(1);
      await expect(button(page, words.run)).toHaveAttribute('aria-disabled', 'false');
      await answerTrials(app, 1);
      await button(page, words.run).click();
      await expect(heading(page, trustWords.title('server'))).toBeVisible();
      await button(page, trustWords.accept).click();
      await page.getByLabel(passwordWords.label, { exact: true }).fill(pair.password);
      await page.keyboard.press('Enter');
      await expect(page.getByText(/^Exit code 0, \d+ ms/)).toBeVisible();
      await expect(page.getByRole('row', { name: /^computers 20/ })).toBeVisible();
      await page.getByText(/^Exit code 0, /).scrollIntoViewIfNeeded();
      await expectAccessible(app, page, 'profiles-tried');
      const [shown] = await shownOfTrials(app);
      expect(shown).toMatch(/^echo [\s\S]*^eppctl counts$/m);
      expect(shown).not.toContain('power');
    });

    await test.step('what changes something is not offered', async () => {
      await part(page, 'powerOff').click();
      await expect(page.getByText(words.neverRun)).toBeVisible();
      await expect(button(page, words.run)).toHaveCount(0);
    });

    await test.step('all that change nothing, and nothing else', async () => {
      await part(page, words.general).click();
      await button(page, words.runAll).click();
      await page.getByLabel(passwordWords.label, { exact: true }).fill(pair.password);
      await page.keyboard.press('Enter');
      const neighbour = page.getByRole('heading', { level: 3, name: 'neighbour', exact: true });
      await expect(neighbour).toBeVisible({ timeout: 60_000 });
      await expect(page.getByText(words.leftOut.changes).first()).toBeVisible();
      await neighbour.scrollIntoViewIfNeeded();
      await expectAccessible(app, page, 'profiles-tried-all');
      expect(pair.machine('source')).toMatchObject({ power: 'on', backupsStarted: 0 });
    });

    await test.step('the page is whole in any window', async () => {
      await part(page, 'backup').click();
      await button(page, words.moreOf('state')).click();
      await page.getByText(words.failing).click();
      for (const [width, height] of [
        [1280, 800],
        [960, 640],
        [512, 640],
      ] as const) {
        await resize(app, width, height);
        await page.getByLabel(words.reads, { exact: true }).scrollIntoViewIfNeeded();
        await expectAccessible(app, page, `profiles-${width}`);
        // The page itself scrolls only where it has no room for two columns.
        const over = await page.evaluate(() => {
          const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
          return { sideways: scrollWidth > clientWidth, down: scrollHeight > clientHeight };
        });
        expect(over, String(width)).toEqual({ sideways: false, down: width < 800 });
      }
    });
  } finally {
    await pair.stop();
  }
});

/** Answers what the shell asks before a trial: 0 no, 1 yes. What it showed is kept. */
const answerTrials = (app: ElectronApplication, response: number): Promise<void> =>
  app.evaluate(({ dialog }, answer) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shownOfTrials: shown });
    dialog.showMessageBox = async (...asked: unknown[]) => {
      shown.push(String(Object(asked.at(-1)).detail));
      return { response: answer, checkboxChecked: false };
    };
  }, response);

const shownOfTrials = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(() => Object(globalThis).shownOfTrials);

/** Drops a file as a person does. */
async function drop(page: Page, target: Locator, path: string): Promise<void> {
  const zone = await target.boundingBox();
  const at = { x: (zone?.x ?? 0) + 8, y: (zone?.y ?? 0) + 8 };
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const browser = await page.context().newCDPSession(page);
  // As with a real drag, the page has to have said that it would take the file.
  for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', { type, ...at, data });
}
