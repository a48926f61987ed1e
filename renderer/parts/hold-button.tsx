import { Button } from '@mantine/core';
import { keyWords } from '../words/en-key';
import { EyeIcon } from './icons';

const holds = (code: string): boolean => code === ' ' || code === 'Enter';

/** Shows something as long as it is held, by mouse, finger or keyboard. */
export function HoldButton({ onHold }: { readonly onHold: (held: boolean) => void }) {
  const release = (): void => onHold(false);
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<EyeIcon />}
      title={keyWords.holdHint}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        // What is shown may move the button from under the pointer.
        event.currentTarget.setPointerCapture?.(event.pointerId);
        onHold(true);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onLostPointerCapture={release}
      onKeyDown={(event) => holds(event.key) && onHold(true)}
      onKeyUp={release}
      onBlur={release}
    >
      {keyWords.hold}
    </Button>
  );
}
