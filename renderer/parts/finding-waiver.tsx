import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Finding } from '../../shared/finding';
import { missingOf, type Remark } from '../review';
import { reviewWords } from '../words/en-findings';
import css from './finding-waiver.module.css';
import { NeededField } from './needed-field';

type Props = {
  readonly finding: Finding;
  readonly remark: Remark;
  readonly onChange: (changes: Partial<Remark>) => void;
};

/** Going on in spite of a finding, with a reason; it can be taken back. */
export function FindingWaiver({ finding, remark, onChange }: Props) {
  const opening = useRef<HTMLButtonElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  const pressed = useRef(false);
  const { passes } = remark;
  // The button that was pressed is gone: the focus goes to what came in its place.
  useEffect(() => {
    if (pressed.current) (passes ? reason : opening).current?.focus();
    pressed.current = false;
  }, [passes]);
  const change = (next: boolean) => () => {
    pressed.current = true;
    onChange({ passes: next });
  };
  if (!passes) {
    return (
      <Button ref={opening} variant="default" size="compact-sm" onClick={change(true)}>
        {reviewWords.pass}
      </Button>
    );
  }
  return (
    <div className={css['waiver']}>
      <NeededField
        ref={reason}
        label={reviewWords.reasonLabel}
        description={reviewWords.reasonHint}
        fault={missingOf(finding, remark).includes('reason') && reviewWords.reasonShort}
        maxLength={500}
        value={remark.reason}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
      />
      <Button variant="default" size="compact-sm" onClick={change(false)}>
        {reviewWords.takeBack}
      </Button>
    </div>
  );
}
