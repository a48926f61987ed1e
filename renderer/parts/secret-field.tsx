import { PasswordInput } from '@mantine/core';
import { useEffect, useRef } from 'react';

type Props = {
  readonly label: string;
  readonly description?: string | undefined;
  /** Why it is asked for again. */
  readonly error: string | undefined;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** What the button says that shows it. */
  readonly show: string;
  /** Whether the page begins here: the person knows what it is about. */
  readonly takesFocus?: boolean;
};

/** The field for a password, hidden until the person wants to see it. */
export function SecretField(props: Props) {
  const { label, description, error, typed, onType, show, takesFocus = false } = props;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  return (
    <PasswordInput
      ref={field}
      label={label}
      description={description}
      error={error}
      value={typed}
      onChange={(event) => onType(event.currentTarget.value)}
      autoComplete="off"
      visibilityToggleButtonProps={{ 'aria-label': show, tabIndex: 0 }}
      maw={420}
    />
  );
}
