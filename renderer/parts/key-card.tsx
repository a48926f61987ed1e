import { Group, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { client } from '../bridge';
import { groupWords, keyWords } from '../words/en-key';
import { ActionFailure } from './action-failure';
import { drawGroups } from './draw-key-groups';
import { HoldButton } from './hold-button';
import { CopyIcon } from './icons';
import css from './key-card.module.css';
import groupsCss from './key-groups.module.css';
import { SteadyButton } from './steady-button';
import { useAction } from './use-action';

/** So many dots whatever the key is: they do not give its length away. */
const dots = Array<string>(4).fill('••••');

/** The key, masked. It comes to the page while the button is held and leaves it with that; its copy never comes here. */
export function KeyCard({ migrationId }: { readonly migrationId: string }) {
  const reveal = useAction();
  const copy = useAction();
  const [shown, setShown] = useState(false);
  const [copied, setCopied] = useState(false);
  const held = useRef(false);
  const list = useRef<HTMLOListElement>(null);

  const show = async (): Promise<void> => {
    const { key } = await client.call('reveal-key', { id: migrationId });
    if (!held.current || !list.current) return;
    drawGroups(list.current, key);
    setShown(true);
  };
  const hold = (down: boolean): void => {
    if (held.current === down) return;
    held.current = down;
    if (down) void reveal.run(show);
    else {
      list.current?.replaceChildren();
      setShown(false);
    }
  };
  useEffect(() => {
    const shownIn = list.current;
    return () => {
      held.current = false;
      shownIn?.replaceChildren();
    };
  }, []);
  return (
    <>
      <div className={css['key']} data-testid="key">
        <ol ref={list} className={groupsCss['groups']} aria-label={keyWords.label} />
        {!shown && (
          <div className={css['dots']}>
            <span className={css['spoken']}>{keyWords.hidden}</span>
            {dots.map((four, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
              <span key={at} aria-hidden="true">
                {four}
              </span>
            ))}
          </div>
        )}
      </div>
      <Group gap="sm">
        <HoldButton onHold={hold} />
        <SteadyButton
          size="sm"
          icon={<CopyIcon />}
          off={copy.busy}
          onPress={() =>
            void copy.run(() => client.call('copy-key', { id: migrationId })).then(setCopied)
          }
        >
          {keyWords.copy}
        </SteadyButton>
      </Group>
      <Text size="sm" c="dimmed" mt="xs" role="status">
        {copied ? keyWords.copied : groupWords.legend}
      </Text>
      {reveal.failure && <ActionFailure failure={reveal.failure} />}
      {copy.failure && <ActionFailure failure={copy.failure} />}
    </>
  );
}
