import { expect, type Locator, type Page } from '@playwright/test';
import { frameWords } from '../../renderer/words/en';
import { testWords } from '../../renderer/words/en-connect';
import { cutoverPartWords } from '../../renderer/words/en-cutover';
import { connectWords, homeWords } from '../../renderer/words/en-places';
import { passwordWords, trustWords } from '../../renderer/words/en-questions';
import type { Side } from '../../shared/appliance';
import { sideWords } from '../../shared/words/sides';
import { button, heading } from './journey';

export type Server = { readonly host: string; readonly port: number; readonly user: string };

/** The part of the connect page that is about one server. */
export const entry = (page: Page, side: Side): Locator =>
  page.getByRole('group', { name: frameWords.sides[side], exact: true });

/** From Home to the connect page. */
export async function openConnect(page: Page): Promise<void> {
  await page.getByRole('button', { name: homeWords.start }).click();
  await expect(heading(page, connectWords.title)).toBeVisible();
}

/** Enters how a server is reached; another entry of before is written over. */
export async function enter(page: Page, side: Side, server: Server): Promise<void> {
  const fields = entry(page, side);
  await fields.getByLabel(connectWords.host).fill(server.host);
  await fields.getByLabel(connectWords.port).fill(String(server.port));
  await fields.getByLabel(connectWords.user).fill(server.user);
}

/** Leaves out the watch after the takeover, which takes ten minutes of its own. */
export async function watchNoLonger(page: Page): Promise<void> {
  await page.getByText(cutoverPartWords.title).click();
  await page.getByLabel(cutoverPartWords.watch).selectOption('0');
}

/** Starts a test of what is entered, the first or another one. */
export async function startTest(page: Page, side: Side): Promise<void> {
  const name = new RegExp(
    `^(${testWords.startFor(sideWords[side])}|${testWords.againFor(sideWords[side])})$`,
  );
  await entry(page, side).getByRole('button', { name }).click();
}

/** Accepts a key that is new, for one time or for later. */
export async function accept(page: Page, side: Side, how: 'accept' | 'once'): Promise<void> {
  await expect(heading(page, trustWords.title(sideWords[side]))).toBeVisible();
  await button(page, trustWords[how]).click();
}

export async function typePassword(
  page: Page,
  side: Side,
  { user }: Server,
  password: string,
): Promise<void> {
  await expect(heading(page, passwordWords.title(user, sideWords[side]))).toBeVisible();
  await page.getByLabel(passwordWords.label, { exact: true }).fill(password);
  await button(page, passwordWords.send(sideWords[side])).click();
}

/** How the test of a side ended, as its panel says it. */
export const result = (page: Page, side: Side): Locator =>
  entry(page, side).getByRole('heading', { level: 2 });
