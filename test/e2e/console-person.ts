import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { certificateWords } from '../../renderer/words/en-by-hand';
import type { Side } from '../../shared/appliance';
import type { HandQuestion } from '../../shared/hand-work';
import type { MigrationState, Question } from '../../shared/migration';

/** How practice servers are logged in to; after the restore with the old server's account, which is the same here. */
export const account = { user: 'epproot', password: 'practice' } as const;

/** The only migration of the window, as its engine has it. */
export const stateOf = (page: Page): Promise<MigrationState> =>
  page.evaluate(async () => {
    const reply = await window.epp.call('list-migrations', {});
    const [state] = reply.ok ? (reply.value as MigrationState[]) : [];
    if (!state) throw new Error('there is no migration');
    return state;
  });

/** What is asked just now; waits for it where the question of that id was the last one. */
export async function nextQuestion(page: Page, last: string): Promise<Question | 'finished'> {
  for (;;) {
    const { question, status, failure } = await stateOf(page);
    if (status === 'finished') return 'finished';
    if (status !== 'running') throw new Error(`it is ${status}: ${JSON.stringify(failure)}`);
    if (question && question.id !== last) return question;
    await page.waitForTimeout(50);
  }
}

export type Asked = Question & HandQuestion;

/** Somebody at the web consoles in the window, with mouse and keyboard. */
export type ConsolePerson = ReturnType<typeof consolePerson>;

export function consolePerson(
  app: ElectronApplication,
  page: Page,
  hostOf: (side: Side) => string,
) {
  /** The page of the console that is laid over the window. */
  const own = new Map<Side, Page>();
  const at = async (side: Side): Promise<Page> => {
    const origin = `https://${hostOf(side)}:`;
    const other = own.get(side === 'source' ? 'target' : 'source');
    // After the move the old server’s last page has the same address.
    const find = (): Page | undefined =>
      app
        .context()
        .pages()
        .findLast((each) => each !== other && each.url().startsWith(origin));
    // Of a server with SSH the certificate is not known yet: it is compared once.
    const confirm = page.getByRole('button', { name: certificateWords.confirm });
    await expect
      .poll(
        async () => {
          if (await confirm.isVisible()) await confirm.click();
          return find() !== undefined;
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    const found = find();
    if (!found) throw new Error(`no console of ${origin} is open`);
    own.set(side, found);
    return found;
  };
  /** Logs in where the console asks for it. */
  const logIn = async (side: Side, timeout = 20_000): Promise<Page> => {
    const there = await at(side);
    const user = there.getByLabel('Username');
    const menu = there.getByRole('button', { name: 'Log out' });
    await expect(user.or(menu)).toBeVisible({ timeout });
    if (await user.isVisible()) {
      await user.fill(account.user);
      await there.getByLabel('Password').fill(account.password);
      await there.getByRole('button', { name: 'Login' }).click();
      await expect(menu).toBeVisible({ timeout });
    }
    return there;
  };
  return {
    at,
    logIn,
    /** Goes by the menu at the left. */
    open: async (side: Side, entry: string): Promise<Page> => {
      const there = await logIn(side);
      await there.getByRole('link', { name: entry, exact: true }).click();
      await expect(there.getByRole('heading', { level: 1, name: entry })).toBeVisible();
      return there;
    },
    page,
  };
}

/** The value beside a name in a list of facts. */
export const fact = async (there: Page, name: string): Promise<string> =>
  (
    await there
      .getByRole('row')
      .filter({ has: there.getByRole('rowheader', { name, exact: true }) })
      .first()
      .getByRole('cell')
      .last()
      .textContent()
  )?.trim() ?? '';

/** The row of a list that has a text in it. */
export const rowWith = (there: Page, text: string): Locator =>
  there.getByRole('row').filter({ hasText: text });
