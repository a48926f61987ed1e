import { copyFile, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { Client } from 'basic-ftp';
import { frameWords } from '../../renderer/words/en';
import { enterKeyWords } from '../../renderer/words/en-key';
import { stoppedWords } from '../../renderer/words/en-outcomes';
import type { Plan } from '../../shared/plan';
import { byHandWords, ftpWords, legWords, wayWords } from '../../shared/words/route';
import { stepWords } from '../../shared/words/steps';
import { expectAccessible } from './axe';
import { byMouse } from './hands';
import {
  arrive,
  button,
  heading,
  type Journey,
  logIn,
  names,
  saveKey,
  startPractice,
  trust,
} from './journey';
import { reviewFindings } from './reviewing';
import { test } from './window';

/** A port that nobody has just now. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });

/** What stands beside a name in the list of what to type. */
const typed = async (page: Page, name: string): Promise<string> =>
  (await page.locator('dl > div', { hasText: name }).locator('dd').textContent()) ?? '';

async function journalOf(folder: string): Promise<{ readonly text: string; readonly plan: Plan }> {
  const [id = ''] = await readdir(join(folder, 'home', 'migrations'));
  const text = await readFile(join(folder, 'home', 'migrations', id, 'journal.jsonl'), 'utf8');
  const { plan } = JSON.parse(text.split('\n')[0] ?? '') as { readonly plan: Plan };
  return { text, plan };
}

test('the way is changed, then a console exports the backup and a person puts it there', async ({
  running,
  folder,
}) => {
  const { app, page } = running;
  const arrived = (name: string): Promise<void> => expectAccessible(app, page, name);
  const journey: Journey = { app, page, folder, hands: byMouse(page), arrived };
  const quiet: Journey = { app, page, folder, hands: byMouse(page) };
  await startPractice(quiet);
  for (const side of ['source', 'target'] as const) {
    await trust(quiet, side);
    await logIn(quiet, side);
  }
  await reviewFindings(quiet);
  await saveKey(quiet);
  // Earlier both servers are looked at once more, and the run that goes on logs in to both.
  const making = heading(page, stepWords['create-backup'].doing);
  await expect(making.or(heading(page, stepWords['download-backup'].doing))).toBeVisible({
    timeout: 30_000,
  });

  await button(page, frameWords.stop).click();
  await expect(heading(page, stoppedWords.titles.cancelled)).toBeVisible();
  await page.getByText(wayWords.title).click();
  await page.getByLabel(wayWords.source).selectOption(legWords.ftp.source);
  await page.getByLabel(wayWords.target).selectOption(legWords.hand.target);
  await arrived('way-form');
  await button(page, wayWords.goOn).click();
  await logIn(quiet, 'source');

  await arrive(journey, 'open-ftp', ftpWords.title(names.source, 'source'));
  await page.getByLabel(ftpWords.port, { exact: true }).fill(String(await freePort()));
  await button(page, ftpWords.open).click();
  await arrive(journey, 'at-console', ftpWords.consoleTitle(names.source));
  const port = Number(await typed(page, ftpWords.fieldPort));
  const path = await typed(page, ftpWords.fieldPath);
  const password = await typed(page, ftpWords.fieldPassword);

  const { plan } = await journalOf(folder);
  const files = (side: 'source' | 'target', inside: string): string =>
    join(plan.practice ?? '', side, 'files', inside);
  const [backup = ''] = await readdir(files('source', 'backups'));
  const console = new Client();
  await console.access({
    ...{ host: await typed(page, ftpWords.fieldAddress), port, password },
    user: await typed(page, ftpWords.fieldUser),
  });
  await console.uploadFrom(files('source', join('backups', backup)), path);
  console.close();

  // It has arrived whole, so nobody has to say so.
  await arrive(journey, 'put-file', byHandWords.putTitle);
  await button(page, byHandWords.checkThere).click();
  // It is the first that this run wants of the new server.
  await logIn(quiet, 'target');
  await expect(page.getByRole('alert')).toContainText('The file is not there yet');
  await copyFile(
    await typed(page, byHandWords.from),
    files('target', await typed(page, byHandWords.to)),
  );
  await button(page, byHandWords.checkThere).click();
  await arrive(journey, 'enter-key-after-hand', enterKeyWords.title);

  const { text } = await journalOf(folder);
  expect(text).not.toContain(password);
  expect(text).not.toContain(path.split('/')[1]);
});
