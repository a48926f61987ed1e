import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Backup } from '../../../../shared/appliance';
import { fail } from '../../../../shared/failure';
import type { HandField } from '../../../../shared/hand-work';
import { handAskWords } from '../../../../shared/words/by-hand-fields';
import { pathOf } from '../../file-path';
import { askByHand } from './ask-by-hand';
import type { AtHand } from './at-hand';
import { entered } from './entered';
import { handFolder } from './hand-files';
import { allDone, type Done } from './memory';
import { readByHand } from './readings';
import { takeIn } from './take-in';

const idOf = (name: string): string => `hand-${name}`;
/** The name of a backup that was asked for by hand; undefined where its id is the appliance's own. */
export const nameOfHandBackup = (id: string): string | undefined =>
  id.startsWith('hand-') ? id.slice('hand-'.length) : undefined;

/** What was done of one backup since it was last asked for, or undefined where it was not. */
function historyOf(at: AtHand, id: string): Readonly<Record<string, Done | undefined>> | undefined {
  const name = nameOf(at, id);
  if (name === undefined) return undefined;
  const asked = allDone(at, 'prepareBackup').findLast((work) => work.given['name'] === name);
  const later = (operation: 'startBackup' | 'backup' | 'deleteBackup'): Done | undefined =>
    allDone(at, operation).findLast(
      (work) => work.given['name'] === name && work.at >= (asked?.at ?? ''),
    );
  return {
    asked,
    started: later('startBackup'),
    seen: later('backup'),
    deleted: later('deleteBackup'),
  };
}

/** Also of one that was asked for by command before. */
function nameOf({ side, desk }: AtHand, id: string): string | undefined {
  const { facts, keyOfTarget } = desk.state();
  const request = side === 'source' ? facts.request : keyOfTarget?.request;
  return nameOfHandBackup(id) ?? (request?.backupId === id ? request.name : undefined);
}

/** The backup, by what was done, or by what a person sees of it while this program waits for it. */
export async function backupByHand(at: AtHand, id: string): Promise<Backup> {
  const name = nameOf(at, id);
  const history = historyOf(at, id);
  if (name === undefined || !history) return fail('backup.vanished', { id });
  const { asked, started, seen, deleted } = history;
  if (deleted || (!asked && nameOfHandBackup(id) !== undefined))
    return fail('backup.vanished', { id });
  const { facts, steps } = at.desk.state();
  const backup: Backup = {
    ...{ id, name, version: facts[at.side]?.version ?? '', state: 'generating', percent: 0 },
    createdAt: started?.at ?? asked?.at ?? at.desk.state().createdAt,
  };
  if (asked && !started && !at.startedByCommand.has(id))
    return { ...backup, state: 'awaiting-key' };
  const ready = seen && (await readyBackup(at, backup, seen));
  if (ready) return ready;
  if (seen?.given['state'] === 'failed')
    return { ...backup, state: 'failed', reason: seen.given['reason'] ?? '' };
  // Nobody is asked for how it stands but by the step that waits for it.
  const step = at.side === 'source' ? 'create-backup' : 'secure-target';
  return steps[step].state === 'running' ? await askState(at, backup) : backup;
}

/** As it was taken in; undefined where its file is not there any more. */
async function readyBackup(
  at: AtHand,
  backup: Backup,
  { given }: Done,
): Promise<Backup | undefined> {
  const { file = '', sha256 = '' } = given;
  if (given['state'] !== 'ready') return undefined;
  const path = join(handFolder(at.desk.folder, at.side), file);
  const size = (await stat(path).catch(() => undefined))?.size;
  if (size === undefined || String(size) !== given['size']) return undefined;
  return { ...backup, state: 'ready', percent: 100, file: path, size, sha256 };
}

const askState = (at: AtHand, backup: Backup): Promise<Backup> =>
  askByHand<Backup>(at, 'backup', { values: { name: backup.name } }, async (answer) => {
    const { name } = backup;
    const { given } = answer;
    if (given['state'] === 'failed') {
      const reason = given['reason']?.trim() ?? '';
      return {
        value: { ...backup, state: 'failed', reason },
        given: { name, state: 'failed', ...(reason !== '' && { reason }) },
        proof: 'stated',
      };
    }
    // A file shows by itself that it is ready.
    if (given['state'] !== 'ready' && !answer.file) return { value: backup };
    if (!answer.file) return fail('hand.no-file');
    const brought = pathOf(answer.file);
    const file = `${name}.eppb`;
    const path = join(handFolder(at.desk.folder, at.side), file);
    const { size, sha256 } = await takeIn(brought, path, at.signal);
    return {
      value: { ...backup, state: 'ready', percent: 100, file: path, size, sha256 },
      given: {
        ...{ name, state: 'ready', file, size: String(size), sha256 },
        brought: basename(brought).slice(0, 200),
      },
      proof: 'file',
    };
  });

/** Has a backup asked for, up to the dialog with its key, which is given once. */
export function prepareByHand(
  at: AtHand,
  name: string,
  description: string,
): Promise<{ readonly id: string; readonly key: string }> {
  return askByHand(at, 'prepareBackup', { values: { name, description } }, ({ secrets }) => {
    const key = secrets['key']?.trim() ?? '';
    const label = 'System Backup Key';
    if (key === '') fail('hand.not-usable', { label, needed: 'it is needed' });
    if (!/^[\x20-\x7e]{4,200}$/.test(key))
      fail('hand.not-usable', {
        ...{ label, seen: 'what was entered cannot be a key' },
        needed: 'it has to be copied from the dialog as it stands there',
      });
    return { value: { id: idOf(name), key }, given: { name }, proof: 'stated' };
  });
}

/** Has the dialog closed, which starts it. What was started is not started again. */
export async function startByHand(at: AtHand, id: string): Promise<void> {
  const name = nameOf(at, id);
  if (name === undefined) return fail('backup.vanished', { id });
  if (historyOf(at, id)?.['started']) return;
  await confirmed(at, 'startBackup', 'pressed', name);
}

export async function deleteByHand(at: AtHand, id: string): Promise<void> {
  const name = nameOf(at, id);
  if (name === undefined || historyOf(at, id)?.['deleted']) return;
  await confirmed(at, 'deleteBackup', 'deleted', name);
}

const confirmed = (
  at: AtHand,
  operation: 'startBackup' | 'deleteBackup',
  field: string,
  name: string,
): Promise<undefined> =>
  askByHand(at, operation, { values: { name } }, ({ given }) => {
    if (!entered(given, () => field).confirmed(field))
      fail('hand.not-usable', { label: name, seen: 'nobody has confirmed it' });
    return { value: undefined, given: { name }, proof: 'stated' };
  });

/** What the list of backups shows: those of this migration by what was done, the others by what a person reads. */
export async function backupsByHand(at: AtHand): Promise<readonly Backup[]> {
  const { names } = await listByHand(at);
  const own = [
    ...new Set(allDone(at, 'prepareBackup').flatMap(({ given }) => given['name'] ?? [])),
  ];
  const states = await Promise.all(
    own.map((name) =>
      backupByHand(at, idOf(name)).then(
        (backup) => [backup],
        () => [],
      ),
    ),
  );
  const others = names
    .filter((name) => !own.includes(name))
    .map((name): Backup => {
      const createdAt = firstListed(at, name);
      return {
        ...{ id: `listed-${name}`, name, version: '' },
        state: 'ready',
        percent: 100,
        createdAt,
      };
    });
  return [...others, ...states.flat()];
}

/** One that was not in the list before came meanwhile; nobody says when the others were made. */
function firstListed(at: AtHand, name: string): string {
  const lists = allDone(at, 'backups');
  const first = lists.findIndex(({ given }) => namesIn(given['names']).includes(name));
  return first > 0 ? (lists[first]?.at ?? '') : at.desk.state().createdAt;
}

const namesIn = (text = ''): readonly string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What the list shows, and whether anything is under way. */
export const listByHand = (
  at: AtHand,
  forAnother?: true,
): Promise<{ readonly names: readonly string[]; readonly atWork: boolean }> =>
  readByHand(at, {
    operation: 'backups',
    fields: listFields,
    forAnother,
    read: (from) => ({
      names: namesIn(from.text('names')),
      atWork: from.needed('atWork') === 'yes',
    }),
  });

const listFields: readonly HandField[] = [
  {
    ...{ name: 'names', form: 'text', optional: true },
    ...{ label: handAskWords.backupNames, hint: handAskWords.backupNamesHint },
  },
  {
    ...{ name: 'atWork', form: 'choice', label: handAskWords.atWork },
    choices: [
      { value: 'no', words: handAskWords.atWorkNo },
      { value: 'yes', words: handAskWords.atWorkYes },
    ],
  },
];
