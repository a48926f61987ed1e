import { Text } from '@mantine/core';
import { useState } from 'react';
import type { ChosenFile } from '../../shared/contract';
import type { KeyVerdict } from '../../shared/sidecar';
import { keyVerdictWords } from '../../shared/words/inspection';
import { client } from '../bridge';
import { inspectWords } from '../words/en-places';
import { ActionFailure } from './action-failure';
import { KeyProof } from './key-proof';
import { Notice, type Tone } from './notice';
import { Section } from './section';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';
import { useKeyProof } from './use-key-proof';

/** Holds a key, typed or in a kit, against the check value of a backup's manifest. */
export function KeyCheck({ file }: { readonly file: ChosenFile }) {
  const { busy, failure, run } = useAction();
  const proof = useKeyProof(file.ticket, undefined);
  const [verdict, setVerdict] = useState<KeyVerdict>();
  const check = (): void =>
    void run(async () => {
      setVerdict(undefined);
      const given = { file: { ticket: file.ticket }, ...proof.given() };
      setVerdict((await client.call('check-key', given)).verdict);
    });
  return (
    <Section title={inspectWords.checkTitle}>
      <Text c="dimmed" mb="sm">
        {inspectWords.checkWhy}
      </Text>
      <KeyProof proof={proof} checking={busy} />
      <SteadyButton off={busy || !(proof.typed || proof.kit)} onPress={check}>
        {inspectWords.check}
      </SteadyButton>
      <div role="status">
        {verdict && <Notice tone={tones[verdict]} title={keyVerdictWords[verdict]} />}
      </div>
      {failure && <ActionFailure failure={failure} />}
    </Section>
  );
}

const tones = { right: 'ok', wrong: 'danger', 'no-check-value': 'warn' } as const satisfies Record<
  KeyVerdict,
  Tone
>;
