import { TextInput } from '@mantine/core';
import { typedWords } from '../words/en-questions';

type Props = {
  readonly label: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** The name of the other server and what it is, to warn of a mix-up. */
  readonly other?: { readonly name: string; readonly side: string };
};

/** There is one on a page at most. */
export const typedNameId = 'typed-name';

/** The field for what is typed, not clicked. */
export function TypedName({ label, typed, onType, other }: Props) {
  const mixedUp = other && isTyped(typed, other.name);
  return (
    <TextInput
      id={typedNameId}
      label={label}
      value={typed}
      onChange={(event) => onType(event.currentTarget.value)}
      error={mixedUp ? typedWords.other(other.name, other.side) : undefined}
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="off"
      spellCheck={false}
      maw={420}
    />
  );
}

/** Whether the typed text is the name; upper and lower case and blanks around it do not matter, as in the engine. */
export const isTyped = (typed: string, name: string): boolean =>
  typed.trim().toLowerCase() === name.trim().toLowerCase();
