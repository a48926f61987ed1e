import { InvalidArgumentError } from 'commander';
import {
  type WorksheetId,
  type WorksheetState,
  worksheetIds,
  worksheetStates,
} from '../../shared/worksheet';

/** An item and what becomes of it; without a state it stays as it is. */
export type ItemWish = { readonly item: WorksheetId; readonly state?: WorksheetState };

/** `smtp` or `smtp=tested`; throws commander's error, which names the option. */
export function readItem(text: string): ItemWish {
  const [name = '', ...rest] = text.split('=');
  const item = worksheetIds.find((each) => each === name);
  if (!item) throw new InvalidArgumentError(`It begins with an item: ${worksheetIds.join(', ')}.`);
  if (rest.length === 0) return { item };
  const state = worksheetStates.find((each) => each === rest.join('='));
  if (!state)
    throw new InvalidArgumentError(`After = comes a state: ${worksheetStates.join(', ')}.`);
  return { item, state };
}
