import type { Archiving } from '../../../shared/archiving';
import { formatBytes } from '../../../shared/bytes';
import type { ConnectionTest } from '../../../shared/connection-test';
import { describeFailure } from '../../../shared/words/failures';
import { cleanAll } from '../clean';
import { columns, hanging, spread } from '../layout';
import { bar, progressWords, shareOf } from '../progress-words';
import type { Paint } from '../terminal';
import { spinnerAt } from './spinner';

const indent = 4;

/** What saving files has to say in the course of time: each file once, as soon as it is known how it ended. */
export function archiveTeller(paint: Paint): (test: ConnectionTest, width: number) => string[] {
  let [saved, problems] = [0, 0];
  let begun = false;
  return ({ archiving }, width) => {
    if (archiving?.folder === undefined) return [];
    const news = cleanAll({
      saved: archiving.saved.slice(saved),
      problems: archiving.problems.slice(problems),
    });
    const opening = begun ? [] : ['', paint('bold', savingWords(archiving))];
    begun = true;
    saved = archiving.saved.length;
    problems = archiving.problems.length;
    return [
      ...opening,
      ...news.saved.map(({ file, size, found }) => {
        const right = found ? 'there before' : formatBytes(size);
        return `  ${paint('green', '✓')} ${spread(file, right, width - indent)}`;
      }),
      ...news.problems.map(({ path, failure }) => {
        const text = `${path}: ${describeFailure(failure).title}`;
        return hanging(`  ${paint('red', '✗')} `, text, width, indent);
      }),
    ];
  };
}

const savingWords = ({ files, folder = '' }: Archiving): string =>
  `Saving ${filesWords(files)} in ${cleanAll(folder)}`;

/** The file on its way, for drawing again and again; undefined where none is. */
export function archiveProgress(
  { archiving }: ConnectionTest,
  now: number,
  width: number,
  paint: Paint,
): readonly string[] | undefined {
  if (!archiving?.current) return undefined;
  const { file, progress } = cleanAll(archiving.current);
  const ended = archiving.saved.length + archiving.problems.length;
  const head = spread(file, `${ended + 1} of ${archiving.files.length}`, width - indent);
  const words = progress && progressWords(progress, 0);
  const room = Math.max(8, Math.min(32, width - indent - (words ?? '').length - 2));
  return [
    `  ${paint('cyan', spinnerAt(now))} ${head}`,
    ...(progress ? [`    ${paint('cyan', bar(shareOf(progress), room))}  ${words}`] : []),
  ];
}

const progressInterval = 10_000;

/** Says now and then, in one line, how far a large file is; for those who draw nothing twice. */
export function archivePace(now: () => number): (test: ConnectionTest) => string[] {
  let last: { readonly file: string; readonly at: number } | undefined;
  return ({ archiving }) => {
    const { file, progress } = archiving?.current ?? {};
    if (file === undefined) return [];
    if (last?.file !== file) last = { file, at: now() };
    if (!progress || now() - last.at < progressInterval) return [];
    last = { file, at: now() };
    return [`    ${cleanAll(file)}: ${progressWords(progress, 0).trim()}`];
  };
}

/** Says how it ended: the list that was wanted, or what is saved and where. */
export function archiveEndLines(unclean: Archiving, width: number): readonly string[] {
  const archiving = cleanAll(unclean);
  const { folder, files, saved } = archiving;
  if (files.length === 0) return ['The server has no files of these kinds.'];
  if (folder === undefined) {
    const rows = files.map(({ kind, size, createdAt, path }) => [
      ...[kind, formatBytes(size), createdAt.slice(0, 16).replace('T', ' '), path],
    ]);
    return [
      ...columns([['Kind', 'Size', 'Date (UTC)', 'File'], ...rows], [1]),
      '',
      filesWords(files),
    ];
  }
  const found = saved.filter((each) => each.found).length;
  const before = found === 0 ? '' : `; ${found} of them were there before`;
  return [
    hanging('', `${saved.length} of ${files.length} files are in ${folder}${before}.`, width, 0),
    ...(saved.length > 0
      ? [hanging('', 'Check them there with: sha256sum -c SHA256SUMS', width, 0)]
      : []),
  ];
}

const filesWords = (files: Archiving['files']): string => {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return `${files.length} ${files.length === 1 ? 'file' : 'files'}, ${formatBytes(bytes)}`;
};
