import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Pushes, PushName, Reply } from '../../shared/contract';
import type { Failure } from '../../shared/failure';
import { answer, type Handlers } from '../../shared/wire';
import { channels } from './channels';
import { isOurPage } from './page-files';
import type { Tickets, TicketUse } from './tickets';

/**
 * The only door between the page and this process: one channel for commands, one for the path of a dropped file,
 * which the preload script reads and the page never sees. Inputs and answers may hold secrets and are not logged.
 */
export function openDoor(
  window: () => BrowserWindow | undefined,
  handlers: Handlers,
  tickets: Tickets,
): void {
  const isOurs = (event: IpcMainInvokeEvent): boolean => {
    const frame = event.senderFrame;
    if (!frame || frame !== window()?.webContents.mainFrame) return false;
    return isOurPage(frame.url);
  };
  ipcMain.handle(channels.command, async (event, command: unknown, input: unknown) => {
    if (!isOurs(event)) return refused('sender', 'a foreign frame');
    if (typeof command !== 'string') return refused('command', typeof command);
    return answer(handlers, command, input);
  });
  ipcMain.handle(channels.drop, async (event, path: unknown, purpose: unknown) => {
    if (!isOurs(event)) return refused('sender', 'a foreign frame');
    if (typeof path !== 'string' || path === '' || path.length > 4096) {
      return refused('file', 'no file of this computer');
    }
    return { ok: true, value: tickets.issue(dropUse(purpose), path) };
  });
}

const dropUse = (purpose: unknown): TicketUse =>
  purpose === 'backup' || purpose === 'library' || purpose === 'profile' ? purpose : 'inspect';

/** Tells the page something, as long as there is one. */
export function tellPage<Push extends PushName>(
  window: BrowserWindow | undefined,
  push: Push,
  value: Pushes[Push],
): void {
  if (!window || window.isDestroyed() || window.webContents.isDestroyed()) return;
  window.webContents.send(channels.push, push, value);
}

function refused(where: string, seen: string): Reply<never> {
  const failure: Failure = { code: 'contract.bad-input', facts: { where, seen } };
  return { ok: false, failure };
}
