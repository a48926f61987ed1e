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
  let drawn = '';
  /** Snapshots come ten times a second; a taskbar is drawn where it would look different. */
  const draw = (fraction: number, mode: 'paused' | 'normal'): void => {
    const ours = frame();
    const wanted = `${ours?.id} ${mode} ${Math.round(fraction * 500)}`;
    if (!ours || wanted === drawn) return;
    drawn = wanted;
    ours.setProgressBar(fraction, { mode });
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
      const { running, fraction, waits } = watch.view();
      stayAwake(running.length > 0);
      draw(fraction ?? -1, waits ? 'paused' : 'normal');
      if (wanted) call(callWords(wanted));
    },
    toTest: (test) => {
      if (asks(test)) call(testCallWords(test));
    },
  };
}
