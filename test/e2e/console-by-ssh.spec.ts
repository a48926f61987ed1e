import { expect } from '@playwright/test';
import { frameWords } from '../../renderer/words/en';
import {
  byHandWords,
  certificateWords,
  handTitles,
  waysWords,
} from '../../renderer/words/en-by-hand';
import { reviewWords } from '../../renderer/words/en-findings';
import { homeWords, practiseWords, presetWords } from '../../renderer/words/en-places';
import { operationWords } from '../../shared/words/by-hand';
import { handFieldWords } from '../../shared/words/hand-fields';
import { expectAccessible } from './axe';
import { inConsole } from './hand-fixture';
import { byMouse } from './hands';
import { arrive, button, heading, type Journey, logIn, trust } from './journey';
import { arriveAtReview } from './reviewing';
import { test } from './window';

test('an operation is given to a person, who reaches the console through SSH', async ({
  app,
  page,
  folder,
}) => {
  test.slow();
  const journey: Journey = { app, page, folder, hands: byMouse(page) };
  await page.getByRole('button', { name: homeWords.practise }).click();
  await arrive(journey, 'practise', practiseWords.title);
  await page.getByRole('radio', { name: presetWords['nearly-full'].title }).click();
  await button(page, practiseWords.start).click();
  for (const side of ['source', 'target'] as const) {
    await trust(journey, side);
    await logIn(journey, side);
  }
  await arriveAtReview(journey, 'review');
  await page.getByText(waysWords.title).click();
  const [disk] = await page.getByRole('combobox', { name: operationWords.disk }).all();
  await expect(disk ?? page.getByText('no such field')).toHaveValue('command');
  await expectAccessible(app, page, 'review-ways');
  await disk?.selectOption('console');
  await expect(page.getByText(waysWords.some(1, 'console'))).toBeVisible();
  await button(page, reviewWords.lookAgain).click();
  await expect(heading(page, handTitles.disk('OLD-EPP'))).toBeVisible({ timeout: 30_000 });

  const card = page.getByRole('article', { name: frameWords.sides.source });
  const host = /127\.\d+\.\d+\.\d+/.exec((await card.textContent()) ?? '')?.[0] ?? '';
  await expect(button(page, certificateWords.confirm)).toBeVisible({ timeout: 20_000 });
  const asked = await page.evaluate(async () => {
    const reply = await window.epp.call('list-migrations', {});
    const [migration] = reply.ok ? (reply.value as { readonly id: string }[]) : [];
    const id = migration?.id ?? '';
    const opened = await window.epp.call('open-console', { id, side: 'source', proxy: 'ssh' });
    const tunnel = await window.epp.call('console-tunnel', { id, side: 'source' });
    return { opened: opened.ok, tunnel: tunnel.ok };
  });
  // No page gets the password of the way.
  expect(asked).toEqual({ opened: true, tunnel: false });
  await expect(button(page, certificateWords.confirm)).toBeVisible({ timeout: 20_000 });
  const pairs = await page.getByText(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/).textContent();
  await page.getByLabel(certificateWords.paste).fill(pairs ?? '');
  await button(page, certificateWords.confirm).click();
  await expect(page.locator('[data-open="true"]')).toBeVisible({ timeout: 20_000 });
  expect(await inConsole(app, 'document.querySelectorAll("form").length', host)).toBe(1);
  const way = await app.evaluate(async ({ webContents }, start) => {
    const found = webContents.getAllWebContents().find((each) => each.getURL().startsWith(start));
    return await found?.session.resolveProxy(start);
  }, `https://${host}`);
  expect(way).toMatch(/^PROXY 127\.0\.0\.1:\d+$/);

  await page.getByLabel(handFieldWords.totalGb).fill('320');
  await page.getByLabel(handFieldWords.freeGb).fill('200');
  await button(page, byHandWords.done).click();
  await arriveAtReview(journey, 'review-again');
});
