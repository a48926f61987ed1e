import { expect, type Page } from '@playwright/test';
import { enterKeyWords, keyWords, proofWords } from '../../renderer/words/en-key';
import {
  moveWords,
  passwordWords,
  powerOffWords,
  restoreWords,
} from '../../renderer/words/en-questions';
import { sideWords } from '../../shared/words/sides';
import { button, names } from './journey';

/** What a person knows who goes on with a migration. */
export type Known = {
  readonly user: string;
  readonly password: string;
  readonly key: string;
  /** Of the old server. */
  readonly address: string;
};

/** Answers every question that comes up, in whatever order, until it has come so far. */
export async function answerUntil(
  page: Page,
  known: Known,
  soFar: () => boolean | Promise<boolean>,
): Promise<void> {
  const answers = answersOf(page, known);
  await expect(async () => {
    const now = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    await answers[now]?.();
    expect(await soFar()).toBe(true);
  }).toPass({ timeout: 60_000, intervals: [100] });
}

function answersOf(page: Page, known: Known): Record<string, () => Promise<void>> {
  const quick = { timeout: 2000 };
  const fill = async (label: string, text: string, send: string): Promise<void> => {
    await page.getByLabel(label, { exact: true }).fill(text, quick);
    await button(page, send).click(quick);
  };
  const logIn = (side: 'source' | 'target') => () =>
    fill(passwordWords.label, known.password, passwordWords.send(sideWords[side]));
  const { source, target } = names;
  return {
    [passwordWords.title(known.user, sideWords.source)]: logIn('source'),
    [passwordWords.title(known.user, sideWords.target)]: logIn('target'),
    [enterKeyWords.title]: () => fill(proofWords.type, known.key, enterKeyWords.send(target)),
    [restoreWords.title(target)]: () =>
      fill(restoreWords.label(target), target, restoreWords.confirm(target)),
    [keyWords.firstTitle]: () => button(page, keyWords.later).click(quick),
    [powerOffWords.title(source)]: () =>
      fill(powerOffWords.label(source), source, powerOffWords.confirm(source)),
    [moveWords.title(target, known.address)]: () =>
      button(page, moveWords.confirm(target, known.address)).click(quick),
  };
}
