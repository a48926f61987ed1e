import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { homeWords } from '../../renderer/words/en-places';
import { foldAll } from '../../shared/fold';
import type { HandQuestion } from '../../shared/hand-work';
import type { MigrationEvent, MigrationState } from '../../shared/migration';
import { parsePlan } from '../../shared/plan';
import type { HostileConsole } from './hostile-console';

const id = 'mhand0001';
const at = '2026-11-26T20:00:00.000Z';

/** A journal of a migration whose old server has a web console alone and which asks a person to do something there. */
export async function writeAsking(
  folder: string,
  console: Pick<HostileConsole, 'host' | 'port'>,
  question: HandQuestion,
  pinned?: string,
): Promise<MigrationState> {
  const access = 'web' as const;
  const plan = parsePlan({
    source: { host: console.host, webPort: console.port, user: 'root', access },
    target: { host: '127.0.0.9', user: 'root', access },
  });
  const hostKey = { type: 'x509', sha256: pinned ?? '', md5: '' };
  const events: readonly MigrationEvent[] = [
    { at, type: 'migration-created', id, plan },
    ...(pinned === undefined
      ? []
      : [{ at, type: 'host-key-pinned', side: 'source', hostKey } as const]),
    { at, type: 'question-asked', question: { id: 'q1', ...question } },
  ];
  const place = join(folder, 'home', 'migrations', id);
  await mkdir(place, { recursive: true, mode: 0o700 });
  const lines = events.map((event) => `${JSON.stringify(event)}\n`);
  await writeFile(join(place, 'journal.jsonl'), lines.join(''), { mode: 0o600 });
  const state = foldAll(events);
  if (!state) throw new Error('no state');
  return state;
}

/** Opens that migration, as if its run were under way. */
export async function openAsking(
  app: ElectronApplication,
  page: Page,
  state: MigrationState,
): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: homeWords.title })).toBeVisible();
  await page
    .getByRole('button', {
      name: homeWords.continue(`${state.plan.source.host} → ${state.plan.target.host}`),
    })
    .click();
  await tellState(app, { ...state, status: 'running', updatedAt: new Date().toISOString() });
}

/** Tells the page a state, as the shell does. */
export const tellState = (app: ElectronApplication, state: MigrationState): Promise<void> =>
  app.evaluate(({ BrowserWindow }, value) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('epp-push', 'migration-changed', value);
  }, state);

/** Runs a script in the page of the console (of the one at `host`), as a person’s press there would. */
export const inConsole = <Value>(
  app: ElectronApplication,
  script: string,
  host = '',
): Promise<Value> =>
  app.evaluate(
    async ({ webContents }, [code, start]) => {
      const found = webContents.getAllWebContents().find((each) => each.getURL().startsWith(start));
      if (!found) throw new Error('no console is open');
      return await found.executeJavaScript(code, true);
    },
    [script, `https://${host}`] as const,
  );

/** What each web contents of the program shows. */
export const allAddresses = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(({ webContents }) => webContents.getAllWebContents().map((each) => each.getURL()));

/** A question for the console of the old server. */
export const consoleQuestion = (more: Partial<HandQuestion> = {}): HandQuestion => ({
  kind: 'do-by-hand',
  side: 'source',
  serverName: 'OLD-EPP',
  operation: 'prepareBackup',
  way: 'console',
  mayBeCommand: false,
  guide: {
    family: '5x',
    familyName: '5.x',
    place: 'System Maintenance > System Backup v2',
    steps: [
      {
        text: 'Log in to the web console as a Super Administrator: only they see System Maintenance.',
        source: 'System Configuration, Administration and Access Control',
        confidence: 'high',
      },
      {
        text: 'Press Create.',
        source: 'Knowledge base, Create a System Backup V2',
        confidence: 'high',
      },
      {
        text: 'Enter this name.',
        copy: 'before-migration-2026-11-26',
        source: 'Knowledge base, Create a System Backup V2',
        confidence: 'medium',
      },
      {
        text: 'Press Save. A window with the System Backup Key comes up: leave it open.',
        source: 'Not found in the public documents of the vendor',
        confidence: 'low',
      },
    ],
    expects: [
      {
        text: 'The list shows the backup as Generating.',
        source: 'Migration Procedure, Migrating from a Legacy 5.x Server',
        confidence: 'high',
      },
    ],
    minutes: { from: 5, to: 30 },
    bugs: [
      {
        symptom: 'The page is frozen.',
        advice: 'Wait five minutes, then load it again.',
        source: 'Migration Procedure, Troubleshooting',
        confidence: 'high',
      },
    ],
  },
  fields: [
    {
      name: 'key',
      label: 'System Backup Key',
      form: 'secret',
      hint: 'Exactly as the dialog shows it.',
    },
    {
      name: 'keyButton',
      label: '“Yes, I saved the System Backup Key” was pressed',
      form: 'confirm',
    },
  ],
  ...more,
});
