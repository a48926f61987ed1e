import { expect, type Page } from '@playwright/test';
import { byHandWords, consoleWords, handTitles } from '../../renderer/words/en-by-hand';
import { countedEntities } from '../../shared/appliance';
import type { HandOperation } from '../../shared/hand-work';
import { handAskWords } from '../../shared/words/by-hand-fields';
import {
  handChoiceWords as choices,
  handFieldWords as labels,
} from '../../shared/words/hand-fields';
import { type Asked, type ConsolePerson, fact, rowWith } from './console-person';
import { button } from './journey';

/** Does one piece of work as its guide says, and enters what the console showed. */
type Work = (person: ConsolePerson, question: Asked) => Promise<void>;

const enter = async (page: Page, label: string, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: new RegExp(`^${escaped(label)}`) }).fill(text);
};
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const choose = (page: Page, name: string): Promise<void> =>
  page.getByRole('radio', { name, exact: true }).click();

/** The name that the guide says to type. */
const nameIn = ({ guide }: Asked): string =>
  guide.steps.map(({ copy }) => copy).find((copy) => copy?.startsWith('epp-')) ?? '';

const names: Readonly<Record<(typeof countedEntities)[number], string>> = {
  computers: 'Computers',
  users: 'Users',
  groups: 'Groups',
  devices: 'Devices',
  policies: 'Policies',
  rights: 'Rights',
  admins: 'Administrators',
};

const work: Partial<Record<HandOperation, Work>> = {
  identity: async ({ logIn, open, page }, { side, fields }) => {
    const there = await logIn(side);
    const corner = (await there.locator('#version').textContent()) ?? '';
    await enter(page, labels.version, corner.replace('Version ', ''));
    const asked = new Set(fields.map(({ name }) => name));
    if (asked.has('hostname')) {
      const told = await fact(await open(side, 'Server Information'), 'Host name');
      await enter(page, labels.hostname, told);
    }
    if (asked.has('oldLogin')) await page.getByLabel(handAskWords.oldLogin).check();
    if (!asked.has('prefix')) return;
    const network = await open(side, 'Server Maintenance');
    const read = (label: string) => network.getByLabel(label).inputValue();
    await enter(page, labels.prefix, await read('Network Prefix'));
    await enter(page, labels.gateway, await read('Default Gateway'));
    await enter(page, labels.dns1, await read('Primary DNS'));
    await enter(page, labels.dns2, await read('Secondary DNS'));
  },
  disk: async ({ open, page }, { side }) => {
    const there = await open(side, 'Server Information');
    const gigabytes = (text: string): string =>
      String(Math.round(Number(/\((\d+) bytes\)/.exec(text)?.[1]) / 1e9));
    await enter(page, labels.totalGb, gigabytes(await fact(there, 'Disk size')));
    await enter(page, labels.freeGb, gigabytes(await fact(there, 'Disk free')));
  },
  counts: async ({ open, page }, { side }) => {
    const there = await open(side, 'Dashboard');
    for (const entity of countedEntities)
      await enter(page, labels[entity], await fact(there, names[entity]));
  },
  licence: async ({ open, page }, { side }) => {
    const there = await open(side, 'Dashboard');
    await choose(page, choices.licenceValid.yes);
    const kind = (await fact(there, 'Kind')) === 'trial' ? 'trial' : 'full';
    await choose(page, choices.licenceKind[kind]);
    const licence = there.locator('section', { hasText: 'Licence' });
    const computers = await licence
      .getByRole('row', { name: /^Computers/ })
      .getByRole('cell')
      .textContent();
    await enter(page, labels.licenceComputers, computers ?? '');
    await enter(page, labels.licenceUntil, await fact(there, 'Until'));
  },
  backups: async ({ open, page }, { side }) => {
    const there = await open(side, 'System Backup v2');
    const listed = await there
      .getByRole('table')
      .locator('tbody tr td:first-child')
      .allTextContents();
    await enter(page, handAskWords.backupNames, listed.join(', '));
    await choose(page, handAskWords.atWorkNo);
  },
  prepareBackup: async ({ open, page }, question) => {
    const there = await open(question.side, 'System Backup v2');
    await there.getByRole('button', { name: 'Create' }).click();
    await there.getByLabel('Backup Name').fill(nameIn(question));
    await there.getByRole('button', { name: 'Save' }).click();
    // All of it is selected by one click, as the console wants it.
    await there.locator('#system-backup-key').click();
    await button(page, byHandWords.useSelection).click();
    await expect(page.getByLabel(labels.key, { exact: true })).not.toHaveValue('');
  },
  startBackup: async ({ at, page }, { side }) => {
    const there = await at(side);
    await there.getByRole('button', { name: 'Yes, I saved the System Backup Key' }).click();
    await expect(there.getByRole('heading', { name: 'System Backup v2' })).toBeVisible();
    await page.getByLabel(labels.keyButton).check();
  },
  backup: async ({ open, page }, question) => {
    const there = await open(question.side, 'System Backup v2');
    const row = rowWith(there, nameIn(question) || 'epp-');
    await expect(async () => {
      await there.getByRole('button', { name: 'Reload' }).click();
      await expect(row).toContainText('Ready to download', { timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await row.getByRole('link', { name: 'Download' }).click();
    await expect(page.getByText(/^Taken from the console: .+\.eppb$/)).toBeVisible();
    await choose(page, choices.backupState.ready);
  },
  deleteBackup: async ({ open, page }, question) => {
    const there = await open(question.side, 'System Backup v2');
    await rowWith(there, nameIn(question)).getByRole('button', { name: 'Delete' }).click();
    await page.getByLabel(labels.deleted).check();
  },
  importBackup: async ({ open, page }, { side }) => {
    const there = await open(side, 'System Backup v2');
    await there.getByRole('button', { name: 'Import and Restore (Migrate)' }).click();
    await there.getByLabel('Backup file').click();
    await expect(page.getByText(/was handed to the page$/)).toBeVisible();
    await button(page, byHandWords.copyKey).click();
    await expect(page.getByText(byHandWords.keyCopied)).toBeVisible();
    const key = there.getByLabel('System Backup Key');
    await key.click();
    await there.keyboard.press('ControlOrMeta+V');
    await expect(key).not.toHaveValue('');
    await there.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByLabel(labels.imported).check();
  },
  restoreJob: async ({ logIn, page }, { side }) => {
    // Everybody is logged out when it is over.
    await expect(async () => {
      await button(page, consoleWords.reload).click();
      const there = await logIn(side, 1000);
      await there.getByRole('link', { name: 'System Backup v2' }).click({ timeout: 1000 });
      await expect(there.getByText('Ready to download').first()).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 40_000 });
    await choose(page, choices.restoreState.ready);
  },
};

/** Does what the question asks for, and sends the answer. */
export async function doInConsole(person: ConsolePerson, question: Asked): Promise<void> {
  const { operation, serverName } = question;
  const { page } = person;
  const title = handTitles[operation](serverName);
  await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible();
  const how = work[operation];
  if (!how) throw new Error(`nobody was told how to do ${operation}`);
  await how(person, question);
  await button(page, byHandWords.done).click();
}
