import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { type HandQuestion, ways } from '../../shared/hand-work';
import { switchWords } from '../words/en-by-hand';
import { Fold } from './fold';
import type { Answering } from './use-answer';

/** Another way for the same work, from now on. */
export function HandWay({
  question: { way, mayBeCommand },
  answering,
}: {
  readonly question: HandQuestion;
  readonly answering: Answering;
}) {
  const [open, setOpen] = useState(false);
  const others = ways.filter((each) => each !== way && (each !== 'command' || mayBeCommand));
  return (
    <Fold title={switchWords.title} short={switchWords.now[way]} open={open} onOpen={setOpen}>
      <Text size="sm">{switchWords.hint}</Text>
      <Group gap="sm">
        {others.map((to) => (
          <Button
            key={to}
            variant="default"
            size="sm"
            disabled={answering.busy}
            onClick={() =>
              answering.send({
                kind: 'do-by-hand',
                ...{ action: 'switch', to, given: {}, secrets: {} },
              })
            }
          >
            {switchWords.to[to]}
          </Button>
        ))}
      </Group>
    </Fold>
  );
}
