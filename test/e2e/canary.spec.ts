import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElectronApplication, expect } from '@playwright/test';
import { startPair } from '../../electron/simulator/pair';
import { keyWords } from '../../renderer/words/en-key';
import { doneWords } from '../../renderer/words/en-outcomes';
import { connectWords } from '../../renderer/words/en-places';
import { canWatch, watchProcesses } from '../canary/processes';
import { searchFor, told } from '../canary/search';
import { canaryPassword, keyLabel } from '../canary/secrets';
import { strayFiles } from '../canary/stray-files';
import { leftInMain, leftInWindow } from '../canary/window-memory';
import { enter, openConnect, watchNoLonger } from './connecting';
import { byMouse } from './hands';
import {
  arrive,
  button,
  confirmRestore,
  enterKey,
  goHome,
  type Journey,
  kitOf,
  logIn,
  moveAddress,
  names,
  powerOff,
  saveKey,
  trust,
} from './journey';
import { reviewFindings } from './reviewing';
import { test } from './window';

/** What the main process forgets after a minute it forgets soon: nobody waits for it here. */
const hurryLongTimers = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    const usual = globalThis.setTimeout;
    const hurried = (run: () => void, delay = 0) => usual(run, delay >= 30_000 ? 5000 : delay);
    Object.assign(globalThis, { setTimeout: Object.assign(hurried, usual) });
  });

const sides = ['source', 'target'] as const;

test('a whole migration leaves no secret in the window, on the disk or with a process', async ({
  folder,
  launch,
}) => {
  const passwords = { source: canaryPassword('Old'), target: canaryPassword('New') };
  const began = Date.now();
  const watch = watchProcesses();
  const pair = await startPair({
    ...{ folder: join(folder, 'pair'), timeScale: 0.1, computers: 20, backupBytes: 1_000_000 },
    password: passwords,
  });
  try {
    const { app, page, output } = await launch();
    await hurryLongTimers(app);
    const journey: Journey = { app, page, folder, hands: byMouse(page) };
    await openConnect(page);
    for (const side of sides) await enter(page, side, pair[side]);
    await watchNoLonger(page);
    await button(page, connectWords.start).click();
    for (const side of sides) {
      await trust(journey, side);
      await logIn(journey, side, { user: pair[side].user, password: passwords[side] });
    }
    await reviewFindings(journey);
    // In every form: none of them may leave more than the kit itself.
    const others = ['pdf', 'html'].map((form) => kitOf(journey, `kit.${form}`));
    const key = await saveKey(journey, kitOf(journey), others);
    await enterKey(journey, { key });
    await confirmRestore(journey);
    await arrive(journey, 'first-backup', keyWords.firstTitle);
    await button(page, keyWords.later).click();
    await powerOff(journey);
    await moveAddress(journey, pair.source.host);
    await arrive(journey, 'done', doneWords.title(names.source, names.target));

    const search = searchFor([
      { label: 'password of the old server', text: passwords.source },
      { label: 'password of the new server', text: passwords.target },
      { label: keyLabel, text: key },
    ]);
    const snapshot = join(folder, 'main.heapsnapshot');
    // Again and again for a while: what Playwright itself was told goes away by and by.
    const inWindow = async () => told(await leftInWindow(app, page, search));
    await expect.poll(inWindow, 'at the end').toEqual([]);
    const copied = () => app.evaluate(({ clipboard }) => clipboard.readText());
    await expect.poll(copied).not.toContain(key);
    const inMain = async () => told(await leftInMain(app, search, snapshot));
    await expect.poll(inMain, 'in the main process').toEqual([]);
    await goHome(journey);
    await expect.poll(inWindow, 'on Home').toEqual([]);

    await app.close();
    const processes = watch.stop();
    const next = await launch();
    const kept = await next.app.evaluate(({ clipboard }) => clipboard.readText());
    await next.app.close();
    const { hits, files } = await search.inFolder(folder, [pair.folder]);
    // The kit is what the person saved; nobody else may have the key.
    const isKit = (where: string): boolean => /^kit\.\w+$/.test(where.slice(folder.length + 1));
    expect(hits.some(({ where, label }) => isKit(where) && label === keyLabel)).toBe(true);
    const strays = await Promise.all(strayFiles(began).map(search.inFile));
    const leaks = [
      ...hits.filter(({ where, label }) => !isKit(where) || label !== keyLabel),
      ...processes.found(search),
      ...search.inText('what was printed', `${output()}${next.output()}`),
      ...search.inText('the clipboard', kept),
      ...strays.flat(),
    ];
    expect(told(leaks)).toEqual([]);
    expect(files).toBeGreaterThan(20);
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['home', 'profile', 'person']));
    if (canWatch) expect(processes.descendants.length).toBeGreaterThanOrEqual(4);
  } finally {
    await pair.stop();
  }
});

test('what is planted in the window is found', async ({ app, page, folder }) => {
  const secret = canaryPassword('Planted');
  const search = searchFor([{ label: 'planted', text: secret }]);
  const found = async (): Promise<readonly string[]> => {
    const hits = await leftInWindow(app, page, search);
    return [...new Set(hits.map(({ where }) => where.replace('the window’s ', '')))].sort();
  };
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await found()).toEqual([]);

  await test.step('an object that a script keeps', async () => {
    await page.evaluate((text) => {
      Object.assign(window, { planted: { deep: [new Map([['key', text]])] } });
    }, secret);
    expect(await found()).toEqual(['memory']);
    await page.evaluate(() => Reflect.deleteProperty(window, 'planted'));
    await expect.poll(found).toEqual([]);
  });

  await test.step('what only a function can reach', async () => {
    await page.evaluate((text) => {
      window.addEventListener('resize', () => text.length);
    }, secret);
    expect(await found()).toEqual(['memory']);
  });

  await test.step('a key in groups', async () => {
    await page.evaluate(
      ([first, second]) => Object.assign(window, { planted: { [`${first}`]: [second] } }),
      ['QX7K', 'T4RB'],
    );
    const key = searchFor([{ label: 'planted', text: 'QX7K2M9ZT4RB8WLN' }]);
    expect(told(await leftInWindow(app, page, key))).toEqual([
      'planted, groups, in the window’s memory',
    ]);
  });

  await test.step('an attribute, a field, the title and what is stored', async () => {
    await page.evaluate((text) => {
      document.body.setAttribute('data-planted', text);
      const field = Object.assign(document.createElement('input'), { value: text });
      document.body.append(field);
      document.title = text;
      window.localStorage.setItem('planted', text);
      window.sessionStorage.setItem('planted', text);
    }, secret);
    const places = ['fields', 'localStorage', 'memory', 'page', 'sessionStorage', 'text', 'titles'];
    expect(await found()).toEqual(places);
  });

  await test.step('the main process', async () => {
    const snapshot = join(folder, 'main.heapsnapshot');
    await app.evaluate((_electron, text) => {
      Object.assign(globalThis, { planted: [text] });
    }, secret);
    expect(told(await leftInMain(app, search, snapshot))).toContain(
      'planted, JSON, in the main process’s memory',
    );
  });
});
