import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ChosenFile } from '../../shared/contract';
import type { KeyVerdict } from '../../shared/sidecar';
import { keyOfOtherFileWords, keyVerdictWords } from '../../shared/words/inspection';
import { client } from '../bridge';
import { inspectWords } from '../words/en-places';
import { ActionFailure } from './action-failure';
import { KeyProof } from './key-proof';
import { Notice, type Tone } from './notice';
import { Section } from './section';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';
import { useKeyProof } from './use-key-proof';

type Props = {
  readonly file: ChosenFile;
  /** The file is not the one that the manifest describes. */
  readonly differs: boolean;
};

/** Holds a key, typed or in a kit, against the check value of a backup's manifest. */
export function KeyCheck({ file, differs }: Props) {
  const { busy, failure, run } = useAction();
  const proof = useKeyProof(file.ticket, undefined);
  const [verdict, setVerdict] = useState<KeyVerdict>();
  const { kit } = proof;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a verdict is of what was given
  useEffect(() => setVerdict(undefined), [kit]);
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
      <div onInput={() => setVerdict(undefined)}>
        <KeyProof proof={proof} checking={busy} />
      </div>
      <SteadyButton off={busy || !(proof.typed || proof.kit)} onPress={check}>
        {inspectWords.check}
      </SteadyButton>
      <div role="status">
        {verdict === 'right' && differs ? (
          <Notice tone="warn" title={keyOfOtherFileWords} />
        ) : (
          verdict && <Notice tone={tones[verdict]} title={keyVerdictWords[verdict]} />
        )}
      </div>
      {failure && <ActionFailure failure={failure} />}
    </Section>
  );
}

const tones = { right: 'ok', wrong: 'danger', 'no-check-value': 'warn' } as const satisfies Record<
  KeyVerdict,
  Tone
>;
