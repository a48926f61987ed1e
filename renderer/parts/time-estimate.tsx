import { Table, Text } from '@mantine/core';
import { formatDuration } from '../../shared/bytes';
import { type Estimate, estimatedPhases } from '../../shared/estimate';
import type { Ground } from '../../shared/measured';
import {
  basisWords,
  describeBasis,
  describeGround,
  formatMinutes,
} from '../../shared/words/estimate';
import { phaseWords } from '../../shared/words/steps';
import { windowPlanWords } from '../words/en-window-plan';
import css from './time-estimate.module.css';

/** How long each phase takes and all of them, as ranges, and what they rest on. */
export function TimeEstimate({ estimate }: { readonly estimate: Estimate }) {
  const { phases, total, window } = estimate;
  const all = estimatedPhases.flatMap((phase) => phases[phase].grounds);
  return (
    <>
      <Text mb="xs">
        {windowPlanWords.total(formatMinutes(total), formatDuration(window.minutes * 60_000))}
      </Text>
      <div className={css['box']}>
        <Table aria-label={windowPlanWords.table} verticalSpacing={6} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{windowPlanWords.phase}</Table.Th>
              <Table.Th scope="col">{windowPlanWords.takes}</Table.Th>
              <Table.Th scope="col">{windowPlanWords.basis}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {estimatedPhases.map((phase) => (
              <Row
                key={phase}
                name={phaseWords[phase]}
                minutes={phases[phase].minutes}
                grounds={phases[phase].grounds}
              />
            ))}
            <Row name={windowPlanWords.all} minutes={total} grounds={all} />
          </Table.Tbody>
        </Table>
      </div>
      <details className={css['grounds']}>
        <summary>{windowPlanWords.grounds}</summary>
        <dl>
          {estimatedPhases.map((phase) => (
            <div key={phase}>
              <dt>{phaseWords[phase]}</dt>
              {phases[phase].grounds.map((ground) => (
                <dd key={describeGround(ground)}>
                  {windowPlanWords.ground(basisWords[ground.basis], describeGround(ground))}
                </dd>
              ))}
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

type RowProps = {
  readonly name: string;
  readonly minutes: Estimate['total'];
  readonly grounds: readonly Ground[];
};

const Row = ({ name, minutes, grounds }: RowProps) => (
  <Table.Tr>
    <Table.Th scope="row">{name}</Table.Th>
    <Table.Td>{formatMinutes(minutes)}</Table.Td>
    <Table.Td>{describeBasis(grounds)}</Table.Td>
  </Table.Tr>
);
