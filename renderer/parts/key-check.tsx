import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ChosenFile, CommandInput } from '../../shared/contract';
import type { KeyVerdict } from '../../shared/sidecar';
import { keyOfOtherFileWords, keyVerdictWords } from '../../shared/words/inspection';
import { client } from '../bridge';
import { keyPartWords } from '../words/en-inspect';
import { ActionFailure } from './action-failure';
import css from './findings-export.module.css';
import { KeyProof } from './key-proof';
import { Notice, type Tone } from './notice';
import { Section } from './section';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';
import { useKeyProof } from './use-key-proof';

type Props = {
  readonly file: ChosenFile;
  /** A manifest beside it has a check value. */
  readonly checkable: boolean;
  /** The file is not the one that the manifest describes. */
  readonly differs: boolean;
  /** Reads the file again with the key; absent where its container is not known. */
  readonly onOpen?: ((key: CommandInput<'start-inspection'>['key']) => void) | undefined;
};

/** Holds a key, typed or in a kit, against the check value of a backup's manifest, or opens the backup with it. */
export function KeyCheck({ file, checkable, differs, onOpen }: Props) {
  const { busy, failure, run } = useAction();
  const proof = useKeyProof(file.ticket, undefined);
  const [verdict, setVerdict] = useState<KeyVerdict>();
  const { kit } = proof;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a verdict is of what was given
  useEffect(() => setVerdict(undefined), [kit]);
  const off = busy || !(proof.typed || proof.kit);
  const check = (): void =>
    void run(async () => {
      setVerdict(undefined);
      const given = { file: { ticket: file.ticket }, ...proof.given() };
      setVerdict((await client.call('check-key', given)).verdict);
    });
  return (
    <Section title={checkable ? keyPartWords.checkTitle : keyPartWords.openTitle}>
      <Text c="dimmed" mb="sm">
        {checkable && keyPartWords.checkWhy} {onOpen && keyPartWords.openWhy}
      </Text>
      <div onInput={() => setVerdict(undefined)}>
        <KeyProof proof={proof} checking={busy} />
      </div>
      <div className={css['buttons']}>
        {checkable && (
          <SteadyButton size="sm" off={off} onPress={check}>
            {keyPartWords.check}
          </SteadyButton>
        )}
        {onOpen && (
          <SteadyButton size="sm" off={off} onPress={() => onOpen(proof.given())}>
            {keyPartWords.open}
          </SteadyButton>
        )}
      </div>
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
