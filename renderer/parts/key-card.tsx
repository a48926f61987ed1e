import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { client } from '../bridge';
import { keyWords } from '../words/en-questions';
import { ActionFailure } from './action-failure';
import { CopyIcon, EyeIcon, FileIcon } from './icons';
import css from './key-card.module.css';
import { useAction } from './use-action';

type Props = {
  readonly migrationId: string;
  readonly serverName: string;
  /** True while the key is typed back: then it cannot be seen or copied from here. */
  readonly locked: boolean;
};

/** The key, masked, with ways to save it. It is held in this component and nowhere else in the page. */
export function KeyCard({ migrationId, serverName, locked }: Props) {
  const reveal = useAction();
  const save = useAction();
  const [key, setKey] = useState('');
  const [shown, setShown] = useState(false);
  const [done, setDone] = useState<'copied' | 'kitSaved'>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each migration
  useEffect(() => {
    void reveal.run(async () => setKey((await client.call('reveal-key', { id: migrationId })).key));
  }, [migrationId]);

  const copy = (): void =>
    void save
      .run(() => client.call('copy-text', { text: key }))
      .then((worked) => worked && setDone('copied'));
  const saveKit = (): void =>
    void save.run(async () => {
      const place = await client.call('choose-place', {
        suggestedName: keyWords.kitName(serverName),
      });
      if (!place) return;
      await client.call('save-kit', { id: migrationId, file: { ticket: place.ticket } });
      setDone('kitSaved');
    });
  const usable = key !== '' && !locked;
  return (
    <>
      <div className={css['card']}>
        <KeyText value={key} shown={shown && usable} />
        <Group gap="sm">
          <HoldButton disabled={!usable} onHold={setShown} />
          <Button
            variant="default"
            leftSection={<CopyIcon />}
            disabled={!usable || save.busy}
            onClick={copy}
          >
            {keyWords.copy}
          </Button>
          <Button
            variant="default"
            leftSection={<FileIcon />}
            disabled={key === '' || save.busy}
            onClick={saveKit}
          >
            {keyWords.kit}
          </Button>
        </Group>
        <Text size="sm" c="dimmed" mt="xs" role="status">
          {key === '' && !reveal.failure
            ? keyWords.loading
            : locked
              ? keyWords.hiddenNow
              : done
                ? keyWords[done]
                : keyWords.saveHint}
        </Text>
      </div>
      {reveal.failure && <ActionFailure failure={reveal.failure} />}
      {save.failure && <ActionFailure failure={save.failure} />}
    </>
  );
}

/** In groups of four; the gaps are only drawn, so that copying by hand gives the key itself. */
function KeyText({ value, shown }: { readonly value: string; readonly shown: boolean }) {
  const groups = (shown ? value : '•'.repeat(value.length)).match(/.{1,4}/gu) ?? [];
  return (
    <p className={css['key']} data-testid="key">
      <span className={css['label']}>{keyWords.label}</span>
      {shown ? (
        groups.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups may repeat and never move
          <span key={index}>{group}</span>
        ))
      ) : (
        <>
          <span className={css['spoken']}>{keyWords.hidden}</span>
          <span aria-hidden="true">{groups.join(' ')}</span>
        </>
      )}
    </p>
  );
}

function HoldButton({
  disabled,
  onHold,
}: {
  readonly disabled: boolean;
  readonly onHold: (held: boolean) => void;
}) {
  const holds = (code: string): boolean => code === ' ' || code === 'Enter';
  return (
    <Button
      variant="default"
      leftSection={<EyeIcon />}
      disabled={disabled}
      title={keyWords.holdHint}
      onPointerDown={() => onHold(true)}
      onPointerUp={() => onHold(false)}
      onPointerLeave={() => onHold(false)}
      onPointerCancel={() => onHold(false)}
      onKeyDown={(event) => holds(event.key) && onHold(true)}
      onKeyUp={() => onHold(false)}
      onBlur={() => onHold(false)}
    >
      {keyWords.hold}
    </Button>
  );
}
