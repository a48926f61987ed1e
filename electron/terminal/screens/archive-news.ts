import type { ConnectionTest } from '../../../shared/connection-test';

type NewsLine = Readonly<Record<string, unknown>>;

const progressInterval = 250;

/** The lines of saving files for a program: each file of the list, each one that is saved or not, each once; progress now and then. */
export function archiveNews(now: () => number = Date.now) {
  let [listed, saved, problems] = [false, 0, 0];
  let progressAt = 0;
  return ({ id, archiving }: ConnectionTest): readonly NewsLine[] => {
    if (!archiving) return [];
    const { files, current } = archiving;
    const lines: NewsLine[] = listed ? [] : files.map((file) => ({ type: 'file', id, ...file }));
    listed = true;
    for (const each of archiving.saved.slice(saved)) lines.push({ type: 'saved', id, ...each });
    for (const each of archiving.problems.slice(problems))
      lines.push({ type: 'not-saved', id, ...each });
    saved = archiving.saved.length;
    problems = archiving.problems.length;
    if (current?.progress && now() - progressAt >= progressInterval) {
      progressAt = now();
      lines.push({ type: 'progress', id, ...current });
    }
    return lines;
  };
}
