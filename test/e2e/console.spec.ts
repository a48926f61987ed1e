import { expect } from '@playwright/test';
import {
  byHandWords,
  certificateWords,
  consoleWords,
  handTitles,
} from '../../renderer/words/en-by-hand';
import { expectAccessible } from './axe';
import { allAddresses, consoleQuestion, inConsole, openAsking, writeAsking } from './hand-fixture';
import { type HostileConsole, startHostileConsole } from './hostile-console';
import { button, heading } from './journey';
import { test as base } from './window';

/** A test with a console that is up to no good. */
const test = base.extend<{ readonly hostile: HostileConsole }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright insists on a pattern.
  hostile: async ({}, use) => {
    const hostile = await startHostileConsole();
    await use(hostile);
    await hostile.stop();
  },
});

test('a console is loaded only after its certificate was confirmed', async ({
  folder,
  launch,
  hostile,
}) => {
  const state = await writeAsking(folder, hostile, consoleQuestion());
  const { app, page } = await launch();
  await openAsking(app, page, state);
  await expect(heading(page, handTitles.prepareBackup('OLD-EPP'))).toBeVisible();
  await expect(page.getByText(hostile.fingerprint())).toBeVisible();
  expect(hostile.asked).toEqual([]);
  await expectAccessible(app, page, 'by-hand-certificate');

  const paste = page.getByLabel(certificateWords.paste);
  await paste.fill('SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  await expect(button(page, certificateWords.confirm)).toBeDisabled();
  await paste.fill(hostile.fingerprint());
  await button(page, certificateWords.confirm).click();
  await expect(page.getByText(`127.0.0.1:${hostile.port}/`)).toBeVisible();
  await expect.poll(() => allAddresses(app)).toContain(`${hostile.origin}/`);
  expect(await inConsole(app, 'document.title')).toBe('Made-up console');
  await expect(page.getByText('The page says “Ready to download”.')).toBeVisible();
  await expectAccessible(app, page, 'by-hand-console');
});
