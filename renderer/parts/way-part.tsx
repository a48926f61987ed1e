import { Button, Group, List, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { MigrationState } from '../../shared/migration';
import { copyWays, legWays, type RouteWish } from '../../shared/route';
import {
  copyWords,
  handedOver,
  legWords,
  routeAsWished,
  routeByRule,
  routeLine,
  routeSentences,
  wayWords,
} from '../../shared/words/route';
import { client } from '../bridge';
import { ActionFailure } from './action-failure';
import { Fold } from './fold';
import { useAction } from './use-action';

/** The way of the backup with the reason for each part of it; a person may wish another one until it has arrived. */
export function WayPart({ state }: { readonly state: MigrationState }) {
  const [open, setOpen] = useState(false);
  const { status, steps, facts, route } = state;
  const { chosen } = route;
  const handed = handedOver(state);
  const wished = Object.values(route.wish).some((way) => way !== undefined);
  if (facts.target === undefined || steps['upload-backup'].state === 'done') return null;
  return (
    <Fold
      title={wayWords.title}
      short={
        chosen
          ? routeLine(chosen, handed)
          : wished
            ? wayWords.wished
            : wayWords.byRule.toLowerCase()
      }
      open={open}
      onOpen={setOpen}
    >
      <List spacing={4} size="sm">
        {(chosen ? routeSentences(chosen, handed) : [wished ? routeAsWished : routeByRule]).map(
          (sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ),
        )}
      </List>
      <WayForm
        // What was wished elsewhere meanwhile is shown.
        key={JSON.stringify(route.wish)}
        id={state.id}
        wish={route.wish}
        running={status === 'running'}
      />
    </Fold>
  );
}

function WayForm({
  id,
  wish,
  running,
}: {
  readonly id: string;
  readonly wish: RouteWish;
  readonly running: boolean;
}) {
  const { busy, failure, run } = useAction();
  const [wished, setWished] = useState<RouteWish>(wish);
  const change = (part: keyof RouteWish, value: string): void => {
    const { [part]: _before, ...others } = wished;
    setWished((value === '' ? others : { ...others, [part]: value }) as RouteWish);
  };
  const same = (['source', 'target', 'copy'] as const).every((part) => wish[part] === wished[part]);
  const apply = (): void =>
    void run(() =>
      running
        ? client.call('set-route', { id, route: wished })
        : client.call('resume-migration', { id, route: wished }),
    );
  return (
    <Stack gap="sm" mt="sm" maw={520}>
      {(['source', 'target'] as const).map((side) => (
        <NativeSelect
          key={side}
          size="sm"
          label={wayWords[side]}
          value={wished[side] ?? ''}
          onChange={(event) => change(side, event.currentTarget.value)}
          data={[
            { value: '', label: wayWords.byRule },
            ...legWays.map((way) => ({ value: way, label: legWords[way][side] })),
          ]}
        />
      ))}
      <NativeSelect
        size="sm"
        label={wayWords.copy}
        value={wished.copy ?? ''}
        onChange={(event) => change('copy', event.currentTarget.value)}
        data={[
          { value: '', label: wayWords.byRule },
          ...copyWays.map((way) => ({ value: way, label: copyWords[way] })),
        ]}
      />
      <Group gap="sm">
        <Button size="sm" variant="default" disabled={busy || same} onClick={apply}>
          {running ? wayWords.change : wayWords.goOn}
        </Button>
        <Text size="sm" c="dimmed">
          {wayWords.kept}
        </Text>
      </Group>
      {failure && <ActionFailure failure={failure} />}
    </Stack>
  );
}
