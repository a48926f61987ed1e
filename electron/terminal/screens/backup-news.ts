import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { handWorkWords, switchedWords } from '../../../shared/words/by-hand';
import { handedOver, routeSentences } from '../../../shared/words/route';
import { firstGivenUpWords, givenUpWords, kitCompletedWords } from '../key-words';

type News = MigrationEvent & {
  readonly type:
    | 'kit-saved'
    | 'backup-given-up'
    | 'route-chosen'
    | 'hand-work-done'
    | 'way-switched';
};

/** What is said of a kit, a backup and its way when nobody had asked for it. Where a kit was written is said by who had it written. */
export function backupNews(event: News, state: MigrationState): readonly string[] {
  if (event.type === 'hand-work-done') return [handWorkWords(event)];
  if (event.type === 'way-switched') return [switchedWords(event)];
  if (event.type === 'backup-given-up' && event.side === 'target')
    return [firstGivenUpWords(event.name, event.deleted)];
  if (event.type === 'route-chosen') return routeSentences(event.route, handedOver(state));
  const last = state.givenUp.at(-1);
  if (event.type === 'backup-given-up') return last ? [givenUpWords(last)] : [];
  return event.complete ? [kitCompletedWords(event.path)] : [];
}
