import { expect } from '@playwright/test';
import { countsFor } from '../../electron/simulator/database';
import { doneWords } from '../../renderer/words/en-outcomes';
import { connectWords } from '../../renderer/words/en-places';
import { moveWords } from '../../renderer/words/en-questions';
import { type HostLab, hostPasswords, noHostLabBecause, openHostLab } from '../lab/host-lab';
import { macAt } from '../lab/mac-at';
import { buildPrograms } from '../lab/stand';
import { expectAccessible } from './axe';
import { enter, openConnect, watchNoLonger } from './connecting';
import { byMouse } from './hands';
import {
  button,
  confirmRestore,
  enterKey,
  heading,
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

const computers = 10_000;
const agents = 200;

test.describe('real hosts', () => {
  let lab: HostLab;
  let missing: string | undefined;
  test.beforeAll(async () => {
    buildPrograms();
    missing = noHostLabBecause();
    if (missing === undefined) lab = await openHostLab({ computers, agents, timeScale: 0.3 });
  });
  test.afterAll(async () => {
    await lab?.close();
  });

  test('change places in the window, and the computers come back', async ({
    app,
    page,
    folder,
  }) => {
    test.skip(missing !== undefined, `there is no lab: ${missing}`);
    test.setTimeout(300_000);
    const journey: Journey = { app, page, folder, hands: byMouse(page) };
    const { source, target, clients } = lab;
    await clients?.until((status) => status.in === agents, 20_000);
    await openConnect(page);
    for (const side of ['source', 'target'] as const) {
      const { host, port, user } = lab.endpoint(side);
      await enter(page, side, { host, port, user });
    }
    await watchNoLonger(page);
    await button(page, connectWords.start).click();
    for (const side of ['source', 'target'] as const) {
      await trust(journey, side);
      await logIn(journey, side, { user: lab[side].user, password: hostPasswords[side] });
    }
    await reviewFindings(journey);
    const key = await saveKey(journey);
    await enterKey(journey, { key });
    await confirmRestore(journey);

    // The new server's own backup has a key and a kit of its own.
    await saveKey(journey, kitOf(journey, 'new-kit.txt'), [], 'target');
    await powerOff(journey);
    // Ten seconds of silence, each looked at in five ways, come first.
    await expect(heading(page, moveWords.title(names.target, source.address))).toBeVisible({
      timeout: 120_000,
    });
    await moveAddress(journey, source.address);
    const title = doneWords.title(names.source, names.target);
    await expect(heading(page, title)).toBeVisible({
      timeout: 90_000,
    });
    await expectAccessible(app, page, 'hosts-done');
    // It waits for nineteen in twenty; the others come meanwhile or later.
    await expect(page.getByText(/^(?:19\d|200) of 200 computers back; first at/)).toBeVisible();

    expect(source.isOn()).toBe(false);
    expect(macAt(source.address)).toBe(target.mac);
    expect(await target.databaseCounts()).toEqual(countsFor(computers));
    const now = Date.now();
    await clients?.until(({ in: back, oldestIn }) => back === agents && oldestIn > now, 30_000);
  });
});
