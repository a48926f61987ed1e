import type { WorksheetEntry, WorksheetWish } from '../shared/worksheet';

/** One item while something is entered about it. */
export type WorksheetDraft = Pick<WorksheetEntry, 'item' | 'state' | 'where' | 'note'>;

/** What is open of a worksheet; kept outside of the page, which goes when the run comes to its next step. */
export type WorksheetDesk = {
  readonly open: boolean;
  readonly draft?: WorksheetDraft | undefined;
};

export const closedDesk: WorksheetDesk = { open: false };

/** What a draft changes of an entry; undefined where that is nothing. */
export function wishOf(draft: WorksheetDraft, entry: WorksheetEntry): WorksheetWish | undefined {
  const { item, state } = draft;
  const [where, note] = [draft.where.trim(), draft.note.trim()];
  const wish = {
    ...(state !== entry.state && { state }),
    ...(where !== entry.where && { where }),
    ...(note !== entry.note && { note }),
  };
  return Object.keys(wish).length === 0 ? undefined : { item, ...wish };
}
