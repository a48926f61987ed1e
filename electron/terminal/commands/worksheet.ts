import { resolve } from 'node:path';
import { worksheetFormats } from '../../../shared/contract';
import {
  worksheetCounts,
  worksheetStateWords,
  worksheetWords,
} from '../../../shared/words/worksheet';
import {
  isOpen,
  type WorksheetRow,
  worksheetRows,
  worksheetRules,
} from '../../../shared/worksheet';
import type { WorksheetOptions } from '../choice';
import { cleanAll } from '../clean';
import { type Ending, finished } from '../ending';
import { hanging } from '../layout';
import { bothNames } from '../migration-words';
import type { Desk } from '../ports';

const indent = 11;

/** `worksheet`: notes what is given, then shows how each integration and setting stands, or writes it into files. */
export async function worksheet(
  id: string,
  { set = [], where, note, by, ...files }: WorksheetOptions,
  desk: Desk,
): Promise<Ending> {
  const { screen, folder, ports, terminal } = desk;
  ports.shelf.read(id);
  const engine = ports.openEngine();
  try {
    for (const wish of set)
      await engine.handlers['note-worksheet']({ id, ...wish, where, note, by });
    for (const format of worksheetFormats) {
      const file = files[format];
      if (file === undefined) continue;
      const at = { path: resolve(folder, file) };
      const { path } = await engine.handlers['export-worksheet']({ id, format, file: at });
      screen.item({ type: 'written', path });
      screen.write(`Written: ${path}`);
    }
  } finally {
    await engine.close();
  }
  const state = ports.shelf.read(id);
  const changed = new Set(set.map(({ item }) => item));
  const rows = worksheetRows(state);
  for (const row of rows) screen.item(asItem(row));
  // Who wrote something wants to see that, and not everything.
  const quiet = changed.size > 0 || files.csv !== undefined || files.html !== undefined;
  const shown = rows.filter((row) => !quiet || changed.has(row.id));
  if (!quiet) screen.write(`${terminal.paint('bold', id)}  ${cleanAll(bothNames(state))}\n`);
  for (const row of shown) screen.write(`${rowText(cleanAll(row), desk)}\n`);
  screen.write(`${worksheetCounts(rows)}.`);
  return finished;
}

function asItem(row: WorksheetRow): Readonly<Record<string, unknown>> {
  const { title, before, after } = worksheetWords[row.id];
  return { type: 'worksheet', ...row.entry, title, open: isOpen(row), before, after };
}

function rowText(row: WorksheetRow, { terminal }: Desk): string {
  const { paint, width } = terminal;
  const { id, entry } = row;
  const { title, before, after } = worksheetWords[id];
  const line = (label: string, text: string | undefined): string[] =>
    text === undefined || text === '' ? [] : [hanging(`  ${label}`, text, width(), indent)];
  const mark = isOpen(row) ? '·' : '✓';
  return [
    paint('bold', `${mark} ${title}: ${worksheetStateWords[entry.state]}`),
    ...line('Item', id),
    ...line('Where', entry.where),
    ...line('Note', entry.note),
    ...line('By', entry.by && `${entry.by}, ${entry.at.slice(0, 16).replace('T', ' ')} UTC`),
    ...(isOpen(row) ? [...line('Before', before), ...line('After', after)] : []),
    ...(isOpen(row) ? line('Source', worksheetRules[id].documented) : []),
  ].join('\n');
}
