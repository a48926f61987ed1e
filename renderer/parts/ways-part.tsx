import { NativeSelect, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Side } from '../../shared/appliance';
import { type Way, ways } from '../../shared/hand-work';
import type { MigrationState } from '../../shared/migration';
import type { OperationWay, WaysOfBoth } from '../../shared/ways';
import { operationWords, wayWords } from '../../shared/words/by-hand';
import { client } from '../bridge';
import { serverName } from '../server-face';
import { waysWords } from '../words/en-by-hand';
import { ActionFailure } from './action-failure';
import { Fold } from './fold';
import { Section } from './section';
import { type Action, useAction } from './use-action';
import css from './ways-part.module.css';

const sides = ['source', 'target'] as const;

/** Which way each operation of both servers goes, to be looked at and changed before a run, during it and after it stopped. */
export function WaysPart({ state }: { readonly state: MigrationState }) {
  const [open, setOpen] = useState(false);
  const known = useWays(state);
  const action = useAction();
  const all = known ? [...known.source, ...known.target] : [];
  if (!known || all.length === 0) return null;
  return (
    <Fold title={waysWords.title} short={shortOf(all)} open={open} onOpen={setOpen}>
      <Text size="sm">{waysWords.hint}</Text>
      {sides.map((side) => (
        <Section key={side} title={serverName(state, side)}>
          <WaysOfSide id={state.id} side={side} ways={known[side]} action={action} />
        </Section>
      ))}
      {action.failure && <ActionFailure failure={action.failure} />}
    </Fold>
  );
}

function WaysOfSide({
  id,
  side,
  ways: all,
  action,
}: {
  readonly id: string;
  readonly side: Side;
  readonly ways: readonly OperationWay[];
  readonly action: Action;
}) {
  const change = (operation: OperationWay['operation'], value: string): void => {
    const way = ways.find((each) => each === value);
    if (way) void action.run(() => client.call('switch-way', { id, side, operation, way }));
  };
  return (
    <div className={css['ways']}>
      {all.map(({ operation, way, possible }) => (
        <NativeSelect
          key={operation}
          size="sm"
          label={operationWords[operation]}
          value={way}
          disabled={action.busy || possible.length < 2}
          onChange={(event) => change(operation, event.currentTarget.value)}
          data={possible.map((each) => ({ value: each, label: wayWords[each] }))}
        />
      ))}
    </div>
  );
}

/** As the engine knows them, asked again whenever somebody changed one or another profile is used. */
function useWays({ id, plan, switched }: MigrationState): WaysOfBoth | undefined {
  const [known, setKnown] = useState<WaysOfBoth>();
  const now = JSON.stringify([id, switched, plan.source.profile, plan.target.profile]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `now` is all that the answer depends on.
  useEffect(() => {
    let isOver = false;
    const take = (answer: WaysOfBoth | undefined) => {
      if (!isOver) setKnown(answer);
    };
    // Without a profile there is nothing to show; the page says itself what is wrong with it.
    client.call('ways-of', { id }).then(take, () => take(undefined));
    return () => {
      isOver = true;
    };
  }, [now]);
  return known;
}

/** How many go which way, in a few words. */
function shortOf(all: readonly OperationWay[]): string {
  const count = (way: Way): number => all.filter((each) => each.way === way).length;
  const used = ways.filter((way) => count(way) > 0);
  const [only] = used;
  if (used.length === 1 && only) return waysWords.all(only);
  return used.map((way) => waysWords.some(count(way), way)).join(', ');
}
