import { NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { addressMoves, cutoverOf, cutoverWays, sourcePolicies } from '../../shared/cutover';
import { policyWords, wayWords } from '../../shared/words/cutover';
import { setCutover } from '../connecting';
import { useApp } from '../store';
import { cutoverPartWords } from '../words/en-cutover';
import { Fold } from './fold';

/** What becomes of the old server, chosen before the start; folded away, since the usual way is chosen. */
export function CutoverPart() {
  const [open, setOpen] = useState(false);
  const { cutover } = useApp(({ form }) => form);
  const { source, by, watchMinutes } = cutoverOf({ cutover });
  return (
    <Fold
      title={cutoverPartWords.title}
      short={policyWords[source].name}
      open={open}
      onOpen={setOpen}
    >
      <Stack gap="sm" maw={620}>
        <NativeSelect
          label={cutoverPartWords.label}
          value={source}
          onChange={(event) => {
            const chosen = sourcePolicies.find((each) => each === event.currentTarget.value);
            setCutover({ ...cutover, source: chosen });
          }}
          data={sourcePolicies.map((value) => ({ value, label: policyWords[value].name }))}
        />
        <Text size="sm" c="dimmed">
          {policyWords[source].what}
        </Text>
        {source !== 'keep' && (
          <NativeSelect
            label={cutoverPartWords.by}
            value={by}
            onChange={(event) => {
              const chosen = cutoverWays.find((each) => each === event.currentTarget.value);
              setCutover({ ...cutover, by: chosen });
            }}
            data={cutoverWays.map((value) => ({ value, label: wayWords[value] }))}
          />
        )}
        {addressMoves({ cutover }) && (
          <NativeSelect
            label={cutoverPartWords.watch}
            value={String(watchMinutes)}
            onChange={(event) =>
              setCutover({ ...cutover, watchMinutes: Number(event.currentTarget.value) })
            }
            data={[0, 10, 30, 60].map((minutes) => ({
              value: String(minutes),
              label: cutoverPartWords.minutes(minutes),
            }))}
          />
        )}
      </Stack>
    </Fold>
  );
}
