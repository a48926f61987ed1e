import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElectronApplication, expect } from '@playwright/test';
import { inspectWords } from '../../renderer/words/en-inspect';
import { verdictWords } from '../../shared/words/inspection';
import { practiceFound } from '../unit/renderer/inspections';
import { nameOf } from './give-file';
import { heading } from './journey';
import { test } from './window';

test('a file that is opened with the program is looked into', async ({ launch, folder }) => {
  const [first, second] = [join(folder, 'mailed.eppb'), join(folder, 'a second one.eppb')];
  await copyFile(join(import.meta.dirname, '..', 'vectors', 'version-1.eppb'), first);
  await writeFile(second, '<!doctype html><title>Log in</title>');
  const { app, page } = await launch([first]);
  await expect(heading(page, inspectWords.title)).toBeVisible();
  await expect(nameOf(page, 'mailed.eppb')).toBeVisible();
  await expect(page.getByText(verdictWords(practiceFound))).toBeVisible();
  expect(await page.content()).not.toContain(folder);

  // Another start with a file, as of a person who double-clicks: it ends, and the window that is open takes the file.
  await page.getByRole('button', { name: 'Home', exact: true }).click();
  const [program = '', ...words] = app.process().spawnargs;
  const own = words.filter((word) => !/^--(?:inspect|remote-debugging)/.test(word));
  const again = spawn(program, [...own.filter((word) => word !== first), second], {
    env: { ...process.env, ...(await environment(app)) },
    stdio: 'ignore',
  });
  const [code] = await once(again, 'exit');
  expect(code).toBe(0);
  await expect(nameOf(page, 'a second one.eppb')).toBeVisible();
  await expect(page.getByText(/Not a backup/)).toBeVisible();
});

/** Where the program that runs has its data and its display. */
const environment = (app: ElectronApplication): Promise<Record<string, string>> =>
  app.evaluate(() => {
    const names = ['HOME', 'XDG_CONFIG_HOME', 'DISPLAY', 'XAUTHORITY', 'EPP_MIGRATE_HOME'];
    return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
  });
