import { createLogUpdate } from 'log-update';
import { fail } from '../../../shared/failure';
import { isOver, type LibraryChange, type LibraryRow, libraryExit } from '../../../shared/library';
import { shownPath } from '../../../shared/words/library';
import { wrap } from '../../../shared/wrap';
import type { Engine } from '../../engine/engine';
import type { LibraryOptions } from '../choice';
import { cleanAll } from '../clean';
import { type Ending, failedEnding, finished } from '../ending';
import { typedPath } from '../kit-file';
import { countLines, libraryLines, progressLine } from '../library-text';
import type { Desk } from '../ports';

/** `library`: a table of all backups in a folder; the exit code is that of the worst. */
export async function library(
  folder: string,
  options: LibraryOptions,
  desk: Desk,
): Promise<Ending> {
  const { screen, ports, terminal } = desk;
  const engine = ports.openEngine();
  try {
    const { end, rows } = await follow(engine, typedPath(folder, desk.folder), options, desk);
    if (end.failure) return failedEnding(end.failure);
    const { rows: _, ...sums } = end;
    for (const row of rows) screen.item({ type: 'backup', ...row });
    const shown = cleanAll(rows.map((row) => ({ ...row, path: shownPath(row.path) })));
    for (const line of libraryLines(shown, terminal)) screen.write(line);
    if (rows.length > 0) screen.write('');
    for (const line of countLines(shown, end))
      screen.write(wrap(line, terminal.width()).join('\n'));
    if (options.csv !== undefined) {
      const file = { path: typedPath(options.csv, desk.folder) };
      const order = rows.map(({ row }) => row);
      const { path } = await engine.handlers['save-library']({ id: end.id, file, rows: order });
      screen.item({ type: 'written', path });
      screen.write(`Written: ${path}`);
    }
    screen.item({ type: 'library', ...sums });
    return end.stage === 'cancelled'
      ? { outcome: 'cancelled', exitCode: 130 }
      : { ...finished, exitCode: libraryExit(rows) };
  } finally {
    await engine.close();
  }
}

/** Makes the library and answers with its end and its rows, by path. */
async function follow(
  engine: Engine,
  path: string,
  { target, hash, fresh }: LibraryOptions,
  { interruption, terminal }: Desk,
): Promise<{ readonly end: LibraryChange; readonly rows: readonly LibraryRow[] }> {
  const rows = new Map<number, LibraryRow>();
  const log = terminal.live ? createLogUpdate(terminal.stdout) : undefined;
  const over = new Promise<LibraryChange>((resolve) => {
    engine.onLibrary((change) => {
      for (const row of change.rows) rows.set(row.row, row);
      log?.(progressLine(change));
      if (isOver(change)) resolve(change);
    });
  });
  const { id } = await engine.handlers['start-library']({
    ...{ folder: { path }, hash, fresh },
    ...(target !== undefined && { target }),
  });
  const unhear = interruption.onStop(() => void engine.handlers['cancel-library']({ id }));
  const end = await over;
  unhear();
  log?.clear();
  log?.done();
  if (end.stage === 'failed' && !end.failure) fail('internal.unexpected');
  const sorted = [...rows.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { end, rows: sorted };
}
