import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { frameWords } from '../../renderer/words/en';
import {
  accessWords,
  byHandWords,
  certificateWords,
  consoleWords,
  handTitles,
} from '../../renderer/words/en-by-hand';
import { loginWords } from '../../renderer/words/en-connect';
import { connectWords, homeWords } from '../../renderer/words/en-places';
import { expectAccessible } from './axe';
import { isShown, test, title } from './console-test';
import { allAddresses, consoleQuestion, inConsole, openAsking, writeAsking } from './hand-fixture';
import { attempts } from './hostile-attempts';
import { startHostileConsole } from './hostile-console';
import { button, heading } from './journey';

test('a console is loaded only after its certificate was confirmed', async ({
  folder,
  launch,
  hostile,
}) => {
  const state = await writeAsking(folder, hostile, consoleQuestion());
  const { app, page } = await launch();
  await openAsking(app, page, state);
  await expect(heading(page, handTitles.prepareBackup('OLD-EPP'))).toBeVisible();
  await expect(page.getByText(hostile.fingerprint())).toBeVisible();
  expect(hostile.asked).toEqual([]);
  await expectAccessible(app, page, 'by-hand-certificate');

  const paste = page.getByLabel(certificateWords.paste);
  await paste.fill('SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  await expect(button(page, certificateWords.confirm)).toBeDisabled();
  await paste.fill(hostile.fingerprint());
  await button(page, certificateWords.confirm).click();
  await isShown({ app, page }, hostile);
  expect(await inConsole(app, 'document.title')).toBe('Made-up console');
  await expect(page.getByText('The page says “Ready to download”.')).toBeVisible();
  await expectAccessible(app, page, 'by-hand-console');

  await test.step('it lies where the page has room for it', async () => {
    const frame = await page.locator('[data-open="true"]').boundingBox();
    const bounds = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.contentView.children.at(-1)?.getBounds(),
    );
    expect(bounds?.width).toBeGreaterThan(400);
    expect(Math.abs((bounds?.x ?? 0) - (frame?.x ?? 0))).toBeLessThanOrEqual(1);
    expect(Math.abs((bounds?.height ?? 0) - (frame?.height ?? 0))).toBeLessThanOrEqual(1);
  });
  await test.step('it gives way to a dialog', async () => {
    const views = () =>
      app.evaluate(
        ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.contentView.children.length,
      );
    const before = (await views()) ?? 0;
    await page.keyboard.press('Control+j');
    await expect.poll(views).toBe(before - 1);
    await page.keyboard.press('Escape');
    await expect.poll(views).toBe(before);
  });
});

test('another certificate in the middle of the work closes the console', async ({
  open,
  hostile,
}) => {
  const opened = await open();
  await isShown(opened, hostile);
  const before = hostile.asked.length;
  hostile.changeCertificate();
  await button(opened.page, consoleWords.reload).click();
  await expect(opened.page.getByText(title('console.certificate-changed'))).toBeVisible();
  await expect.poll(() => allAddresses(opened.app)).toHaveLength(1);
  expect(hostile.asked).toHaveLength(before);
  await expectAccessible(opened.app, opened.page, 'by-hand-changed');

  const { page } = opened;
  await page.getByLabel(certificateWords.typeName('127.0.0.1')).fill('127.0.0.2');
  await expect(button(page, certificateWords.confirm)).toBeDisabled();
  await page.getByLabel(certificateWords.typeName('127.0.0.1')).fill('127.0.0.1');
  await button(page, certificateWords.confirm).click();
  await isShown(opened, hostile);
});

test('a console that never answers or leads elsewhere is said to', async ({ open, hostile }) => {
  test.slow();
  const other = await startHostileConsole('127.0.0.2');
  try {
    hostile.first = { to: `${other.origin}/steal?key=1` };
    const { app, page } = await open();
    await expect(page.getByText(title('console.elsewhere'))).toBeVisible();
    expect(other.asked).toEqual([]);
    expect((await allAddresses(app)).filter((url) => url.startsWith('https:'))).toEqual([]);
    hostile.first = 'silent';
    await button(page, consoleWords.again).click();
    await expect(page.getByText(title('console.no-answer'))).toBeVisible({ timeout: 40_000 });
    hostile.first = 'page';
    await button(page, consoleWords.again).click();
    await isShown({ app, page }, hostile);
  } finally {
    await other.stop();
  }
});

test('a page in the console reaches nothing but its own server', async ({
  open,
  hostile,
  folder,
}) => {
  const other = await startHostileConsole('127.0.0.2');
  try {
    const opened = await open();
    await isShown(opened, hostile);
    const { app, page } = opened;
    const log = join(folder, 'net.json');
    await app.evaluate(async ({ webContents }, path) => {
      const found = webContents
        .getAllWebContents()
        .find((each) => each.getURL().startsWith('https:'));
      await found?.session.netLog.startLogging(path);
    }, log);
    const tried = await inConsole<Record<string, unknown>>(
      app,
      attempts(other.origin, hostile.origin),
    );
    expect(tried).toEqual({
      world: [],
      opened: null,
      fetched: 'TypeError',
      file: 'TypeError',
      ownPage: 'TypeError',
      beacon: false,
      socket: 'error',
      image: 'error',
      frame: 'not loaded',
      worker: 'TypeError',
      states: ['denied'],
      camera: expect.stringMatching(/^Not(Allowed|Found)Error$/),
      clipboard: 'NotAllowedError',
      pickers: 'undefined undefined',
      peer: expect.stringMatching(/refused|failed/),
      own: 404,
    });
    await inConsole(app, `void (location.href = '${other.origin}/gone')`);
    await inConsole(app, "void (location.href = 'file:///etc/passwd')");
    await inConsole(app, "void (location.href = 'app://epp/index.html')");
    await page.waitForTimeout(500);
    expect(await allAddresses(app)).toContain(`${hostile.origin}/`);
    expect(await allAddresses(app)).toHaveLength(2);
    expect(other.asked).toEqual([]);
    await expect(page.getByText(/A new window was not opened/).first()).toBeVisible();
    await app.evaluate(async ({ webContents }) => {
      const found = webContents
        .getAllWebContents()
        .find((each) => each.getURL().startsWith('https:'));
      await found?.session.netLog.stopLogging();
    });
    // Not even names were looked up.
    expect((await readFile(log, 'utf8')).includes('prefetched.invalid')).toBe(false);
    await test.step('its door to this program is closed', async () => {
      const preferences = await app.evaluate(({ webContents }) => {
        const found = webContents
          .getAllWebContents()
          .find((each) => each.getURL().startsWith('https:'));
        const all = (
          found as unknown as { getLastWebPreferences: () => Record<string, unknown> }
        ).getLastWebPreferences();
        const names = ['sandbox', 'contextIsolation', 'nodeIntegration', 'preload', 'webSecurity'];
        return Object.fromEntries(names.map((name) => [name, all[name] ?? null]));
      });
      expect(preferences).toEqual({
        ...{ sandbox: true, contextIsolation: true, nodeIntegration: false },
        ...{ preload: null, webSecurity: true },
      });
    });
  } finally {
    await other.stop();
  }
});

test('a page of 50 MB of text does not hold the window up', async ({ open, hostile }) => {
  test.slow();
  const opened = await open();
  await isShown(opened, hostile);
  const { app, page } = opened;
  await inConsole(app, "void (location.href = '/big-text')");
  await expect.poll(() => allAddresses(app)).toContain(`${hostile.origin}/big-text`);
  for (let look = 0; look < 8; look += 1) {
    const begun = Date.now();
    await page.getByLabel(byHandWords.by).fill(`Somebody ${look}`);
    await app.evaluate(({ app: electron }) => electron.getName());
    expect(Date.now() - begun).toBeLessThan(2500);
    await page.waitForTimeout(500);
  }
  await button(page, consoleWords.back).click();
  // The page itself is busy for as long as its processor takes to lay it out.
  await expect.poll(() => allAddresses(app), { timeout: 150_000 }).toContain(`${hostile.origin}/`);
  await expect(page.getByText('The page says “Ready to download”.')).toBeVisible();
});

test('a server without SSH is entered with its web port alone', async ({ app, page }) => {
  await page.getByRole('button', { name: homeWords.start }).click();
  const fields = page.getByRole('group', { name: frameWords.sides.source });
  await fields.getByRole('switch').check();
  await expect(fields.getByLabel(accessWords.port)).toHaveValue('443');
  await expect(fields.getByLabel(accessWords.user)).toHaveValue('root');
  await expect(fields.getByText(loginWords.title)).toBeHidden();
  await fields.getByLabel(accessWords.port).fill('99999');
  await button(page, connectWords.start).click();
  await expect(fields.getByText(connectWords.portBad)).toBeVisible();
  await expectAccessible(app, page, 'connect-web');
});

test('the page can be used in small windows', async ({ open, hostile }) => {
  const opened = await open();
  const { app, page } = opened;
  const resize = (width: number, height: number, zoom = 1) =>
    app.evaluate(
      ({ BrowserWindow }, [wide, high, factor]) => {
        const window = BrowserWindow.getAllWindows()[0];
        window?.setMinimumSize(400, 300);
        window?.setContentSize(wide, high);
        window?.webContents.setZoomFactor(factor);
      },
      [width, height, zoom] as const,
    );
  await resize(1440, 900);
  await isShown(opened, hostile);
  await expectAccessible(app, page, 'by-hand-large-window');
  await resize(960, 640);
  const console = page.getByText(byHandWords.views.console, { exact: true });
  await console.click();
  await expect(page.locator('[data-open="true"]')).toBeVisible();
  await expectAccessible(app, page, 'by-hand-small-console');
  await page.getByText(byHandWords.views.guide, { exact: true }).click();
  await expect(page.getByText('Press Create.')).toBeVisible();
  await expectAccessible(app, page, 'by-hand-small-steps');
  await resize(1024, 768, 2);
  await expectAccessible(app, page, 'by-hand-zoomed');
  await console.click();
  await expect(page.locator('[data-open="true"]')).toBeVisible();
  await resize(1200, 800);
});
