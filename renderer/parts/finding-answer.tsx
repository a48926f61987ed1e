import { Button, Group, Radio, TextInput } from '@mantine/core';
import { type ChangeEvent, useId, useRef } from 'react';
import type { Finding } from '../../shared/finding';
import { findingRules } from '../../shared/finding-rules';
import { describeFinding } from '../../shared/words/findings';
import { hostWords } from '../../shared/words/standings';
import { missingOf, type Remark, wantsNameAndTime } from '../review';
import { formatMoment } from '../when';
import { findingWords, reviewWords } from '../words/en-findings';
import css from './finding-answer.module.css';
import { NeededField } from './needed-field';

type Props = {
  readonly finding: Finding;
  readonly remark: Remark;
  readonly onChange: (changes: Partial<Remark>) => void;
};

const longest = { note: 500, name: 200, when: 100 } as const;

/** What a person says where nothing could be measured: two choices, and what has to be written down with them. */
export function FindingAnswer({ finding, remark, onChange }: Props) {
  const name = useId();
  const first = useRef<HTMLInputElement>(null);
  const { holds } = remark;
  return (
    <div className={css['answer']}>
      <Radio.Group
        name={name}
        label={describeFinding(finding).ask}
        value={holds === undefined ? '' : String(holds)}
        onChange={(value) => onChange({ holds: value === 'true' })}
      >
        <Group gap="lg" mt={6}>
          <Radio ref={first} value="true" label={findingWords.holds} />
          <Radio value="false" label={findingWords.holdsNot} />
          {holds !== undefined && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                onChange({ holds: undefined });
                first.current?.focus();
              }}
            >
              {reviewWords.takeBack}
            </Button>
          )}
        </Group>
      </Radio.Group>
      {holds !== undefined && <Notes finding={finding} remark={remark} onChange={onChange} />}
    </div>
  );
}

function Notes({ finding, remark, onChange }: Props) {
  const { note } = findingRules[finding.id];
  const missing = missingOf(finding, remark);
  if (wantsNameAndTime(finding, remark)) {
    return (
      <div className={css['fields']}>
        <NeededField
          label={reviewWords.nameLabel}
          fault={missing.includes('name') && reviewWords.nameMissing}
          maxLength={longest.name}
          value={remark.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <div className={css['when']}>
          <NeededField
            label={reviewWords.whenLabel}
            fault={missing.includes('when') && reviewWords.whenMissing}
            maxLength={longest.when}
            value={remark.when}
            onChange={(event) => onChange({ when: event.currentTarget.value })}
          />
          <Button
            variant="default"
            size="sm"
            aria-label={reviewWords.nowFor(finding.id, hostWords[finding.on])}
            onClick={() => onChange({ when: formatMoment(new Date().toISOString()) })}
          >
            {reviewWords.now}
          </Button>
        </div>
      </div>
    );
  }
  const field = {
    mt: 'xs',
    label: reviewWords.noteLabel,
    maxLength: longest.note,
    value: remark.note,
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      onChange({ note: event.currentTarget.value }),
  };
  if (note === 'none') return <TextInput size="sm" {...field} description={reviewWords.noteHint} />;
  const fault = missing.includes('note') && reviewWords.noteMissing;
  return <NeededField {...field} description={reviewWords.noteNeeded} fault={fault} />;
}
