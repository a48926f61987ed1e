import { Button } from '@mantine/core';
import type { ReactNode, Ref } from 'react';

type Props = {
  readonly ref?: Ref<HTMLButtonElement>;
  /** What it is called where its text alone does not say what it is about. */
  readonly name?: string;
  readonly size?: 'sm' | 'compact-sm';
  /** Whether pressing it does nothing just now. */
  readonly off?: boolean;
  /** The id of what says more about it, such as why it is off. */
  readonly describedBy?: string | undefined;
  readonly icon?: ReactNode;
  /** Of one that opens something: whether it is open. */
  readonly expanded?: boolean;
  readonly onPress: (button: HTMLButtonElement) => void;
  readonly children: ReactNode;
};

/** A button that keeps the focus while it is off; one that is disabled loses it to nobody. */
export function SteadyButton(props: Props) {
  const { ref, name, size, off, describedBy, icon, expanded, onPress, children } = props;
  return (
    <Button
      ref={ref ?? null}
      variant="default"
      size={size ?? 'compact-sm'}
      leftSection={icon}
      aria-label={name}
      aria-describedby={describedBy}
      aria-expanded={expanded}
      aria-disabled={off ?? false}
      data-disabled={off ?? false}
      onClick={(event) => {
        if (!off) onPress(event.currentTarget);
      }}
    >
      {children}
    </Button>
  );
}
