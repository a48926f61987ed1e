import { Text, TextInput } from '@mantine/core';
import { client } from '../bridge';
import { groupWords, proofWords } from '../words/en-key';
import { ActionFailure } from './action-failure';
import { FileIcon } from './icons';
import groupsCss from './key-groups.module.css';
import css from './key-proof.module.css';
import waysCss from './key-ways.module.css';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';
import type { KeyProof as Proof } from './use-key-proof';

type Props = {
  readonly proof: Proof;
  /** While what was given is checked. */
  readonly checking: boolean;
};

/** The two ways to give the key: typing it from where it was saved, or opening the kit. */
export function KeyProof({ proof, checking }: Props) {
  const choosing = useAction();
  const choose = async (): Promise<void> => {
    const kit = await client.call('choose-file', { purpose: 'kit' });
    if (kit) proof.onKit(kit);
  };
  return (
    <>
      <Text fw={600} mb="xs" id="ways">
        {proofWords.ways}
      </Text>
      <ul className={waysCss['ways']} aria-labelledby="ways">
        <li>
          <TextInput
            ref={proof.field}
            label={proofWords.type}
            description={proofWords.typeHint}
            onInput={proof.onType}
            readOnly={checking}
            maxLength={4096}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            classNames={{ input: css['field'] ?? '' }}
          />
          <ol ref={proof.groups} className={groupsCss['groups']} aria-label={groupWords.typed} />
          {proof.typed && (
            <Text size="sm" c="dimmed">
              {groupWords.legendTyped}
            </Text>
          )}
        </li>
        <li>
          <div className={css['label']}>{proofWords.open}</div>
          <Text size="sm" c="dimmed" id="open-hint">
            {proofWords.openHint}
          </Text>
          <div>
            <SteadyButton
              ref={proof.opener}
              size="sm"
              icon={<FileIcon />}
              off={choosing.busy || checking}
              describedBy="open-hint"
              onPress={() => void choosing.run(choose)}
            >
              {proofWords.openKit}
            </SteadyButton>
          </div>
          <Text size="sm" fw={600} role="status" className={css['chosen'] ?? ''}>
            {proof.kit && proofWords.chosen(proof.kit.name)}
          </Text>
        </li>
      </ul>
      <Text size="sm" c="dimmed" role="status" className={css['checking'] ?? ''}>
        {checking && proofWords.checking}
      </Text>
      {choosing.failure && <ActionFailure failure={choosing.failure} />}
    </>
  );
}
