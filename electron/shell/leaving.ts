import { app, type BrowserWindow, dialog, powerMonitor } from 'electron';
import type { RunWatch } from './run-watch';
import { closingWords } from './words';

/**
 * Every way out of the program. While something runs, a person is asked first; then `before` brings everything to
 * an orderly end, and only then the window goes. A system that shuts down is not kept waiting for an answer.
 */
export function guardLeaving(
  window: BrowserWindow,
  watch: RunWatch,
  before: () => Promise<void>,
): void {
  let state: 'staying' | 'asking' | 'leaving' | 'left' = 'staying';

  const leave = async (ask: boolean): Promise<void> => {
    if (state === 'leaving' || (ask && state === 'asking')) return;
    if (ask && !(await agreed())) return;
    state = 'leaving';
    await before().catch(() => undefined);
    state = 'left';
    app.quit();
  };

  const agreed = async (): Promise<boolean> => {
    const [first] = watch.view().running;
    if (!first) return true;
    state = 'asking';
    const { message, detail, stay, leave: go } = closingWords(first);
    const { response } = await dialog.showMessageBox(window, {
      ...{ type: 'warning', message, detail, buttons: [stay, go] },
      ...{ defaultId: 0, cancelId: 0, noLink: true },
    });
    if (state === 'asking') state = 'staying';
    return response === 1;
  };

  const instead = (event: { preventDefault: () => void }): void => {
    if (state === 'left') return;
    event.preventDefault();
    void leave(true);
  };
  window.on('close', instead);
  app.on('before-quit', instead);
  const atOnce = (): void => void leave(false);
  powerMonitor.on('shutdown', atOnce);
  window.on('session-end', atOnce);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, atOnce);
}
