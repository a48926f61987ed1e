import { PasswordInput } from '@mantine/core';

type Props = {
  readonly label: string;
  readonly description?: string | undefined;
  /** Why it is asked for again. */
  readonly error: string | undefined;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** What the button says that shows it. */
  readonly show: string;
};

/** The field for a password or a key, hidden until the person wants to see it. */
export function SecretField({ label, description, error, typed, onType, show }: Props) {
  return (
    <PasswordInput
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
