import { Button } from '@mantine/core';
import { useState } from 'react';
import { client } from '../bridge';
import { frameWords } from '../words/en';
import { ActionFailure } from './action-failure';
import { useAction } from './use-action';

/** Copies through the shell and says that it did. */
export function CopyButton({
  text,
  label,
  name,
}: {
  readonly text: string;
  readonly label: string;
  readonly name?: string;
}) {
  const { busy, failure, run } = useAction();
  const [copied, setCopied] = useState(false);
  const copy = (): void => void run(() => client.call('copy-text', { text })).then(setCopied);
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        onClick={copy}
        disabled={busy}
        aria-label={copied ? undefined : name}
      >
        {copied ? frameWords.copied : label}
      </Button>
      {failure && <ActionFailure failure={failure} />}
    </>
  );
}
