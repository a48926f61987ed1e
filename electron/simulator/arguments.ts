import { refuse } from './refusal';

/** What a command takes: values in a fixed order, `--options` that each take one value and have to be given, and others that may be. */
export type Shape = {
  readonly values?: readonly string[];
  readonly options?: readonly string[];
  readonly optional?: readonly string[];
};

/** The longest command line that is looked at. */
const longestLine = 65_536;

/**
 * Cuts a command line into words as sh does: blanks part them, single quotes take everything literally, double
 * quotes and backslash as in sh. What sh would do more with (pipes, expansion, several commands) is refused.
 */
export function wordsOf(line: string): readonly string[] {
  if (line.length > longestLine) refuse('usage', 'the command line is too long');
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at);
    if (sign === ' ' || sign === '\t') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (sign === "'") {
      const end = line.indexOf("'", at + 1);
      if (end < 0) refuse('usage', 'a quote does not end');
      word = (word ?? '') + line.slice(at + 1, end);
      at = end;
    } else if (sign === '"') {
      const [text, end] = doubleQuoted(line, at + 1);
      word = (word ?? '') + text;
      at = end;
    } else if (sign === '\\') {
      if (at + 1 === line.length) refuse('usage', 'nothing follows a backslash');
      word = (word ?? '') + line.charAt(++at);
    } else if (/[|&;<>()$`\n\r\0]/.test(sign)) {
      refuse('usage', `${JSON.stringify(sign)} has no meaning here`);
    } else word = (word ?? '') + sign;
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** The text up to the closing quote, and where that is. */
function doubleQuoted(line: string, start: number): readonly [string, number] {
  let text = '';
  for (let at = start; at < line.length; at++) {
    const sign = line.charAt(at);
    if (sign === '"') return [text, at];
    if (sign === '\\' && '$`"\\'.includes(line.charAt(at + 1) || ' ')) text += line.charAt(++at);
    else if (sign === '$' || sign === '`') refuse('usage', `${sign} is not expanded here`);
    else text += sign;
  }
  return refuse('usage', 'a quote does not end');
}

/** The values and options by name. Refuses whatever is missing, twice there, or not known. */
export function readArguments(
  words: readonly string[],
  shape: Shape,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const values = [...(shape.values ?? [])];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word.startsWith('--')) {
      const name = word.slice(2);
      const value = words[++at];
      if (![...(shape.options ?? []), ...(shape.optional ?? [])].includes(name))
        refuse('usage', `unknown option ${word}`);
      if (value === undefined) refuse('usage', `${word} needs a value`);
      if (name in found) refuse('usage', `${word} is given twice`);
      found[name] = value;
    } else {
      const name = values.shift();
      if (name === undefined) refuse('usage', `unexpected ${JSON.stringify(word)}`);
      found[name] = word;
    }
  }
  const missing = values[0] ?? shape.options?.find((name) => !(name in found));
  if (missing !== undefined) refuse('usage', `${missing} is missing`);
  return found;
}
