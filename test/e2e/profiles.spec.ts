import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { homeWords } from '../../renderer/words/en-places';
import { profileWords as words } from '../../renderer/words/en-profiles';
import { expectAccessible } from './axe';
import { button, heading } from './journey';
import { part } from './profile-page';
import { test } from './window';

const look = (page: Page) => page.getByRole('status', { name: words.tryTitle });

const saveTo = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);

/** The profile as a migration would load it: by the program at the terminal, which refuses what has faults. */
const loaded = (path: string) => {
  const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');
  return JSON.parse(execFileSync(process.execPath, [cli, 'profile', 'export', path], whole));
};
const whole = { encoding: 'utf8' } as const;

test('a profile is begun, mended, tried on an answer, saved and exported', async ({
  app,
  page,
  folder,
}) => {
  await page.getByRole('button', { name: homeWords.profiles }).click();
  await expect(heading(page, words.title)).toBeFocused();
  await expectAccessible(app, page, 'profiles-begin');

  await page.getByLabel(words.beginName).fill('Acme guard');
  await page.keyboard.press('Enter');
  await expect(heading(page, words.deskTitle('Acme-guard.jsonc'))).toBeVisible();
  await expect(page.getByText(words.valid, { exact: false })).toBeVisible();
  await expectAccessible(app, page, 'profiles-begun');

  await test.step('an operation without a command gets one, by keyboard alone', async () => {
    await part(page, 'identity').focus();
    for (const name of ['network', 'disk']) {
      await page.keyboard.press('ArrowDown');
      await expect(part(page, name)).toBeFocused();
    }
    await expect(part(page, 'disk')).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByText(words.absent)).toBeVisible();
    await expectAccessible(app, page, 'profiles-by-hand');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(button(page, words.write)).toBeFocused();
    await page.keyboard.press('Enter');
    await page.getByLabel(words.words).fill('acme\nshow\nstorage of\n');
    await expect(page.getByText("acme show 'storage of'")).toBeVisible();
  });

  await test.step('a bad regular expression is told beside it, and mended', async () => {
    await page.getByLabel(words.reads, { exact: true }).selectOption('regex');
    await page.getByLabel(words.patterns).fill('^data\\s+(?P<sizeBytes>\\S+ (\\w+)');
    await expect(page.getByText(/missing closing \)/)).toBeVisible();
    await expect(part(page, 'disk')).toContainText(words.standing.faults(1));
    await page.getByLabel(words.pasted).fill('data  12.5 GiB  4 GiB');
    await expect(look(page)).toContainText('profile.invalid');
    await expect(button(page, words.export)).toHaveAttribute('aria-disabled', 'true');
    await page.getByLabel(words.patterns).scrollIntoViewIfNeeded();
    await expectAccessible(app, page, 'profiles-bad-pattern');
    await page
      .getByLabel(words.patterns)
      .fill('^data\\s+(?P<sizeBytes>\\S+ \\w+)\\s+(?P<free>\\S+ \\w+)');
    await expect(page.getByText(/Nothing gives the field “freeBytes”/).first()).toBeVisible();
    await page.getByLabel(words.fieldFrom('freeBytes')).fill('free');
    await expect(part(page, 'disk')).toContainText(words.standing.command);
  });

  await test.step('the parser reads what was pasted, or says with which failure it cannot', async () => {
    const row = look(page).getByRole('row', { name: /^sizeBytes/ });
    await expect(row).toContainText('13421772800');
    await expect(look(page)).toContainText(words.read);
    await look(page).scrollIntoViewIfNeeded();
    await expectAccessible(app, page, 'profiles-read');
    await page.getByLabel(words.pasted).fill('data  much  4 GiB');
    await expect(look(page)).toContainText('appliance.answer-unreadable');
    await look(page).scrollIntoViewIfNeeded();
    await expectAccessible(app, page, 'profiles-unread');
  });

  const path = join(folder, 'acme.jsonc');
  await test.step('it is saved, and loads as a migration would load it', async () => {
    await part(page, words.general).click();
    await page.getByLabel(words.product).fill('Acme Guard');
    await saveTo(app, path);
    await button(page, words.save).click();
    await expect(page.getByText(words.saved(path))).toBeVisible();
    expect(loaded(path)).toMatchObject({
      product: 'Acme Guard',
      operations: {
        disk: { words: ['acme', 'show', 'storage of'], fields: { freeBytes: 'free' } },
      },
    });
    expect(await readFile(path, 'utf8')).toContain('// disk: NEEDED for a migration');
    await expectAccessible(app, page, 'profiles-saved');
  });

  await test.step('it is exported with its hash', async () => {
    const exported = join(folder, 'acme.json');
    await saveTo(app, exported);
    await button(page, words.export).click();
    await expect(page.getByText(words.exported(exported))).toBeVisible();
    expect(await readFile(exported, 'utf8')).toContain(`"sha256": "${loaded(path).sha256}"`);
    expect(loaded(exported)).toEqual(loaded(path));
  });

  await test.step('the file may be changed as text; what is no JSON is told with its place', async () => {
    await part(page, words.whole).click();
    const file = page.getByLabel(words.wholeText);
    const text = await file.inputValue();
    await file.fill(text.replace('"name":', '"name"'));
    await expect(
      page.getByText(/Line 7, column 10: a colon is missing here/).first(),
    ).toBeVisible();
    await expectAccessible(app, page, 'profiles-text');
    await part(page, 'disk').click();
    await expect(page.getByText(words.brokenTitle)).toBeVisible();
    await button(page, words.toWhole).click();
    await file.fill(text.replace('"Acme Guard"', '"Acme"'));
    await expect(page.getByText(words.unsaved)).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(page.getByText(words.saved(path))).toBeVisible();
    expect(loaded(path)).toMatchObject({ product: 'Acme' });
  });
});
