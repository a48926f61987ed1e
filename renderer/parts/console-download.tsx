import { Button, Group, Progress, Text } from '@mantine/core';
import { formatBytes } from '../../shared/bytes';
import type { ConsoleDownload } from '../../shared/console-view';
import { client } from '../bridge';
import { downloadWords } from '../words/en-by-hand';
import { ActionFailure } from './action-failure';
import css from './console-pane.module.css';
import { FailureNotice } from './failure-notice';
import { useAction } from './use-action';

/** The file that the console offered: how far it is, and what can be done about it. */
export function ConsoleDownloadPart({ download }: { readonly download: ConsoleDownload }) {
  const { busy, failure, run } = useAction();
  const { name, size, received, state, sha256 } = download;
  const act = (action: 'go-on' | 'give-up') => (): void =>
    void run(() => client.call('console-download', { action }));
  const waits = state === 'asking' || state === 'broken';
  const amount = downloadWords.of(
    formatBytes(received),
    size === undefined ? undefined : formatBytes(size),
  );
  return (
    <section className={css['download']} aria-label={downloadWords.label}>
      <Text size="sm">
        <strong>{name}</strong> <span role="status">{downloadWords.states[state]}</span> · {amount}
      </Text>
      {sha256 && (
        <Text size="xs" c="dimmed" className={css['mono'] ?? ''}>
          SHA-256 {sha256}
        </Text>
      )}
      {state === 'receiving' && size !== undefined && (
        <Progress value={(100 * received) / size} size="sm" aria-label={name} mt={6} />
      )}
      {download.failure && <FailureNotice failure={download.failure} />}
      {(waits || state === 'receiving') && (
        <Group gap="xs" mt={6}>
          {waits && (
            <Button size="compact-sm" variant="default" disabled={busy} onClick={act('go-on')}>
              {state === 'asking' ? downloadWords.takeIt : downloadWords.goOn}
            </Button>
          )}
          <Button size="compact-sm" variant="default" disabled={busy} onClick={act('give-up')}>
            {downloadWords.giveUp}
          </Button>
        </Group>
      )}
      {failure && <ActionFailure failure={failure} />}
    </section>
  );
}
