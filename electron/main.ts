import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, clipboard, safeStorage, shell, utilityProcess } from 'electron';
import { fail } from '../shared/failure';
import { dataFolder } from './engine/data-folder';
import { registerScheme, servePage } from './shell/app-protocol';
import { attend } from './shell/attention';
import { consoleDesk } from './shell/console/console-desk';
import { layOver } from './shell/console/lay-over';
import { chooseFile, choosePlace, confirmTrial } from './shell/dialogs';
import { endpointTickets } from './shell/endpoint-tickets';
import { runEngineProcess } from './shell/engine-process';
import { forgetfulClipboard } from './shell/forgetful-clipboard';
import { createHandlers } from './shell/handlers';
import { openDoor, tellPage } from './shell/ipc';
import { guardLeaving } from './shell/leaving';
import { setMenu } from './shell/menu';
import { filesIn, openedFiles } from './shell/opened-files';
import { printByDialog, printPdf } from './shell/print-page';
import { documentFile, reportFile } from './shell/report-file';
import { watchRuns } from './shell/run-watch';
import { denyEverything, sandboxEverything } from './shell/security';
import { createTickets } from './shell/tickets';
import { openVault } from './shell/vault';
import { openWindow, showWindow } from './shell/window';
import { programName } from './shell/words';

const dist = import.meta.dirname;
const folder = dataFolder(process.env);
let window: BrowserWindow | undefined;
const ours = (): BrowserWindow => window ?? fail('internal.unexpected', { message: 'no window' });
const opened = openedFiles(() => {
  tellPage(window, 'file-opened', null);
  showWindow(window);
});
const filesOf = (commandLine: readonly string[], where: string): readonly string[] =>
  filesIn(commandLine, where, app.isPackaged ? undefined : app.getAppPath());

// Chromium keeps its profile and its lock below the data folder: one window for one set of migrations.
if (!app.commandLine.hasSwitch('user-data-dir')) {
  const profile = join(folder, 'window');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
}
app.setAppUserModelId('epp-migration-assistant');
registerScheme();
sandboxEverything();

async function openPath(path: string): Promise<void> {
  const trouble = await shell.openPath(path);
  if (trouble !== '') fail('file.unreadable', { file: path, seen: trouble });
}

function start(): void {
  denyEverything();
  servePage(join(dist, 'renderer'));
  setMenu();

  const engine = runEngineProcess(
    () =>
      utilityProcess.fork(
        join(dist, 'engine-process.cjs'),
        [folder, `${programName} ${app.getVersion()}`],
        { serviceName: 'Migration engine' },
      ),
    { ...openVault(join(folder, 'vault.json'), safeStorage), printPdf },
  );
  const watch = watchRuns();
  const attention = attend(() => window, watch);
  const tickets = createTickets();
  const { issue } = endpointTickets(tickets);
  const copied = forgetfulClipboard(clipboard);
  const console = consoleDesk({
    list: () => engine.call('list-migrations', {}),
    folder: (id) => join(folder, 'migrations', id),
    issue: (path) => tickets.issue('backup', path),
    tell: (view) => tellPage(window, 'console-changed', view),
    read: (family, text) => engine.call('read-console', { family, text }),
    lay: layOver(() => window),
    leaves: () => window?.webContents.focus(),
    copyHandKey: async (id) => copied.copy((await engine.call('hand-key', { id })).key),
    tunnel: (id, side) => engine.call('console-tunnel', { id, side }),
    forgetText: copied.forgetText,
  });
  engine.listen('migration-changed', (state) => {
    console.hear(state);
    attention.toRun(state);
    tellPage(window, 'migration-changed', state);
  });
  engine.listen('test-changed', (test) => {
    attention.toTest(test);
    tellPage(window, 'test-changed', { ...test, endpoint: issue(test.endpoint) });
  });
  engine.listen('inspection-changed', (run) => tellPage(window, 'inspection-changed', run));

  engine.listen('library-changed', (change) => tellPage(window, 'library-changed', change));
  engine.listen('trial-told', (told) => tellPage(window, 'trial-told', told));

  const handlers = createHandlers(engine, tickets, {
    chooseFile: (purpose) => chooseFile(ours(), purpose),
    choosePlace: (suggestedName) => choosePlace(ours(), suggestedName),
    takeOpened: opened.take,
    copyText: copied.copy,
    forgetCopied: copied.forget,
    print: printByDialog,
    openDocument: async (id, document) => openPath(await documentFile(folder, id, document)),
    openReport: async (id, format) => {
      await openPath(await reportFile(folder, id, format));
    },
    console: console.handlers,
    consoleShowed: console.showed,
    confirmTrial: (login, commands) => confirmTrial(ours(), login, commands),
  });
  openDoor(() => window, handlers, tickets);

  window = openWindow(join(dist, 'preload.cjs'), console.hide);
  guardLeaving(window, watch, async () => {
    console.close();
    await copied.forget();
    await engine.close();
  });
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, commandLine, where) => {
    showWindow(window);
    opened.give(filesOf(commandLine, where));
  });
  // macOS names files in this way, also before the program is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    opened.give([path]);
  });
  opened.give(filesOf(process.argv, process.cwd()));
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(start);
} else {
  app.quit();
}
