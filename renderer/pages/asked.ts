import type { MigrationState, Question, QuestionKind } from '../../shared/migration';

/** What a page gets that asks one kind of question. */
export type Asked<Kind extends QuestionKind> = {
  readonly state: MigrationState;
  readonly question: Question & { readonly kind: Kind };
};
