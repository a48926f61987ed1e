import { Button, Text } from '@mantine/core';
import { type Finding, findingKey } from '../../shared/finding';
import { standingOf } from '../../shared/finding-rules';
import { hostWords } from '../../shared/words/standings';
import { asEntered, canPass, canSay, isPending, type Remark } from '../review';
import { reviewWords } from '../words/en-findings';
import { FindingAnswer } from './finding-answer';
import { FindingRow } from './finding-row';
import { FindingWaiver } from './finding-waiver';
import css from './review-row.module.css';

type Props = {
  readonly finding: Finding;
  readonly remark: Remark;
  readonly onChange: (changes: Partial<Remark>) => void;
  readonly busy: boolean;
  readonly onLook: () => void;
};

/** The id of a finding's heading on the page. */
export const headingIdOf = (key: string): string => `finding-${key.replace(' ', '-')}`;

/** A finding with everything that a person can do about it. */
export function ReviewRow({ finding, remark, onChange, busy, onLook }: Props) {
  const entered = asEntered(finding, remark);
  const fine = ['ok', 'info'].includes(standingOf(entered)) && !canSay(finding);
  return (
    <FindingRow finding={entered} headingId={headingIdOf(findingKey(finding))}>
      {canSay(finding) && <FindingAnswer finding={finding} remark={remark} onChange={onChange} />}
      {!fine && (
        <div className={css['deeds']}>
          {canPass(finding, remark) && (
            <FindingWaiver finding={finding} remark={remark} onChange={onChange} />
          )}
          <Button
            variant="default"
            size="compact-sm"
            disabled={busy}
            aria-label={reviewWords.lookAtOn(finding.id, hostWords[finding.on])}
            onClick={onLook}
          >
            {reviewWords.lookAt(finding.id)}
          </Button>
        </div>
      )}
      {isPending(finding, remark) && (
        <Text size="sm" c="dimmed" mt={6}>
          {reviewWords.pending}
        </Text>
      )}
    </FindingRow>
  );
}
