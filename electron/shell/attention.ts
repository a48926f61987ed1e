import { type BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { MigrationState } from '../../shared/migration';
import type { RunWatch } from './run-watch';
import { showWindow } from './window';
import { callWords } from './words';

/** Follows the runs outside the page: keeps the computer awake, draws the taskbar, calls a person who looks elsewhere. */
export function attend(
  window: () => BrowserWindow | undefined,
  watch: RunWatch,
): (state: MigrationState) => void {
  let blocker: number | undefined;
  const stayAwake = (wanted: boolean): void => {
    if (wanted && blocker === undefined) blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (wanted || blocker === undefined) return;
    powerSaveBlocker.stop(blocker);
    blocker = undefined;
  };
  // Held, because a notification that nobody holds is collected, and its click is lost.
  let last: Notification | undefined;
  const notify = (words: { readonly title: string; readonly body: string }): void => {
    if (!Notification.isSupported()) return;
    last?.close();
    last = new Notification(words);
    last.on('click', () => showWindow(window()));
    last.show();
  };

  return (state) => {
    const call = watch.see(state);
    const { running, fraction } = watch.view();
    stayAwake(running.length > 0);
    const frame = window();
    if (!frame || frame.isDestroyed()) return;
    const waits = running.some((each) => each.question !== undefined);
    frame.setProgressBar(fraction ?? -1, { mode: waits ? 'paused' : 'normal' });
    if (!call || frame.isFocused()) return;
    frame.flashFrame(true);
    notify(callWords(call));
  };
}
