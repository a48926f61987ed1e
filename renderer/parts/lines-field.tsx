import { Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import css from './profile.module.css';

type Props = {
  readonly label: string;
  readonly description?: string | undefined;
  /** As they stand in the profile. */
  readonly lines: readonly string[];
  readonly error?: ReactNode;
  /** The text whenever it means something else than before. */
  readonly onText: (text: string) => void;
  /** The lines that a text means. */
  readonly read: (text: string) => readonly string[];
};

/** Several texts in one field, a line each. What is typed stays as it is typed, empty lines too, until the profile says something else. */
export function LinesField({ label, description, lines, error, onText, read }: Props) {
  const [draft, setDraft] = useState(lines.join('\n'));
  const same = read(draft).join('\n') === lines.join('\n');
  const shown = same ? draft : lines.join('\n');
  const rows = Math.min(12, Math.max(2, shown.split('\n').length));
  return (
    <Textarea
      label={label}
      description={description}
      rows={rows}
      value={shown}
      error={error}
      classNames={{ input: css['mono'] ?? '' }}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      wrap="off"
      onChange={({ currentTarget: { value } }) => {
        setDraft(value);
        if (read(value).join('\n') !== lines.join('\n')) onText(value);
      }}
    />
  );
}
