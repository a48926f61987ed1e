import type { RestoreJob } from '../../../../shared/appliance';
import { fail } from '../../../../shared/failure';
import { hashFile } from '../../eppb/hash-file';
import { askByHand } from './ask-by-hand';
import type { AtHand } from './at-hand';
import { listByHand } from './backup';
import { entered } from './entered';
import { handFolder, isInFolder } from './hand-files';
import { allDone, type Done } from './memory';

/** The import that this migration had a person make, if no failed restore came after it. */
export function ownImport(at: Pick<AtHand, 'side' | 'desk'>): Done | undefined {
  const imported = allDone(at, 'importBackup').at(-1);
  const seen = imported && endOf(at, imported);
  return seen?.given['state'] === 'failed' ? undefined : imported;
}

const endOf = (at: Pick<AtHand, 'side' | 'desk'>, imported: Done): Done | undefined =>
  allDone(at, 'restoreJob').findLast((work) => work.at >= imported.at);

/** Has the file imported with its key, once. What was imported is not imported again. */
export async function importByHand(
  at: AtHand,
  file: string,
  request: string,
  key: string,
): Promise<{ readonly job: string }> {
  const job = `hand-${request}`;
  if (ownImport(at)?.given['request'] === request) return { job };
  const path = fileFor(at, file);
  const handed = { path, ...(await hashFile(path, at.signal)) };
  at.desk.holdKey(key);
  try {
    return await askByHand(
      at,
      'importBackup',
      { values: { file: path }, file: handed, needsKey: true },
      ({ given }) => {
        if (!entered(given, () => 'pressed').confirmed('pressed'))
          fail('hand.not-usable', { label: 'Import', seen: 'nobody has confirmed it' });
        const { sha256 } = handed;
        return { value: { job }, given: { request, sha256 }, proof: 'stated' };
      },
    );
  } finally {
    at.desk.holdKey(undefined);
  }
}

/** Where the file went to the appliance itself before, the copy on this computer is what a person can hand over. */
function fileFor({ desk, side }: AtHand, file: string): string {
  if (isInFolder(handFolder(desk.folder, side), file)) return file;
  const { localFile } = desk.state().facts;
  return localFile && localFile.kept !== false
    ? localFile.path
    : fail('transfer.source-file-missing', { file });
}

/** How the newest restore stands: by what was done, or by what a person sees while this program waits for it. */
export async function restoreJobByHand(at: AtHand): Promise<RestoreJob> {
  const { id, steps } = at.desk.state();
  const imported = allDone(at, 'importBackup').at(-1);
  if (!imported) {
    if (wasOrdered(at) && steps['restore-backup'].state === 'running') return await askJob(at, id);
    return { state: (await listByHand(at, true)).atWork ? 'restoring' : 'none' };
  }
  const request = imported.given['request'] ?? '';
  const job = { job: `hand-${request}`, request, startedAt: imported.at };
  const end = endOf(at, imported);
  if (end?.given['state'] === 'failed')
    return { ...job, state: 'failed', reason: end.given['reason'] ?? '' };
  if (end) return { ...job, state: 'done', percent: 100 };
  if (steps['restore-backup'].state !== 'running') return { ...job, state: 'restoring' };
  return await askJob(at, request, job.startedAt);
}

/** Whether this migration's restore was ordered by a command, before somebody switched to a person. */
function wasOrdered({ side, desk }: AtHand): boolean {
  const { commands, steps } = desk.state();
  const since = steps['hold-clients'].endedAt;
  return (
    side === 'target' &&
    since !== undefined &&
    commands.some((run) => run.side === side && run.changes && run.at >= since)
  );
}

/** Queued is no success, and neither is a page that answers nothing; after error 500 it is asked again, with a warning. */
async function askJob(at: AtHand, request: string, startedAt?: string): Promise<RestoreJob> {
  const job = { job: `hand-${request}`, request, ...(startedAt && { startedAt }) };
  for (let refused = false; ; ) {
    const said: RestoreJob | 'error-500' = await askByHand<RestoreJob | 'error-500'>(
      at,
      'restoreJob',
      refused ? { fault: { code: 'hand.do-not-retry', facts: {} } } : {},
      ({ given, seen }) => {
        const state = given['state'] ?? '';
        const reason = given['reason']?.trim() || (seen ? 'see what the page showed' : '');
        switch (state) {
          case 'error-500':
            return { value: 'error-500' };
          case 'ready':
            return {
              value: { ...job, state: 'done', percent: 100 },
              given: { request, state },
              // The words of the choice say that the login worked; who enters the version confirms it once more.
              proof: 'login',
            };
          case 'failed':
            return {
              value: { ...job, state: 'failed', reason },
              given: { request, state, ...(reason !== '' && { reason }) },
              proof: 'stated',
            };
          case 'queued':
            return { value: { ...job, state: 'queued' } };
          case 'logged-out':
            return { value: { ...job, state: 'restarting' } };
          case 'generating':
            return { value: { ...job, state: 'restoring' } };
          default:
            return fail('hand.not-usable', { label: 'state', seen: state.slice(0, 40) });
        }
      },
    );
    if (said !== 'error-500') return said;
    refused = true;
  }
}
