/** What `%h` and its like stand for, by their letter. */
export type Tokens = Readonly<Record<string, string | undefined>>;

/** The text with its `%` tokens and `${VARIABLES}` filled in; undefined where one of them is not known. */
export function fillIn(text: string, tokens: Tokens): string | undefined {
  let unknown = false;
  const filled = text.replaceAll(
    /%(.?)|\$\{([^}]*)\}/gs,
    (_, letter: string | undefined, variable: string | undefined) => {
      const value = variable === undefined ? tokens[letter ?? ''] : process.env[variable];
      if (value === undefined) unknown = true;
      return value ?? '';
    },
  );
  return unknown ? undefined : filled;
}
