import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { frameWords } from '../../renderer/words/en';
import {
  enterKeyWords,
  faultWords,
  keyWords,
  kitPartWords,
  proofWords,
} from '../../renderer/words/en-key';
import { homeWords, practiseWords } from '../../renderer/words/en-places';
import {
  moveWords,
  passwordWords,
  powerOffWords,
  restoreWords,
  trustWords,
} from '../../renderer/words/en-questions';
import { sideWords } from '../../shared/words/sides';
import type { Hands } from './hands';

/** What a journey needs, and what is done when a page has come up. */
export type Journey = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly hands: Hands;
  readonly folder: string;
  readonly arrived?: (name: string) => Promise<void>;
};

/** The names of practice appliances. */
export const names = { source: 'OLD-EPP', target: 'NEW-EPP' } as const;

export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });
export const heading = (page: Page, name: string): Locator =>
  page.getByRole('heading', { level: 1, name, exact: true });

const seconds = 1000;

/** Waits for a page by its heading, which has to have the focus. */
export async function arrive({ page, arrived }: Journey, name: string, title: string) {
  await expect(heading(page, title)).toBeVisible({ timeout: 30 * seconds });
  await expect(heading(page, title)).toBeFocused();
  await arrived?.(name);
}

/** From Home to a running practice migration. */
export async function startPractice(journey: Journey, computers = 60): Promise<void> {
  const { page, hands } = journey;
  // The first page after loading leaves the focus where the window puts it.
  await expect(heading(page, homeWords.title)).toBeVisible();
  await journey.arrived?.('home');
  await hands.press(page.getByRole('button', { name: homeWords.practise }));
  await arrive(journey, 'practise', practiseWords.title);
  await hands.type(page.getByLabel(practiseWords.computers), String(computers));
  await hands.press(button(page, practiseWords.start));
}

/** Accepts the host key of a server after comparing it with itself. */
export async function trust(journey: Journey, side: 'source' | 'target'): Promise<void> {
  const { page, hands } = journey;
  await arrive(journey, `trust-${side}`, trustWords.title(sideWords[side]));
  const field = page.getByLabel(trustWords.paste);
  await hands.type(field, 'SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  await expect(page.getByText(trustWords.compared.different)).toBeVisible();
  await expect(button(page, trustWords.accept)).toBeDisabled();
  const shown = await page.getByText(/^SHA256:\S{43}$/).textContent();
  await hands.type(field, shown ?? '');
  await expect(page.getByText(trustWords.compared.same)).toBeVisible();
  await hands.press(button(page, trustWords.accept));
}

/** Logs in; a practice password is filled in by the page. */
export async function logIn(
  journey: Journey,
  side: 'source' | 'target',
  account: { readonly user: string; readonly password?: string } = { user: 'epproot' },
): Promise<void> {
  const { page, hands } = journey;
  await arrive(journey, `password-${side}`, passwordWords.title(account.user, sideWords[side]));
  const field = page.getByLabel(passwordWords.label, { exact: true });
  if (account.password === undefined) await expect(field).not.toHaveValue('');
  else await hands.type(field, account.password);
  await hands.press(button(page, passwordWords.send(sideWords[side])));
}

/** Where `saveKey` saves the kit, that of another backup in another place. */
export const kitOf = ({ folder }: Journey, name = 'kit.txt'): string => join(folder, name);

/** Saves the kit, and others before it, looks at the key, proves it by typing it wrongly and then right. Answers with the key, that of the old server's backup or of the new one's first. */
export async function saveKey(
  journey: Journey,
  kit = kitOf(journey),
  also: readonly string[] = [],
  of: 'source' | 'target' = 'source',
): Promise<string> {
  const { app, page, hands } = journey;
  const isFirst = of === 'target';
  await arrive(journey, 'save-key', isFirst ? keyWords.firstTitle : keyWords.title);
  for (const other of also) await saveKit(journey, other);
  const key = await saveKit(journey, kit);
  expect((await stat(kit)).mode & 0o777).toBe(0o600);

  await hands.press(button(page, keyWords.copy));
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(key);

  expect(await shownKey(page)).toBe('');
  await hands.hold(button(page, keyWords.hold), async () => {
    await expect.poll(() => shownKey(page)).toBe(key);
    await journey.arrived?.('key-shown');
  });
  expect(await shownKey(page)).toBe('');

  await hands.press(button(page, keyWords.goOn));
  await arrive(journey, 'prove-key', proofWords.title);
  expect(await page.content()).not.toContain(key.slice(0, 4));
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('');

  const field = page.getByLabel(proofWords.type);
  await hands.type(field, withOneWrong(key));
  await hands.press(button(page, proofWords.goOn(names[of])));
  await expect(page.getByText(faultWords.groups([2]))).toBeVisible();
  await journey.arrived?.('prove-key-wrong');
  await hands.type(field, key);
  await hands.press(button(page, proofWords.goOn(names[of])));
  return key;
}

/** Saves the recovery kit and answers with the key in it, which only a text kit tells. */
export async function saveKit(journey: Journey, file: string): Promise<string> {
  const { app, page, hands } = journey;
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await hands.press(button(page, kitPartWords.save));
  await expect(page.getByText(kitPartWords.saved)).toBeVisible();
  await expect(page.getByText(file, { exact: true })).toBeVisible();
  if (!file.endsWith('.txt')) return '';
  const key = /^System Backup Key\s+(\S+)$/m.exec(await readFile(file, 'utf8'))?.[1] ?? '';
  expect(key).toMatch(/^[A-Z0-9]{16}$/);
  return key;
}

/** Chooses a kit to open. */
export async function openKit({ app, page, hands }: Journey, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, file);
  await hands.press(button(page, proofWords.openKit));
  await expect(page.getByText(proofWords.chosen(basename(file)))).toBeVisible();
}

/** The key with another sixth character, which is in the second group. */
export const withOneWrong = (key: string): string =>
  `${key.slice(0, 5)}${key[5] === 'X' ? 'Y' : 'X'}${key.slice(6)}`;

async function shownKey(page: Page): Promise<string> {
  const groups = await page
    .getByTestId('key')
    .getByRole('listitem')
    .evaluateAll((items) => items.map((item) => item.getAttribute('data-characters')));
  return groups.join('');
}

/** Gives the key for the restore: typed, or by its kit. */
export async function enterKey(
  journey: Journey,
  by: { readonly key: string } | { readonly kit: string },
): Promise<void> {
  const { page, hands } = journey;
  await arrive(journey, 'enter-key', enterKeyWords.title);
  if ('kit' in by) await openKit(journey, by.kit);
  else await hands.type(page.getByLabel(proofWords.type), by.key);
  await hands.press(button(page, enterKeyWords.send(names.target)));
}

/** Types the name of the new server, after that of the old one was refused. */
export async function confirmRestore(journey: Journey): Promise<void> {
  const { page, hands } = journey;
  await arrive(journey, 'confirm-restore', restoreWords.title(names.target));
  const field = page.getByLabel(restoreWords.label(names.target));
  await hands.type(field, names.source);
  await expect(button(page, restoreWords.confirm(names.target))).toBeDisabled();
  await hands.type(field, names.target);
  await hands.press(button(page, restoreWords.confirm(names.target)));
}

/** Powers the old server off, by its name. */
export async function powerOff(journey: Journey): Promise<void> {
  const { page, hands } = journey;
  await arrive(journey, 'power-off', powerOffWords.title(names.source));
  await hands.type(page.getByLabel(powerOffWords.label(names.source)), names.source);
  await hands.press(button(page, powerOffWords.confirm(names.source)));
}

/** Gives the old address away. */
export async function moveAddress(journey: Journey, address: string): Promise<void> {
  const { page, hands } = journey;
  await arrive(journey, 'move-address', moveWords.title(names.target, address));
  await hands.press(button(page, moveWords.confirm(names.target, address)));
}

/** Goes home by the bar at the top. */
export const goHome = (journey: Journey): Promise<void> =>
  journey.hands.press(button(journey.page, frameWords.home));
