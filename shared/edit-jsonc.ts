import { readJsonc } from './read-jsonc';

/**
 * Changes of JSON with comments that leave everything else as it was written: comments, order, indentation. The text has to be one
 * that `readJsonc` takes; throws as that does.
 */

type Span = { readonly start: number; readonly end: number };
type Member = Span & { readonly name: string; readonly value: Value };
type Value = Span & { readonly members?: readonly Member[] | undefined };

/** Puts a value at a place, by the names of members; undefined takes the member away. */
export function withMember(text: string, path: readonly string[], value: unknown): string {
  readJsonc(text);
  const found = follow(scan(text), path);
  if (found.left.length === 0) {
    const { member } = found;
    if (!member) return text;
    if (value === undefined) return without(text, member, found.before);
    const { start, end } = member.value;
    return text.slice(0, start) + written(value, indentAt(text, member.start)) + text.slice(end);
  }
  if (value === undefined) return text;
  const [name = '', ...below] = found.left;
  const whole = below.reduceRight<unknown>((inner, each) => ({ [each]: inner }), value);
  const parent = found.value;
  const place = path.slice(0, path.length - below.length);
  if (!parent.members)
    return withMember(text, path.slice(0, -found.left.length), { [name]: whole });
  return inPlaceOfComment(text, parent, place, whole) ?? behindTheLast(text, parent, name, whole);
}

/** As far along the path as there are members, and what is left of it. */
function follow(value: Value, path: readonly string[]) {
  let at: {
    readonly value: Value;
    readonly member?: Member;
    readonly before?: Member | undefined;
  } = { value };
  let left = path;
  for (const name of path) {
    const members = at.value.members ?? [];
    const member = members.find((each) => each.name === name);
    if (!member) break;
    at = { value: member.value, member, before: members[members.indexOf(member) - 1] };
    left = left.slice(1);
  }
  return { ...at, left };
}

/** A member that stands there as comments, as in a profile to begin with, is written in their place. */
function inPlaceOfComment(
  text: string,
  parent: Value,
  place: readonly string[],
  value: unknown,
): string | undefined {
  const name = place.at(-1) ?? '';
  const block = new RegExp(
    `^([ \\t]*)//[ \\t]*${escaped(JSON.stringify(name))}:[ \\t]*\\{[ \\t]*\\r?\\n(?:[ \\t]*//[ \\t]{2,}.*\\r?\\n)*[ \\t]*//[ \\t]?\\},?[ \\t]*$`,
    'm',
  );
  const found = block.exec(text.slice(parent.start, parent.end));
  if (!found) return undefined;
  const at = parent.start + found.index;
  const indent = found[1] ?? '';
  const member = `${indent}${JSON.stringify(name)}: ${written(value, indent)},`;
  const next = text.slice(0, at) + member + text.slice(at + found[0].length);
  return has(next, place) ? next : undefined;
}

/** Whether a text is JSON and has something at that place: the comments may have stood in another object, or without a comma before. */
function has(text: string, path: readonly string[]): boolean {
  try {
    readJsonc(text);
    return follow(scan(text), path).left.length === 0;
  } catch {
    return false;
  }
}

function behindTheLast(text: string, parent: Value, name: string, value: unknown): string {
  const last = parent.members?.at(-1);
  const outer = indentAt(text, parent.start);
  const indent = last ? indentAt(text, last.start) : `${outer}  `;
  const member = `${JSON.stringify(name)}: ${written(value, indent)}`;
  if (!last) {
    const inside = text.slice(parent.start + 1, parent.end - 1).trimEnd();
    return `${text.slice(0, parent.start + 1)}${inside}\n${indent}${member}\n${outer}}${text.slice(parent.end)}`;
  }
  const comma = commaAfter(text, last.end);
  if (comma === undefined)
    return `${text.slice(0, last.end)},\n${indent}${member}${text.slice(last.end)}`;
  return `${text.slice(0, comma + 1)}\n${indent}${member},${text.slice(comma + 1)}`;
}

/** Takes a member away, with its comma, or else the one before, and its line where nothing else stands there. */
function without(text: string, { start, end }: Member, previous: Member | undefined): string {
  const comma = commaAfter(text, end);
  const after = (comma ?? end - 1) + 1;
  const spare = comma === undefined && previous ? commaAfter(text, previous.end) : undefined;
  if (spare !== undefined) {
    return cutOut(text.slice(0, spare) + text.slice(spare + 1), start - 1, end - 1);
  }
  return cutOut(text, start, after);
}

function cutOut(text: string, start: number, after: number): string {
  const before = text.slice(0, start).replace(/(?:^|\n)[ \t]*$/, '');
  const rest = text.slice(after);
  return /^[ \t]*(?:\r?\n|$)/.test(rest) ? before + rest : text.slice(0, start) + rest.trimStart();
}

const blank = /(?:[ \t\r\n]+|\/\/[^\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\/)*/y;

const skip = (text: string, at: number): number => {
  blank.lastIndex = at;
  return at + (blank.exec(text)?.[0].length ?? 0);
};

function commaAfter(text: string, end: number): number | undefined {
  const at = skip(text, end);
  return text[at] === ',' ? at : undefined;
}

const indentAt = (text: string, at: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1))?.[0] ?? '';

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Short values stand on one line. */
const shortest = 90;

function written(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const parts = value.map((each) => written(each, inner));
    const line = `[${parts.join(', ')}]`;
    if (line.length <= shortest && !line.includes('\n')) return line;
    return `[\n${parts.map((part) => inner + part).join(',\n')}\n${indent}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  if (entries.length === 0) return '{}';
  const parts = entries.map(([name, each]) => `${JSON.stringify(name)}: ${written(each, inner)}`);
  const line = `{ ${parts.join(', ')} }`;
  if (line.length <= shortest - 20 && !line.includes('\n')) return line;
  return `{\n${parts.map((part) => inner + part).join(',\n')}\n${indent}}`;
}

/** Where each value begins and ends. The text is known to be JSON with comments. */
function scan(text: string): Value {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const next = (): string => {
    at = skip(text, at);
    return text[at] ?? '';
  };
  const token = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    // At least one character, so that it ends whatever it is given.
    at += Math.max(1, found.length);
    return found;
  };
  const value = (): Value => {
    const first = next();
    const start = at;
    if (first === '"') token(/"(?:[^"\\]|\\.)*"/y);
    else if (first === '{') return { start, members: [...members()], end: at };
    else if (first === '[') {
      at++;
      while (at < text.length && next() !== ']') {
        if (text[at] === ',') at++;
        else value();
      }
      at++;
    } else token(/[^\s,\]}/]+/y);
    return { start, end: at };
  };
  const members = (): readonly Member[] => {
    const found: Member[] = [];
    at++;
    while (at < text.length && next() !== '}') {
      if (text[at] === ',') {
        at++;
        continue;
      }
      const start = at;
      const name: unknown = JSON.parse(token(/"(?:[^"\\]|\\.)*"/y));
      next();
      at++;
      const own = value();
      found.push({ start, name: String(name), value: own, end: own.end });
    }
    at++;
    return found;
  };
  return value();
}
