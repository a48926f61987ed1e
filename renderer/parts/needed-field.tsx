import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';

type Props = Omit<TextInputProps, 'error' | 'required'> & {
  /** What is wrong with it now, if anything; told once the field was left. */
  readonly fault: string | false;
};

/** A field that may not stay empty. Nobody is told so before having had the time to fill it in. */
export function NeededField({ fault, ...props }: Props) {
  const [left, setLeft] = useState(false);
  return (
    <TextInput size="sm" {...props} required error={left && fault} onBlur={() => setLeft(true)} />
  );
}
