import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { countsWords } from '../../renderer/words/en';
import { doneWords } from '../../renderer/words/en-outcomes';
import { countedEntities } from '../../shared/appliance';
import { expectAccessible } from './axe';
import { byKeyboard, byMouse, type Hands } from './hands';
import {
  arrive,
  button,
  confirmRestore,
  enterKey,
  type Journey,
  kitOf,
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

async function migrate(journey: Journey, keyBy: 'typing' | 'kit'): Promise<string> {
  const { app, page, hands, folder } = journey;
  await startPractice(journey);
  for (const side of ['source', 'target'] as const) {
    await trust(journey, side);
    await logIn(journey, side);
  }
  await reviewFindings(journey);
  const key = await saveKey(journey);
  await enterKey(journey, keyBy === 'kit' ? { kit: kitOf(journey) } : { key });
  await confirmRestore(journey);
  await powerOff(journey);
  const [migration = ''] = await readdir(join(folder, 'home', 'migrations'));
  const place = join(folder, 'home', 'migrations', migration);
  const journal = () => readFile(join(place, 'journal.jsonl'), 'utf8');
  const address = /"address":"([^"]+)"/.exec(await journal())?.[1] ?? '';
  await moveAddress(journey, address);
  await arrive(journey, 'done', doneWords.title(names.source, names.target));
  await expect(page.getByText(doneWords.provenTakeover(address))).toBeVisible();
  await expect(page.getByText(doneWords.provenCounts)).toBeVisible();
  await expect(
    page.getByText(/^4[678] of 48 computers back; first at \d\d:\d\d:\d\d\.$/),
  ).toBeVisible();
  await expect(page.getByText(doneWords.provenKey.typed)).toBeVisible();
  const from = keyBy === 'kit' ? 'kit' : 'typed';
  await expect(page.getByText(doneWords.keyFrom[from])).toBeVisible();
  await expect(page.getByText(countsWords.same, { exact: true })).toHaveCount(
    countedEntities.length,
  );
  await expect(page).toHaveTitle(/OLD-EPP → NEW-EPP · Done/);

  await app.evaluate(({ shell }) => {
    shell.openPath = async (path) => {
      Object.assign(globalThis, { opened: path });
      return '';
    };
  });
  await hands.press(button(page, doneWords.report));
  await expect
    .poll(() => app.evaluate(() => (globalThis as { opened?: string }).opened))
    .toMatch(/report\.html$/);
  for (const file of ['report.html', 'report.txt', 'report.json', 'journal.jsonl']) {
    const text = await readFile(join(place, file), 'utf8');
    expect(text.length).toBeGreaterThan(500);
    expect(text).not.toContain(key);
  }
  return key;
}

test('a whole migration by mouse', async ({ running, folder }) => {
  const { app, page } = running;
  const arrived = (name: string): Promise<void> => expectAccessible(app, page, name);
  const key = await migrate({ app, page, folder, hands: byMouse(page), arrived }, 'kit');
  expect(running.output()).not.toContain(key);
});

test('a whole migration by keyboard alone', async ({ app, page, folder }) => {
  await page.evaluate(() => {
    const refuse = (): never => {
      throw new Error('somebody used a mouse');
    };
    window.addEventListener('pointerdown', refuse, true);
  });
  const hands: Hands = byKeyboard(page);
  await migrate({ app, page, folder, hands }, 'typing');
});
