import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { doneWords } from '../../renderer/words/en-outcomes';
import { homeWords, practiseWords, presetWords } from '../../renderer/words/en-places';
import type { Side } from '../../shared/appliance';
import type { HandOperation, WaysOfSide } from '../../shared/hand-work';
import type { Plan } from '../../shared/plan';
import { visitor } from '../unit/simulator/web-visitor';
import { carryOut } from './carry-out';
import { consolePerson, stateOf } from './console-person';
import { byMouse } from './hands';
import { arrive, button, type Journey, names } from './journey';
import { test } from './window';

type Window = Pick<Journey, 'app' | 'page' | 'folder'>;

// What is typed key by key elsewhere would make these runs longer.
const journeyOf = (window: Window): Journey => ({
  ...window,
  hands: { ...byMouse(window.page), type: (field: Locator, text: string) => field.fill(text) },
});

/** What was done by hand, each with its proof. */
const proofsOf = async ({ page }: Journey): Promise<readonly string[]> =>
  (await stateOf(page)).handWork.map(
    ({ side, operation, way, proof }) => `${side} ${operation} ${way} ${proof}`,
  );

/** The files that the migration leaves, none of which has the key in it. */
async function reportOf({ folder }: Journey, key: string): Promise<string> {
  const migrations = join(folder, 'home', 'migrations');
  const [id = ''] = await readdir(migrations);
  for (const file of ['report.html', 'report.json', 'journal.jsonl'])
    expect(await readFile(join(migrations, id, file), 'utf8')).not.toContain(key);
  const report = await readFile(join(migrations, id, 'report.txt'), 'utf8');
  expect(report).not.toContain(key);
  return report;
}

test('a whole migration without SSH, in the web consoles', async ({ app, page, folder }) => {
  test.setTimeout(240_000);
  const journey = journeyOf({ app, page, folder });
  await page.getByRole('button', { name: homeWords.practise }).click();
  await arrive(journey, 'practise', practiseWords.title);
  await page.getByRole('radio', { name: presetWords['web-only'].title }).click();
  await button(page, practiseWords.start).click();
  await expect.poll(() => stateOf(page).catch(() => undefined)).toBeDefined();
  const { plan } = await stateOf(page);
  const hosts: Record<Side, string> = { source: plan.source.host, target: plan.target.host };
  const person = consolePerson(app, page, (side) => hosts[side]);
  const { key, asked } = await carryOut(journey, person, {
    shutDown: async () => {
      const there = await person.open('source', 'Server Maintenance');
      await there.getByRole('button', { name: 'Shutdown' }).click();
      await there.getByRole('button', { name: 'Yes, shut down' }).click();
    },
    move: async ({ address, prefix, gateway, dns: [first = '', second = first] }) => {
      const there = await person.open('target', 'Server Maintenance');
      await there.getByLabel('IP Address').fill(address);
      await there.getByLabel('Network Prefix').fill(String(prefix));
      await there.getByLabel('Default Gateway').fill(gateway);
      await there.getByLabel('Primary DNS').fill(first);
      await there.getByLabel('Secondary DNS').fill(second);
      await there.getByRole('button', { name: 'Save' }).click();
      hosts.target = address;
    },
  });
  await arrive(journey, 'done', doneWords.title(names.source, names.target));
  await expect(page.getByText(doneWords.whyByHand)).toBeVisible();
  const takeover = doneWords.provenTakeover(hosts.target, 'certificate');
  await expect(page.getByText(takeover)).toBeVisible();
  const { commands } = await stateOf(page);
  expect(commands).toEqual([]);
  expect(await proofsOf(journey)).toEqual(
    expect.arrayContaining([
      'source identity console page',
      'source counts console page',
      'source backup console file',
      'target importBackup console stated',
      'target restoreJob console login',
      'target counts console counts',
      'source powerOff hand silence',
      'target setAddress hand certificate',
      'target setClients hand stated',
    ]),
  );
  // One server after the other: nobody is sent to and fro between two consoles.
  const readings = asked.slice(
    asked.lastIndexOf('trust-host') + 2,
    asked.indexOf('review-findings'),
  );
  const sides = readings.map((each) => each.split(' ')[0]);
  const turns = sides.filter((side, at) => at > 0 && side !== sides[at - 1]);
  expect(turns, readings.join(', ')).toHaveLength(1);
  const report = await reportOf(journey, key);
  expect(report).toMatch(/Done by hand/i);
  expect(report).toMatch(/stated by Anna at 20/);
});

test('a whole migration with SSH, where backup and restore go by the web console', async ({
  app,
  page,
  folder,
}) => {
  test.setTimeout(240_000);
  const journey = journeyOf({ app, page, folder });
  const started = await page.evaluate(async (): Promise<Plan> => {
    const reply = await window.epp.call('start-practice', { preset: 'matching', computers: 20 });
    if (!reply.ok) throw new Error('no practice');
    const { plan } = reply.value as { readonly plan: Plan };
    const by = (way: 'console' | 'hand', ...operations: HandOperation[]): WaysOfSide =>
      Object.fromEntries(operations.map((operation) => [operation, way]));
    const ways = {
      source: {
        ...by('console', 'prepareBackup', 'startBackup', 'backup', 'deleteBackup'),
        ...by('hand', 'powerOff'),
      },
      target: { ...by('console', 'importBackup', 'restoreJob'), ...by('hand', 'setAddress') },
    };
    const mixed: Plan = {
      ...plan,
      source: { ...plan.source, ways: ways.source },
      target: { ...plan.target, ways: ways.target },
    };
    await window.epp.call('start-migration', { plan: mixed });
    return mixed;
  });
  const { source, target } = started;
  await page
    .getByRole('button', { name: homeWords.continue(`${source.host} → ${target.host}`) })
    .click();
  const person = consolePerson(app, page, (side) => started[side].host);
  const { key } = await carryOut(journey, person, {
    // Elsewhere: in a browser of their own.
    shutDown: async () => {
      const there = visitor(source);
      await there.login();
      expect((await there.post('/appliance/shutdown', {})).text).toContain('goes off');
    },
    move: async ({ address, prefix, gateway, dns: [first = '', second = first] }) => {
      const there = visitor(target);
      await there.login();
      const saved = await there.post('/appliance/network', {
        ...{ address, prefix: String(prefix), gateway, first, second },
      });
      expect(saved.text).toContain('were saved');
    },
  });
  await arrive(journey, 'done', doneWords.title(names.source, names.target));
  expect(await proofsOf(journey)).toEqual(
    expect.arrayContaining([
      'source prepareBackup console stated',
      'source backup console file',
      'target importBackup console stated',
      'target restoreJob console login',
      'source powerOff hand silence',
      'target setAddress hand certificate',
    ]),
  );
  const { commands } = await stateOf(page);
  // What only looks goes over SSH; nothing that changes a server but the clients' switch does.
  expect(commands.length).toBeGreaterThan(10);
  expect(await reportOf(journey, key)).toMatch(/Done by hand/i);
});
