import { Text } from '@mantine/core';
import { useState } from 'react';
import { type Finding, findingKey } from '../../shared/finding';
import { asEntered, type Remark } from '../review';
import { bySeverity, type Filter, isOn, type Machine, passesFilter } from '../review-filter';
import { changeRemark } from '../reviewing';
import { reviewWords } from '../words/en-findings';
import css from './finding-list.module.css';
import { ReviewRow } from './review-row';
import { ReviewTools } from './review-tools';

type Props = {
  readonly migrationId: string;
  readonly remarked: readonly { readonly finding: Finding; readonly remark: Remark }[];
  readonly busy: boolean;
  readonly onLook: (only: Finding) => void;
};

/**
 * The findings that are chosen to be shown, the worst first. They stand where they belong as they are written down, so that
 * none moves or vanishes while something is entered about it.
 */
export function ReviewRows({ migrationId, remarked, busy, onLook }: Props) {
  const [filter, setFilter] = useState<Filter>('all');
  const [machine, setMachine] = useState<Machine>('any');
  const entered = remarked.map(({ finding, remark }) => asEntered(finding, remark));
  const shown = remarked
    .filter(({ finding }) => isOn(finding, machine))
    .filter(
      ({ finding, remark }) =>
        passesFilter(finding, filter) || passesFilter(asEntered(finding, remark), filter),
    )
    .toSorted((a, b) => bySeverity(a.finding, b.finding));
  return (
    <>
      <ReviewTools
        findings={entered.filter((finding) => isOn(finding, machine))}
        filter={filter}
        onFilter={setFilter}
        machine={machine}
        onMachine={setMachine}
      />
      {shown.length === 0 && <Text c="dimmed">{reviewWords.none}</Text>}
      {shown.length > 0 && (
        <ul className={css['reviewed']} aria-label={reviewWords.list}>
          {shown.map(({ finding, remark }) => (
            <ReviewRow
              key={findingKey(finding)}
              finding={finding}
              remark={remark}
              onChange={(changes) => changeRemark(migrationId, finding, changes)}
              busy={busy}
              onLook={() => onLook(finding)}
            />
          ))}
        </ul>
      )}
    </>
  );
}
