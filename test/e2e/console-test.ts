import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import type { HandQuestion } from '../../shared/hand-work';
import { describeFailure } from '../../shared/words/failures';
import { allAddresses, consoleQuestion, openAsking, writeAsking } from './hand-fixture';
import { type HostileConsole, startHostileConsole } from './hostile-console';
import { test as base } from './window';

export type Opened = { readonly app: ElectronApplication; readonly page: Page };

/** A test with a console that is up to no good; `open` shows it with its certificate confirmed. */
export const test = base.extend<{
  readonly hostile: HostileConsole;
  readonly open: (more?: Partial<HandQuestion>) => Promise<Opened>;
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright insists on a pattern.
  hostile: async ({}, use) => {
    const hostile = await startHostileConsole();
    await use(hostile);
    await hostile.stop();
  },
  open: async ({ folder, launch, hostile }, use) => {
    await use(async (more = {}) => {
      const question = consoleQuestion(more);
      const state = await writeAsking(folder, hostile, question, hostile.fingerprint());
      const { app, page } = await launch();
      await openAsking(app, page, state);
      return { app, page };
    });
  },
});

export const kept = (folder: string): Promise<readonly string[]> =>
  readdir(join(folder, 'home', 'migrations', 'mhand0001', 'console-source')).catch(() => []);

export const title = (code: Parameters<typeof describeFailure>[0]['code']): string =>
  describeFailure({ code, facts: {} }).title;

export async function isShown({ app, page }: Opened, hostile: HostileConsole): Promise<void> {
  await expect(page.getByText(`127.0.0.1:${hostile.port}/`)).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => allAddresses(app)).toContain(`${hostile.origin}/`);
}
