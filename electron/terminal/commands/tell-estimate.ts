import { extname, resolve } from 'node:path';
import { calendarOf, estimateOf } from '../../../shared/estimate-of';
import { nextSafeSlot } from '../../../shared/forbidden-windows';
import type { MigrationState } from '../../../shared/migration';
import { estimateLines } from '../estimate-text';
import type { Desk } from '../ports';
import type { WindowOptions } from '../window-options';

/** Says after the checks how long a migration takes, and writes its window plan where one is wanted. */
export async function tellEstimate(
  state: MigrationState,
  options: WindowOptions,
  { screen, terminal, ports, folder }: Desk,
): Promise<void> {
  const estimate = estimateOf(state);
  screen.item({ type: 'estimate', id: state.id, ...estimate });
  screen.write('');
  for (const line of estimateLines(estimate, terminal.width(), terminal.paint)) screen.write(line);
  const { windowPlan, timeZone } = options;
  if (windowPlan === undefined) return;
  const now = new Date().toISOString();
  const start = options.start ?? nextSafeSlot(now, estimate, calendarOf(state, timeZone)) ?? now;
  const file = { path: resolve(folder, windowPlan) };
  const format = /^\.html?$/i.test(extname(file.path)) ? 'html' : 'text';
  const engine = ports.openEngine();
  try {
    await engine.handlers['save-window-plan']({
      ...{ id: state.id, format, start, file },
      ...(timeZone !== undefined && { zoneMinutes: timeZone }),
    });
  } finally {
    await engine.close();
  }
  screen.item({ type: 'window-plan', id: state.id, path: file.path, start });
  screen.write(`\nWindow plan from ${start} on: ${file.path}`);
}
