import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { kitLine, readKitLine, sumLine } from '../../electron/engine/kit/kit-record';
import {
  enterKeyWords,
  faultWords,
  keyWords,
  lostWords,
  proofWords,
} from '../../renderer/words/en-key';
import { doneWords, failedWords, truthWords } from '../../renderer/words/en-outcomes';
import { describeFailure } from '../../shared/words/failures';
import { kitPlaceWords } from '../../shared/words/kit-places';
import { expectAccessible } from './axe';
import { byMouse } from './hands';
import {
  arrive,
  button,
  confirmRestore,
  enterKey,
  heading,
  type Journey,
  kitOf,
  logIn,
  moveAddress,
  names,
  openKit,
  powerOff,
  saveKey,
  saveKit,
  startPractice,
  trust,
  withOneWrong,
} from './journey';
import { reviewFindings } from './reviewing';
import { test } from './window';

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function untilTheKey(journey: Journey): Promise<void> {
  await startPractice(journey);
  for (const side of ['source', 'target'] as const) {
    await trust(journey, side);
    await logIn(journey, side);
  }
  await reviewFindings(journey);
}

/** All texts that React remembers of the page, and those of its fields. */
const remembered = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const seen = new Set<object>();
    const texts: string[] = [document.documentElement.outerHTML];
    const waiting: unknown[] = [];
    for (const element of [document.body, ...document.body.querySelectorAll('*')]) {
      if (element instanceof HTMLInputElement) texts.push(element.value);
      for (const [name, value] of Object.entries(element))
        if (name.startsWith('__react')) waiting.push(value);
    }
    while (waiting.length > 0) {
      const value = waiting.pop();
      if (typeof value === 'string') texts.push(value);
      if (typeof value !== 'object' || value === null || seen.has(value)) continue;
      if (value instanceof Node || value === window) continue;
      seen.add(value);
      for (const { value: inner } of Object.values(Object.getOwnPropertyDescriptors(value)))
        waiting.push(inner);
    }
    return texts.join('\n');
  });

test('nothing but the key or its own kit opens the gate', async ({ app, page, folder }) => {
  const journey: Journey = { app, page, folder, hands: byMouse(page) };
  await untilTheKey(journey);
  await arrive(journey, 'save-key', keyWords.title);
  const goOn = button(page, proofWords.goOn(names.source));
  const cloud = join(folder, 'Dropbox');
  await mkdir(cloud);
  const kit = join(cloud, 'kit.txt');
  const key = await saveKit(journey, kit);

  await test.step('a kit in a folder that is copied elsewhere is warned of', async () => {
    await expect(page.getByText(kitPlaceWords['sync-folder'])).toBeVisible();
    await expectAccessible(app, page, 'save-key-warned');
  });

  const pdf = join(folder, 'kit.pdf');
  await test.step('a kit is saved as PDF', async () => {
    await saveKit(journey, pdf);
    expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  await test.step('the key is gone from the page, whatever was shown before', async () => {
    await page.getByRole('button', { name: keyWords.hold }).focus();
    await page.keyboard.down('Space');
    await expect(page.getByTestId('key').getByRole('listitem')).toHaveCount(4);
    expect(await page.content()).toContain(key.slice(0, 4));
    await page.keyboard.up('Space');
    await button(page, keyWords.goOn).click();
    await expect(heading(page, proofWords.title)).toBeFocused();
    const texts = await remembered(page);
    expect(texts).toContain(names.source);
    expect(texts).not.toContain(key);
    expect(texts).not.toContain(`"${key.slice(4, 8)}"`);
    await expect(goOn).toBeDisabled();
  });

  const refused = async (code: Parameters<typeof describeFailure>[0]['code']): Promise<void> => {
    await goOn.click();
    await expect(page.getByText(describeFailure({ code, facts: {} }).title)).toBeVisible();
    await expect(goOn).toBeDisabled();
  };

  await test.step('a picture is no kit', async () => {
    const file = join(folder, 'kit.png');
    await writeFile(file, picture);
    await openKit(journey, file);
    await refused('kit.not-one');
    await expectAccessible(app, page, 'prove-key-no-kit');
  });

  await test.step('the kit of another backup is told apart', async () => {
    const file = join(folder, 'other.txt');
    const text = await readFile(kit, 'utf8');
    const own = readKitLine(/^EPP-KIT-1 .*$/m.exec(text)?.[0] ?? '');
    if (!own) throw new Error('the kit has no line EPP-KIT-1');
    const other = { ...own, key, backupId: 'b-other' };
    const changed = text
      .replace(kitLine(own), kitLine(other))
      .replace(sumLine({ ...own, key }), sumLine(other));
    await writeFile(file, changed);
    await openKit(journey, file);
    await refused('kit.other-backup');
  });

  await test.step('a damaged kit is not guessed at', async () => {
    const file = join(folder, 'damaged.txt');
    const text = await readFile(kit, 'utf8');
    await writeFile(file, text.replaceAll(key, withOneWrong(key)));
    await openKit(journey, file);
    await refused('kit.damaged');
  });

  await test.step('a wrong group is named', async () => {
    await page.getByLabel(proofWords.type).fill(withOneWrong(key));
    await goOn.click();
    await expect(page.getByText(faultWords.groups([2]))).toBeVisible();
    await expect(page.getByText(faultWords.title)).toBeVisible();
  });

  await test.step('the PDF kit opens it', async () => {
    await openKit(journey, pdf);
    await goOn.click();
    await arrive(journey, 'enter-key', enterKeyWords.title);
    expect(await remembered(page)).not.toContain(key);
  });
});

test('a key that is lost leads to a new backup and on to the end', async ({
  app,
  page,
  folder,
}) => {
  const arrived = (name: string): Promise<void> => expectAccessible(app, page, `lost-${name}`);
  const journey: Journey = { app, page, folder, hands: byMouse(page) };
  await untilTheKey(journey);
  const first = await saveKey(journey);
  await arrive(journey, 'enter-key', enterKeyWords.title);

  await page.getByLabel(proofWords.type).fill(withOneWrong(first));
  await button(page, enterKeyWords.send(names.target)).click();
  const wrong = describeFailure({ code: 'key.wrong', facts: {} });
  await expect(page.getByText(wrong.seen)).toBeVisible();
  await arrived('key-wrong');

  await button(page, enterKeyWords.lost).click();
  await arrive({ ...journey, arrived }, 'key', lostWords.title);
  await button(page, lostWords.goOn).click();
  const lost = describeFailure({ code: 'key.lost', facts: {} });
  await expect(heading(page, lost.title)).toBeVisible();
  await expect(page.getByText(truthWords.target.received)).toBeVisible();
  await arrived('failed');
  await button(page, failedWords.newBackup(names.source)).click();

  for (const side of ['source', 'target'] as const) await logIn(journey, side);
  // The first kit stays where it is: it still opens the first backup.
  const kit = kitOf(journey, 'kit-2.txt');
  const second = await saveKey(journey, kit);
  expect(second).not.toBe(first);
  await enterKey(journey, { kit });
  await confirmRestore(journey);
  await powerOff(journey);
  const question = page.getByRole('heading', { level: 1, name: /^Give the address/ });
  const [, address = ''] = /address (\S+) to/.exec((await question.textContent()) ?? '') ?? [];
  await moveAddress(journey, address);
  await arrive(journey, 'done', doneWords.title(names.source, names.target));
  await expect(page.getByText(doneWords.keyFrom.kit)).toBeVisible();
});
