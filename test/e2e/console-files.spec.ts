import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { byHandWords, consoleWords, downloadWords } from '../../renderer/words/en-by-hand';
import { expectAccessible } from './axe';
import { isShown, kept, test, title } from './console-test';
import { allAddresses, inConsole } from './hand-fixture';
import { backupBytes } from './hostile-console';
import { button } from './journey';

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
