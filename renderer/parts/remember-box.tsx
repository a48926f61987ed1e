import { Checkbox } from '@mantine/core';
import { passwordWords } from '../words/en-questions';

/** Offered only where this computer can keep a secret safely. */
export function RememberBox({
  checked,
  onChange,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <Checkbox
      mt="md"
      label={passwordWords.remember}
      description={passwordWords.rememberHint}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
