/** Why a text is no JSON, and where; never the text itself, which may hold what must not be shown. */
export class JsoncError extends Error {
  readonly line: number;
  readonly column: number;
  readonly seen: string;
  constructor(line: number, column: number, seen: string) {
    super(`line ${line}, column ${column}: ${seen}`);
    this.line = line;
    this.column = column;
    this.seen = seen;
  }
}

const deepest = 20;

/**
 * Reads JSON with `//` and block comments, and a comma after the last entry. A reader of its own because JSON.parse knows no
 * comments, takes the last of two members of one name in silence, and prints a piece of the text where it fails.
 */
export function readJsonc(text: string): unknown {
  let at = text.startsWith('\uFEFF') ? 1 : 0;

  const stop = (seen: string, where = at): never => {
    const before = text.slice(0, where).split('\n');
    throw new JsoncError(before.length, (before.at(-1)?.length ?? 0) + 1, seen);
  };
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const skip = (): void => {
    while (take(/[ \t\r\n]+|\/\/[^\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\//y) !== undefined);
    if (text.startsWith('/*', at)) stop('this comment has no end');
  };
  const next = (character: string): boolean => {
    skip();
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  const string = (): string => {
    const found = take(/"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/uy);
    return found === undefined
      ? stop('a text begins here that is not written right')
      : JSON.parse(found);
  };
  const object = (depth: number): unknown => {
    const members = new Map<string, unknown>();
    while (!next('}')) {
      if (text[at] !== '"') stop('a name in quotes is missing here');
      const begin = at;
      const name = string();
      if (members.has(name)) stop('this member is there twice', begin);
      if (!next(':')) stop('a colon is missing here');
      members.set(name, value(depth));
      if (!next(',') && !ends('}')) stop('a comma or the end of the object is missing here');
    }
    return Object.fromEntries(members);
  };
  const array = (depth: number): unknown => {
    const entries: unknown[] = [];
    while (!next(']')) {
      entries.push(value(depth));
      if (!next(',') && !ends(']')) stop('a comma or the end of the list is missing here');
    }
    return entries;
  };
  const ends = (character: string): boolean => text[at] === character;
  const value = (depth: number): unknown => {
    if (depth > deepest) stop(`more than ${deepest} levels`);
    if (next('{')) return object(depth + 1);
    if (next('[')) return array(depth + 1);
    if (text[at] === '"') return string();
    const word = take(
      /(?:true|false|null)(?![\w])|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y,
    );
    if (word !== undefined) return JSON.parse(word);
    return stop(at >= text.length ? 'the text ends too early' : 'this is not JSON');
  };

  const read = value(0);
  skip();
  if (at < text.length) stop('there is something after the end');
  return read;
}
