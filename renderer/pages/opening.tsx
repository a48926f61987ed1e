import { PageBody } from '../parts/page-body';
import { runningWords } from '../words/en';

/** A migration whose first snapshot has not come yet. */
export function Opening() {
  return <PageBody title={runningWords.opening} why={runningWords.openingWhy} />;
}
