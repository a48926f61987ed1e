import { Chip, Group, NativeSelect } from '@mantine/core';
import type { Finding } from '../../shared/finding';
import { hostWords } from '../../shared/words/standings';
import { type Filter, filters, type Machine, machines, passesFilter } from '../review-filter';
import { reviewWords } from '../words/en-findings';
import css from './review-tools.module.css';

type Props = {
  /** As entered on the page. */
  readonly findings: readonly Finding[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly machine: Machine;
  readonly onMachine: (machine: Machine) => void;
};

/** Which findings are shown, with how many there are of each. */
export function ReviewTools({ findings, filter, onFilter, machine, onMachine }: Props) {
  const countOf = (each: Filter): number =>
    findings.filter((finding) => passesFilter(finding, each)).length;
  return (
    <div className={css['tools']}>
      <Chip.Group value={filter} onChange={(value) => onFilter(value as Filter)}>
        <Group gap={6} role="radiogroup" aria-label={reviewWords.filter}>
          {filters.map((each) => (
            <Chip
              key={each}
              value={each}
              variant="outline"
              size="sm"
              classNames={{ label: css['chip'] ?? '' }}
            >
              {reviewWords.counted(reviewWords.filters[each], countOf(each))}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <NativeSelect
        size="sm"
        aria-label={reviewWords.machine}
        value={machine}
        onChange={(event) => onMachine(event.currentTarget.value as Machine)}
        data={machines.map((each) => ({
          value: each,
          label: each === 'any' ? reviewWords.everywhere : hostWords[each],
        }))}
      />
    </div>
  );
}
