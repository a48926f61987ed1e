import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';

/** What a person would feel while a page was shown; times in milliseconds. */
export type Smoothness = {
  /** The longest task of the page's thread, by the time that it used the processor. */
  readonly longestTask: number;
  /** Tasks of more than 50 by the clock, as `PerformanceObserver` tells them: on a computer that has other work they are longer. */
  readonly longTasks: readonly number[];
  readonly frames: number;
  /** Frames of a 60th of a second that were not drawn. */
  readonly dropped: number;
  readonly longestGap: number;
  readonly seconds: number;
};

const marks = { from: 'watched-from', to: 'watched-to' } as const;

/** Looks at the page's thread as long as its level-one heading is one of these. */
export async function watchThread(
  { app, page, folder }: { app: ElectronApplication; page: Page; folder: string },
  headings: readonly string[],
): Promise<Smoothness> {
  const pid = await app.evaluate(async ({ contentTracing, BrowserWindow }) => {
    const own = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0;
    await contentTracing.startRecording({
      included_categories: ['toplevel', 'blink.user_timing'],
      excluded_categories: ['*'],
      included_process_ids: [own],
    });
    return own;
  });
  const seen = await watchPage(page, headings);
  const path = join(folder, 'trace.json');
  await app.evaluate(({ contentTracing }, file) => contentTracing.stopRecording(file), path);
  return { longestTask: longestTask(await readFile(path, 'utf8'), pid), ...seen };
}

const watchPage = (
  page: Page,
  headings: readonly string[],
): Promise<Omit<Smoothness, 'longestTask'>> =>
  page.evaluate(
    async ({ wanted, from, to }) => {
      const found: { readonly startTime: number; readonly duration: number }[] = [];
      const observer = new PerformanceObserver((list) => found.push(...list.getEntries()));
      observer.observe({ type: 'longtask' });
      const isThere = (): boolean =>
        wanted.includes(document.querySelector('h1')?.textContent ?? '');
      const times: number[] = [];
      performance.mark(from);
      while (isThere()) times.push(await new Promise(requestAnimationFrame));
      performance.mark(to);
      // An entry comes a little after its task.
      await new Promise((later) => setTimeout(later, 200));
      observer.disconnect();
      const [first = 0, last = 0] = [times[0], times.at(-1)];
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
      const missed = gaps.map((gap) => Math.max(0, Math.round((gap * 60) / 1000) - 1));
      return {
        longTasks: found
          .filter(({ startTime }) => startTime >= first && startTime < last)
          .map(({ duration }) => duration),
        frames: times.length,
        dropped: missed.reduce((sum, each) => sum + each, 0),
        longestGap: Math.max(0, ...gaps),
        seconds: (last - first) / 1000,
      };
    },
    { wanted: headings, ...marks },
  );

/** As Chromium traces: times in microseconds, `tdur` of the thread's own. */
type Traced = {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly tdur?: number;
};

/** Of the tasks between the two marks, on the thread that made the marks, in milliseconds. */
function longestTask(trace: string, pid: number): number {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly Traced[] };
  const own = traceEvents.filter((event) => event.pid === pid);
  const from = own.find(({ name }) => name === marks.from);
  const to = own.find(({ name }) => name === marks.to);
  const tasks = own.filter(
    (event) =>
      event.name.endsWith('::RunTask') &&
      event.tid === from?.tid &&
      event.ts >= (from?.ts ?? 0) &&
      event.ts < (to?.ts ?? 0),
  );
  // Without any the trace would say nothing of the page.
  if (tasks.length === 0) throw new Error('the trace has no task of the page');
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur), 0) / 1000;
}
