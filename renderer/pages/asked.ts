import type { MigrationState, Question, QuestionKind } from '../../shared/migration';
import type { Asker } from '../parts/use-answer';

/** What a page gets that asks one kind of question. */
export type Asked<Kind extends QuestionKind> = {
  readonly state: MigrationState;
  readonly question: Question & { readonly kind: Kind };
};

/** The same for a question about connecting, which a test asks, too. */
export type AskedAtLogin<Kind extends QuestionKind> = {
  readonly asker: Asker;
  readonly question: Question & { readonly kind: Kind };
};
