import { Code, Group, Text, TextInput } from '@mantine/core';
import type { HostKey } from '../../shared/appliance';
import { type Comparison, consoleCommand } from '../../shared/fingerprint';
import { certificateWords } from '../words/en-by-hand';
import { trustWords } from '../words/en-questions';
import { CopyButton } from './copy-button';
import css from './key-compare.module.css';
import { isCertificate } from './key-rows';

type Props = {
  readonly hostKey: HostKey;
  readonly pasted: string;
  readonly onPaste: (pasted: string) => void;
  readonly compared: Comparison;
};

/** How a host key is read on the server's own console, and a field that compares what it printed. */
export function KeyCompare({ hostKey, pasted, onPaste, compared }: Props) {
  const byBrowser = isCertificate(hostKey);
  return (
    <>
      {byBrowser ? (
        <Text size="sm" mt="lg" mb="md">
          {certificateWords.how}
        </Text>
      ) : (
        <OnConsole command={consoleCommand(hostKey.type)} />
      )}
      <TextInput
        label={byBrowser ? certificateWords.paste : trustWords.paste}
        description={byBrowser ? certificateWords.pasteHint : trustWords.pasteHint}
        value={pasted}
        onChange={(event) => onPaste(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: css['paste'] ?? '' }}
      />
      <p className={css['compared']} data-compared={compared} role="status">
        {byBrowser && compared !== 'empty'
          ? certificateWords[compared]
          : trustWords.compared[compared]}
      </p>
    </>
  );
}

/** What to type at the server, so that it shows its host key. */
function OnConsole({ command }: { readonly command: string }) {
  return (
    <>
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
    </>
  );
}
