import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WindowPlanPage } from './window-plan-content';
import { windowPlanHtml } from './window-plan-html';
import { windowPlanText } from './window-plan-text';

/** Writes `window-plan.html` and `window-plan.txt` into a folder, readable by their owner only, and tells their paths. */
export async function writeWindowPlan(
  page: WindowPlanPage,
  folder: string,
  now: Date,
): Promise<{ readonly html: string; readonly text: string }> {
  const html = join(folder, 'window-plan.html');
  const text = join(folder, 'window-plan.txt');
  await writeFile(html, windowPlanHtml(page, now), { mode: 0o600 });
  await writeFile(text, windowPlanText(page, now), { mode: 0o600 });
  return { html, text };
}
