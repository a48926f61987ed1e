import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { savedWords } from '../../renderer/words/en-connect';
import { homeWords } from '../../renderer/words/en-places';
import { passwordWords, trustWords } from '../../renderer/words/en-questions';
import { sideWords } from '../../shared/words/sides';
import { byMouse } from './hands';
import { arrive, button, goHome, type Journey, logIn, startPractice, trust } from './journey';
import { test } from './window';

test('without a key ring no password is remembered', async ({ app, page, folder }) => {
  // Playwright starts every program with --password-store=basic, which is no key ring; only Linux hears it.
  test.skip(process.platform !== 'linux', 'other systems always have one');
  const journey: Journey = { app, page, folder, hands: byMouse(page) };

  await test.step('the connect page says so', async () => {
    await page.getByRole('button', { name: homeWords.start }).click();
    await page.getByText(savedWords.title).first().click();
    await expect(page.getByText(savedWords.keeping['no-keyring'])).toBeVisible();
    await goHome(journey);
  });

  await test.step('a login does not offer it', async () => {
    await startPractice(journey);
    await trust(journey, 'source');
    await arrive(journey, 'password', passwordWords.title('epproot', sideWords.source));
    await expect(page.getByLabel(passwordWords.remember)).toHaveCount(0);
    await logIn(journey, 'source');
    await arrive(journey, 'trust-target', trustWords.title(sideWords.target));
    await button(page, trustWords.reject).click();
  });

  expect(existsSync(join(folder, 'home', 'vault.json'))).toBe(false);
});
