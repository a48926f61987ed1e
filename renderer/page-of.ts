import type { ConnectionTest } from '../shared/connection-test';
import type { MigrationState, QuestionKind } from '../shared/migration';

/** Where the person went by themselves. Within a migration the page follows from its state. */
export type Place =
  | { readonly at: 'home' | 'connect' | 'practise' | 'library' | 'profiles' }
  | {
      readonly at: 'inspect';
      /** Where the file was chosen, to go back to. */
      readonly from?: 'library';
    }
  | { readonly at: 'migration'; readonly id: string };

/** The pages there are; each is one file in `pages/`. */
export type Page =
  | 'home'
  | 'connect'
  | 'practise'
  | 'inspect'
  | 'library'
  | 'profiles'
  | 'opening'
  | 'running'
  | 'failed'
  | 'stopped'
  | 'done'
  | 'rolling-back'
  | QuestionKind;

/** The page to show: a pure function of the place, of the migration that it names, and of the test that asks there. */
export function pageOf(
  state: MigrationState | undefined,
  place: Place,
  asking?: ConnectionTest | undefined,
): Page {
  if (place.at === 'connect' || place.at === 'profiles') return asking?.question?.kind ?? place.at;
  if (place.at !== 'migration') return place.at;
  if (!state) return 'opening';
  if (state.rollBack) return (state.status === 'running' && state.question?.kind) || 'rolling-back';
  switch (state.status) {
    case 'running':
      return state.question?.kind ?? 'running';
    case 'failed':
      return 'failed';
    case 'finished':
      return 'done';
    case 'rolled-back':
      return 'rolling-back';
    case 'ready':
    case 'paused':
    case 'cancelled':
      return 'stopped';
  }
}
