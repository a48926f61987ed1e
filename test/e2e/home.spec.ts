import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { frameWords } from '../../renderer/words/en';
import { stoppedWords } from '../../renderer/words/en-outcomes';
import { homeWords, todoWords } from '../../renderer/words/en-places';
import { trustWords } from '../../renderer/words/en-questions';
import { sideWords } from '../../shared/words/sides';
import { expectAccessible } from './axe';
import { byMouse } from './hands';
import { button, goHome, heading, type Journey, startPractice } from './journey';
import { test } from './window';

test('home teaches, lists and forgets, and the window comes back as it was', async ({
  folder,
  launch,
}) => {
  const { app, page } = await launch();
  const journey: Journey = { app, page, folder, hands: byMouse(page) };
  await expect(page.getByText(homeWords.none)).toBeVisible();
  await startPractice(journey);
  await expect(heading(page, trustWords.title(sideWords.source))).toBeVisible();

  await test.step('the window shows outside that something runs', async () => {
    const title = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getTitle(),
    );
    expect(title).toMatch(/Connect · EPP Migration Assistant$/);
    const awake = await app.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(0));
    expect(awake).toBe(true);
  });

  await test.step('a run that waits for a person is on the list', async () => {
    await goHome(journey);
    await expect(page.getByText(todoWords.asking)).toBeVisible();
    await page.getByRole('button', { name: /^Continue / }).click();
    await expect(heading(page, trustWords.title(sideWords.source))).toBeVisible();
  });

  await test.step('when the engine dies, the page hears of it and can go on', async () => {
    const engine = await app.evaluate(({ app: electron }) =>
      electron.getAppMetrics().find(({ name }) => name === 'Migration engine'),
    );
    process.kill(engine?.pid ?? 0, 'SIGKILL');
    await expect(heading(page, stoppedWords.titles.paused)).toBeVisible({ timeout: 10_000 });
    await page.getByRole('button', { name: /^Continue: / }).click();
    await expect(heading(page, trustWords.title(sideWords.source))).toBeVisible();
  });

  await test.step('closing asks while something runs', async () => {
    await app.evaluate(({ BrowserWindow, dialog }) => {
      dialog.showMessageBox = async (...words: unknown[]) => {
        Object.assign(globalThis, { asked: words.at(-1) });
        return { response: 0, checkboxChecked: false };
      };
      BrowserWindow.getAllWindows()[0]?.close();
    });
    const asked = () => app.evaluate(() => (globalThis as { asked?: { detail: string } }).asked);
    await expect.poll(asked).toMatchObject({
      detail: expect.stringContaining('Nothing was changed on either server'),
    });
    await expect(heading(page, trustWords.title(sideWords.source))).toBeVisible();
  });

  await test.step('stopped and closed, it is found again', async () => {
    await button(page, frameWords.stop).or(button(page, trustWords.reject)).first().click();
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 20, y: 30, width: 1000, height: 700 }),
    );
    const gone = new Promise((resolve) => app.process().once('exit', resolve));
    await app.evaluate(({ BrowserWindow, dialog }) => {
      dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false });
      BrowserWindow.getAllWindows()[0]?.close();
    });
    await gone;
    const place = JSON.parse(await readFile(join(folder, 'profile', 'window.json'), 'utf8'));
    expect(place).toMatchObject({ bounds: { width: 1000, height: 700 }, maximized: false });
    expect((await stat(join(folder, 'home', 'migrations'))).mode & 0o077).toBe(0);
  });

  await test.step('and can be forgotten', async () => {
    const again = await launch();
    const size = await again.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    );
    expect(size).toMatchObject({ width: 1000, height: 700 });
    await again.page.getByRole('button', { name: /^Forget / }).click();
    const dialog = again.page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await expectAccessible(again.app, again.page, 'forget');
    await dialog.getByRole('button', { name: homeWords.forgetYes }).click();
    await expect(again.page.getByText(homeWords.none)).toBeVisible();
  });
});

test('a page that crashes is loaded again', async ({ app, page }) => {
  await expect(heading(page, homeWords.title)).toBeVisible();
  // A page that crashes at once would not be loaded again.
  await page.waitForTimeout(2500);
  const next = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.forcefullyCrashRenderer();
    return new Promise((resolve) =>
      contents?.once('did-start-navigation', ({ url }) => resolve(url)),
    );
  });
  expect(next).toBe('app://epp/index.html');
});
