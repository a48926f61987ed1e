import type { OperationFacts } from './operations';
import { compilePattern, lineMax, searchClock, searchedTooLong } from './pattern';
import type { Operation } from './profile-parts';

/** What an answer holds before our names and types are put on it. */
export type RawAnswer = {
  readonly entries: readonly unknown[];
  /** Lines of a list that no pattern fits, and the first of them. */
  readonly skipped?: { readonly lines: number; readonly first: string } | undefined;
};

/** An answer that is not in the form that the profile says; `seen` holds nothing of it. */
export class Unreadable extends Error {
  readonly why: string;
  constructor(why: string, cause?: unknown) {
    super(why, cause === undefined ? undefined : { cause });
    this.why = why;
  }
}

/** Takes an answer apart as the profile says. Throws `Unreadable`. */
export function readText(
  text: string,
  operation: Operation,
  { answers }: Pick<OperationFacts, 'answers'>,
): RawAnswer {
  const list = answers === 'list';
  switch (operation.reads) {
    case 'none':
      return { entries: [{}] };
    case 'json': {
      const value = json(text);
      return { entries: list && Array.isArray(value) ? value : [value] };
    }
    case 'json-lines':
      return { entries: text === '' ? [] : text.split('\n').map(json) };
    case 'key-value':
      return { entries: pairs(text, operation.separator ?? '=', list) };
    case 'regex':
      return list ? byLine(text, operation) : { entries: [inWhole(text, operation)] };
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new Unreadable('it is not JSON', thrown);
  }
}

/** Lines without the separator say nothing. Keys come without blanks and quotes around, values too. */
function pairs(text: string, separator: string, list: boolean): readonly object[] {
  const blocks = list ? text.split(/\r?\n[ \t]*\r?\n/) : [text];
  return blocks
    .map((block) => {
      const found = new Map<string, string>();
      for (const line of block.split('\n')) {
        const at = line.indexOf(separator);
        if (at <= 0) continue;
        const key = line.slice(0, at).trim();
        // The first one counts where a key comes twice, whatever a later one may be made to say.
        if (!found.has(key)) found.set(key, unquoted(line.slice(at + separator.length).trim()));
      }
      return Object.fromEntries(found);
    })
    .filter((entry) => !list || Object.keys(entry).length > 0);
}

const unquoted = (text: string): string => /^"(.*)"$/.exec(text)?.[1] ?? text;

function inWhole(text: string, { patterns = [] }: Operation): object {
  const late = searchClock();
  return Object.assign(
    {},
    ...patterns.map((source) => {
      if (late()) throw new Unreadable(searchedTooLong);
      return compilePattern(source).find(text) ?? {};
    }),
  );
}

function byLine(text: string, { patterns = [] }: Operation): RawAnswer {
  const compiled = patterns.map(compilePattern);
  const late = searchClock();
  const entries: object[] = [];
  const missed: string[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    if (late()) throw new Unreadable(searchedTooLong);
    const short = line.replace(/\r$/, '').slice(0, lineMax);
    let found: object | undefined;
    for (const each of compiled) {
      found = each.find(short);
      if (found) break;
    }
    if (found) entries.push(found);
    else missed.push(short);
  }
  const [first] = missed;
  return { entries, ...(first !== undefined && { skipped: { lines: missed.length, first } }) };
}
