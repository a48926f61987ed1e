import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { doneWords } from '../../renderer/words/en-outcomes';
import { backWords, keepWords } from '../../renderer/words/en-way-back';
import { expectAccessible } from './axe';
import { byMouse } from './hands';
import {
  arrive,
  button,
  confirmRestore,
  enterKey,
  type Journey,
  logIn,
  moveAddress,
  names,
  powerOff,
  saveKey,
  startPractice,
  trust,
} from './journey';
import { reviewFindings } from './reviewing';
import { test } from './window';

test('a finished migration goes back to the old server', async ({ app, page, folder }) => {
  test.setTimeout(180_000);
  const journey: Journey = { app, page, folder, hands: byMouse(page) };
  await startPractice(journey);
  for (const side of ['source', 'target'] as const) {
    await trust(journey, side);
    await logIn(journey, side);
  }
  await reviewFindings(journey);
  const key = await saveKey(journey);
  await enterKey(journey, { key });
  await confirmRestore(journey);
  await powerOff(journey);
  const [migration = ''] = await readdir(join(folder, 'home', 'migrations'));
  const place = join(folder, 'home', 'migrations', migration);
  const journal = await readFile(join(place, 'journal.jsonl'), 'utf8');
  await moveAddress(journey, /"address":"([^"]+)"/.exec(journal)?.[1] ?? '');
  await arrive(journey, 'done', doneWords.title(names.source, names.target));

  await app.evaluate(({ shell }) => {
    shell.openPath = async (path) => {
      Object.assign(globalThis, { opened: path });
      return '';
    };
  });
  await button(page, keepWords.calendar).click();
  await expect
    .poll(() => app.evaluate(() => (globalThis as { opened?: string }).opened))
    .toMatch(/old-server\.ics$/);

  await page.getByText(backWords.title, { exact: true }).click();
  await expectAccessible(app, page, 'way-back');
  await button(page, backWords.begin(names.source)).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await dialog.getByLabel(backWords.label(names.target)).fill(names.target);
  await dialog.getByRole('button', { name: backWords.yes(names.source), exact: true }).click();
  // After a while in which nothing ran, the passwords are asked for again.
  const password = page.getByLabel('Password', { exact: true });
  const switchOn = button(page, backWords.switchOn);
  for (let asked = 0; asked < 3; asked++) {
    await expect(switchOn.or(password)).toBeVisible({ timeout: 60_000 });
    if (await switchOn.isVisible()) break;
    await password.fill('practice');
    await page.keyboard.press('Enter');
    await expect(password).toBeHidden({ timeout: 20_000 });
  }
  await expectAccessible(app, page, 'rolling-back');
  await switchOn.click();
  const back = page.getByRole('heading', { level: 1, name: backWords.done(names.source) });
  for (let asked = 0; asked < 2; asked++) {
    await expect(back.or(password)).toBeVisible({ timeout: 60_000 });
    if (await back.isVisible()) break;
    await password.fill('practice');
    await page.keyboard.press('Enter');
    await expect(password).toBeHidden({ timeout: 20_000 });
  }
  await expect(back).toBeVisible({ timeout: 60_000 });
  await expectAccessible(app, page, 'rolled-back');
  expect(await readFile(join(place, 'way-back.txt'), 'utf8')).toContain('Gone back: OLD-EPP');
});
