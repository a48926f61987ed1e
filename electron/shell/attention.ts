import { type BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { ConnectionTest } from '../../shared/connection-test';
import type { MigrationState } from '../../shared/migration';
import type { RunWatch } from './run-watch';
import { watchTests } from './test-watch';
import { showWindow } from './window';
import { callWords, testCallWords } from './words';

/** What happens outside the page at each snapshot. */
export type Attention = {
  readonly toRun: (state: MigrationState) => void;
  readonly toTest: (test: ConnectionTest) => void;
};

/** Follows the runs outside the page: keeps the computer awake, draws the taskbar, calls a person who looks elsewhere. */
export function attend(window: () => BrowserWindow | undefined, watch: RunWatch): Attention {
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

  const frame = (): BrowserWindow | undefined => {
    const ours = window();
    return ours && !ours.isDestroyed() ? ours : undefined;
  };
  const call = (words: Parameters<typeof notify>[0]): void => {
    const ours = frame();
    if (!ours || ours.isFocused()) return;
    ours.flashFrame(true);
    notify(words);
  };
  const asks = watchTests();

  return {
    toRun: (state) => {
      const wanted = watch.see(state);
      const { running, fraction } = watch.view();
      stayAwake(running.length > 0);
      const waits = running.some((each) => each.question !== undefined);
      frame()?.setProgressBar(fraction ?? -1, { mode: waits ? 'paused' : 'normal' });
      if (wanted) call(callWords(wanted));
    },
    toTest: (test) => {
      if (asks(test)) call(testCallWords(test));
    },
  };
}
