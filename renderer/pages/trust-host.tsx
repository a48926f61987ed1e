import { Button, Code, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { compareFingerprint, consoleCommand } from '../../shared/fingerprint';
import { formatAddress } from '../../shared/plan';
import { sideWords } from '../../shared/words/sides';
import { CopyButton } from '../parts/copy-button';
import { FactList } from '../parts/fact-list';
import { PageBody } from '../parts/page-body';
import { useAnswer } from '../parts/use-answer';
import { trustWords } from '../words/en-questions';
import type { Asked } from './asked';
import css from './trust-host.module.css';

/** A host key that is seen for the first time. */
export function TrustHost({ state, question }: Asked<'trust-host'>) {
  const { busy, failure, send } = useAnswer(state, question);
  const [pasted, setPasted] = useState('');
  const { hostKey, side } = question;
  const compared = compareFingerprint(pasted, hostKey);
  const command = consoleCommand(hostKey.type);
  return (
    <PageBody
      title={trustWords.title(sideWords[side])}
      why={trustWords.why(formatAddress(question))}
      leaves={trustWords.rejectLeaves}
      failure={failure}
      actions={
        <>
          <Button
            variant="default"
            disabled={busy}
            onClick={() => send({ kind: 'trust-host', accept: false })}
          >
            {trustWords.reject}
          </Button>
          <Button
            disabled={busy || compared === 'different'}
            onClick={() => send({ kind: 'trust-host', accept: true })}
          >
            {trustWords.accept}
          </Button>
        </>
      }
    >
      <FactList
        rows={[
          {
            name: `SHA-256 (${hostKey.type.replace('ssh-', '')})`,
            value: hostKey.sha256,
            mono: true,
          },
          { name: 'MD5', value: hostKey.md5, mono: true },
        ]}
      />
      <Text mt="lg" mb={6} fw={600}>
        {trustWords.onConsole}
      </Text>
      <Group gap="sm">
        <Code className={css['command'] ?? ''}>{command}</Code>
        <CopyButton text={command} label={trustWords.copyCommand} />
      </Group>
      <Text size="sm" c="dimmed" mt={6} mb="lg">
        {trustWords.oldConsole}
      </Text>
      <TextInput
        label={trustWords.paste}
        description={trustWords.pasteHint}
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: css['paste'] ?? '' }}
      />
      <p className={css['compared']} data-compared={compared} role="status">
        {trustWords.compared[compared]}
      </p>
    </PageBody>
  );
}
