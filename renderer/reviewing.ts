import { type Finding, findingKey } from '../shared/finding';
import { emptyReview, type Look, type Remark, type Review, remarkOf } from './review';
import { useApp } from './store';

/** What the person does on the page of findings; kept here, so that it outlives the page while the checks run again. */

function update(id: string, change: (review: Review) => Review): void {
  useApp.setState(({ reviews }) => ({
    reviews: { ...reviews, [id]: change(reviews[id] ?? emptyReview) },
  }));
}

/** Enters something about a finding of a migration. */
export const changeRemark = (id: string, finding: Finding, changes: Partial<Remark>): void =>
  update(id, (review) => ({
    ...review,
    remarks: {
      ...review.remarks,
      [findingKey(finding)]: { ...remarkOf(review, finding), ...changes },
    },
  }));

/** Remembers that a look was asked for, or that none is under way. */
export const setLook = (id: string, look: Look | undefined): void =>
  update(id, (review) => ({ ...review, look }));

export const setReviewer = (reviewer: string): void => useApp.setState({ reviewer });
