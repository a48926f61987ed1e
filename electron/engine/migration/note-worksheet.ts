import { userInfo } from 'node:os';
import { fail } from '../../../shared/failure';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { changedEntry, entryOf, secretOfWish, type WorksheetWish } from '../../../shared/worksheet';
import type { Secrets } from './secrets';
import { writeStopped } from './write-stopped';

type Noted = MigrationEvent & { readonly type: 'worksheet-noted' };

/** The event of what a person writes down; throws `worksheet.secret` where it looks like a secret, or is one of this run. */
export function worksheetNote(
  state: MigrationState,
  wish: WorksheetWish,
  at: string,
  secrets?: Secrets,
): Noted {
  const secret = secretOfWish(wish);
  if (secret) fail('worksheet.secret', secret);
  for (const part of ['where', 'note', 'by'] as const) {
    if (secrets?.isIn(wish[part] ?? '')) fail('worksheet.secret', { part, seen: 'given' });
  }
  const by = wish.by?.trim() || userInfo().username;
  return {
    type: 'worksheet-noted',
    ...changedEntry(entryOf(state, wish.item), wish, { by, at }),
  };
}

/** Writes it down where no run is under way, as `writeStopped` does. */
export const noteStopped = (
  folder: string,
  file: string,
  wish: WorksheetWish,
  now: Date,
): { readonly event: Noted; readonly state: MigrationState } =>
  writeStopped(folder, file, now, (state, at) => ({ ...worksheetNote(state, wish, at) }));
