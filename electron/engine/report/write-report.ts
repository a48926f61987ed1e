import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Facts, withoutKeyHash } from '../../../shared/facts';
import type { MigrationState } from '../../../shared/migration';
import { reportContent } from './report-content';
import { reportHtml } from './report-html';
import { reportText } from './report-text';

/** Writes `report.html`, `report.txt` and `report.json` into a migration's folder, readable by their owner only. */
export async function writeReport(
  state: MigrationState,
  folder: string,
  now: Date,
): Promise<Facts['report']> {
  const content = reportContent(state, now);
  const write = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text, { mode: 0o600 });
    return path;
  };
  const { plan, facts, findings, worksheet, steps, commands, handWork, switched } = state;
  return {
    html: await write('report.html', reportHtml(content)),
    text: await write('report.txt', reportText(content)),
    json: await write(
      'report.json',
      `${JSON.stringify({ id: state.id, writtenAt: now.toISOString(), plan, facts, findings, worksheet, steps, commands, handWork, switched }, withoutKeyHash, 2)}\n`,
    ),
  };
}
