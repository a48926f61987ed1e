import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { frameWords } from '../../renderer/words/en';
import { byHandWords, handTitles, switchWords } from '../../renderer/words/en-by-hand';
import { homeWords, practiseWords, presetWords } from '../../renderer/words/en-places';
import type { Side } from '../../shared/appliance';
import { consoleWords as pageWords } from '../../shared/words/guide';
import { handFieldWords } from '../../shared/words/hand-fields';
import { expectAccessible } from './axe';
import { inConsole } from './hand-fixture';
import { byMouse } from './hands';
import { arrive, button, type Journey } from './journey';
import { trustCertificate } from './trust-certificate';
import { test } from './window';

/** Where the console of a practice server is, with a colon behind. */
async function hostOf(page: Page, side: Side): Promise<string> {
  const card = page.getByRole('article', { name: frameWords.sides[side] });
  return /127\.\d+\.\d+\.\d+:/.exec((await card.textContent()) ?? '')?.[0] ?? '';
}

/** Logs in on the practice console as a person does. */
const logInThere = (app: ElectronApplication, host: string): Promise<unknown> =>
  inConsole(
    app,
    `(() => {
      document.querySelector('[name=username]').value = 'epproot';
      document.querySelector('[name=password]').value = 'practice';
      document.querySelector('form button').click();
    })()`,
    host,
  );

test('without SSH a server is known by its certificate and worked in its own console', async ({
  app,
  page,
  folder,
}) => {
  test.slow();
  const journey: Journey = { app, page, folder, hands: byMouse(page) };
  await page.getByRole('button', { name: homeWords.practise }).click();
  await arrive(journey, 'practise', practiseWords.title);
  await page.getByRole('radio', { name: presetWords['web-only'].title }).click();
  await button(page, practiseWords.start).click();

  for (const side of ['source', 'target'] as const) {
    await trustCertificate(journey, side, side === 'source');
    const title = new RegExp(`^${handTitles.identity('.*')}$`);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    // The pinned certificate is the console's: nobody is asked a second time.
    await expect(page.getByText(pageWords.login)).toBeVisible({ timeout: 20_000 });
    const host = await hostOf(page, side);
    await logInThere(app, host);
    await expect(page.getByText(pageWords.login)).toBeHidden({ timeout: 20_000 });
    const text = await inConsole<string>(app, 'document.body.innerText', host);
    const version = /\b\d+\.\d+\.\d+\.\d+\s*$/.exec(text)?.[0].trim() ?? '';
    expect(version).toMatch(/^\d/);
    if (side === 'source') await expectAccessible(app, page, 'by-hand-practice');
    await page.getByLabel(handFieldWords.version).fill(version);
    if (side === 'source') {
      const address = await page.getByLabel(handFieldWords.address).inputValue();
      const gateway = address.replace(/\d+$/, '254');
      await page.getByLabel(handFieldWords.prefix).fill('24');
      await page.getByLabel(handFieldWords.gateway).fill(gateway);
      await page.getByLabel(handFieldWords.dns1).fill(gateway);
    }
    await button(page, byHandWords.done).click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeHidden();
  }
  await expect(
    page.getByRole('heading', { level: 1, name: new RegExp(`^${handTitles.backups('.*')}$`) }),
  ).toBeVisible();
  await test.step('who is logged in stays so, and reads the next page there', async () => {
    // Nobody is sent to the other server as long as this one has something to be read.
    const own = await hostOf(page, 'target');
    const text = () => inConsole<string>(app, 'document.body.innerText', own);
    await inConsole(app, "void (location.href = '/')", own);
    await expect.poll(text).toContain('Log out');
    await expect(page.getByText(pageWords.login)).toBeHidden();
  });
  await test.step('the same can be done elsewhere, without the console', async () => {
    const asked = (await hostOf(page, 'target')).slice(0, -1);
    const title = page.getByRole('heading', {
      ...{ level: 1, name: handTitles.backups(asked), exact: true },
    });
    await expect(title).toBeVisible();
    await page.getByText(switchWords.title).click();
    await button(page, switchWords.to.hand).click();
    const switched = () =>
      page.evaluate(async () => {
        const reply = await window.epp.call('list-migrations', {});
        return reply.ok ? (reply.value as { readonly switched: unknown }[])[0]?.switched : reply;
      });
    await expect.poll(switched).toEqual({ target: { backups: 'hand' } });
  });
});
