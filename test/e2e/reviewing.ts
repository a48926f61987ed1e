import { expect, type Locator, type Page } from '@playwright/test';
import { findingWords, reviewWords } from '../../renderer/words/en-findings';
import type { FindingId } from '../../shared/finding';
import { button, type Journey } from './journey';

/** The heading of the page of findings, whatever it counts. */
const reviewHeading = (page: Page): Locator =>
  page.getByRole('heading', {
    level: 1,
    name: /before anything is changed$|^Nothing stands in the way/,
  });

/** What is on the page about a finding; about the first one where both servers have it. */
export const finding = (page: Page, id: FindingId): Locator =>
  page.getByRole('group', { name: new RegExp(`${id}$`) }).first();

/** Waits for the page of findings, whose heading has to have the focus. */
export async function arriveAtReview({ page, arrived }: Journey, name: string): Promise<void> {
  await expect(reviewHeading(page)).toBeFocused({ timeout: 30_000 });
  await arrived?.(name);
}

/** Asks for another look at one check. */
export const lookAgainAt = (page: Page, id: FindingId): Promise<void> =>
  finding(page, id)
    .getByRole('button', { name: reviewWords.lookAt(id) })
    .click();

/** Says of a finding that it is so, with all that has to be written down. */
export async function sayItIsSo({ hands }: Journey, about: Locator): Promise<void> {
  await hands.choose(about.getByRole('radio', { name: findingWords.holds, exact: true }));
  for (const field of await about.getByRole('textbox').all()) {
    const label = (await field.evaluate(
      (element: HTMLInputElement) => element.labels?.item(0)?.textContent,
    )) as string;
    const isTime = label.startsWith(reviewWords.whenLabel);
    await hands.type(field, isTime ? '2026-11-24 00:30' : 'written down');
  }
}

/** Everything that nobody has said yet. */
export const unsaid = (page: Page): Locator =>
  page
    .getByRole('group', { name: /EPP-\d+$/ })
    .filter({ has: page.getByRole('radio', { name: findingWords.holds, exact: true }) });

/** Says that everything is so that could not be measured, and goes on with the backup. */
export async function reviewFindings(journey: Journey): Promise<void> {
  const { page, hands } = journey;
  await arriveAtReview(journey, 'review-findings');
  for (const about of await unsaid(page).all()) await sayItIsSo(journey, about);
  await hands.press(button(page, reviewWords.goOn));
}
