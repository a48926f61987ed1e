import { createHash } from 'node:crypto';

/** What a kit says for programs, whatever its form and language. */
export type KitRecord = {
  readonly key: string;
  readonly backupId: string;
  readonly backupName: string;
  readonly migrationId: string;
};

const kitMark = 'EPP-KIT-1';
const keyMark = 'EPP-KEY-1';
const sumMark = 'EPP-SUM-1';
const goesOn = '+';
/** Characters in a line of the block: narrower than the paper, so no line is broken in print. */
const widest = 96;

/** The line by which a kit is known as one, and of which backup. */
export const kitLine = ({ backupId, backupName, migrationId }: Omit<KitRecord, 'key'>): string =>
  [kitMark, ...[backupId, backupName, migrationId].map(encode)].join(' ');

/**
 * The same and the key, in a few letters that every font has and that survive printing into a PDF and reading it back:
 * bytes of UTF-8 in percent signs, long lines cut, a sum at the end.
 */
export const kitBlock = (record: KitRecord): readonly string[] => [
  ...cut(kitLine(record)),
  ...cut(`${keyMark} ${encode(record.key)}`),
  sumLine(record),
];

/** The line that says whether all of it is whole. */
export const sumLine = (record: KitRecord): string => `${sumMark} ${sumOf(record)}`;

/** What a block says; `absent`: there is none; otherwise what is wrong with it. */
export type BlockRead =
  | { readonly found: 'record'; readonly record: KitRecord }
  | { readonly found: 'absent' }
  | { readonly found: 'damaged'; readonly seen: string };

/** Finds the block among lines; those in between that are no part of it (a page's foot) do not disturb. */
export function readBlock(lines: readonly string[]): BlockRead {
  const start = lines.findIndex((line) => line.trim().startsWith(`${kitMark} `));
  if (start < 0) return { found: 'absent' };
  const parts = partsFrom(lines.slice(start));
  const fields = readKitLine(parts.get(kitMark) ?? '');
  const key = decode((parts.get(keyMark) ?? '').slice(keyMark.length).replaceAll(/\s/g, ''));
  const sum = parts.get(sumMark)?.slice(sumMark.length).trim();
  if (!fields) return damaged(`the line ${kitMark} is not whole`);
  if (!key) return damaged(`the line ${keyMark} is missing or not whole`);
  if (!sum) return damaged(`the line ${sumMark} is missing`);
  const record = { ...fields, key };
  if (sum !== sumOf(record)) return damaged(`${sumMark} does not fit the lines above it`);
  return { found: 'record', record };
}

const damaged = (seen: string): BlockRead => ({ found: 'damaged', seen });

function partsFrom(lines: readonly string[]): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  let open = '';
  for (const line of lines.map((each) => each.trim())) {
    const mark = [kitMark, keyMark, sumMark].find((each) => line.startsWith(each));
    if (mark) {
      if (parts.has(mark)) break;
      open = mark;
      parts.set(mark, line);
    } else if (line.startsWith(goesOn) && open !== '') {
      parts.set(open, (parts.get(open) ?? '') + line.slice(goesOn.length).trimStart());
    }
  }
  return parts;
}

/** What a line of `kitLine` says, or undefined. */
export function readKitLine(line: string): Omit<KitRecord, 'key'> | undefined {
  const [mark, ...fields] = line.trim().split(/\s+/);
  if (mark !== kitMark || fields.length !== 3) return undefined;
  const [backupId, backupName, migrationId] = fields.map(decode);
  if (backupId === undefined || backupName === undefined || migrationId === undefined)
    return undefined;
  return { backupId, backupName, migrationId };
}

const sumOf = ({ backupId, backupName, migrationId, key }: KitRecord): string =>
  createHash('sha256')
    .update(JSON.stringify([backupId, backupName, migrationId, key]))
    .digest('hex')
    .slice(0, 16);

/** Lines that go on in the next one; none ends or begins with a blank. */
function cut(text: string): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > widest) {
    const at = rest[widest] === ' ' || rest[widest - 1] === ' ' ? widest - 2 : widest;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...lines, rest].map((line, index) => (index === 0 ? line : `${goesOn} ${line}`));
}

/** An empty text is a `-`. */
const encode = (text: string): string =>
  text === ''
    ? '-'
    : text === '-'
      ? '%2D'
      : Array.from(Buffer.from(text, 'utf8'), (byte) => {
          const character = String.fromCharCode(byte);
          return /[A-Za-z0-9._~-]/.test(character)
            ? character
            : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
        }).join('');

function decode(text: string): string | undefined {
  if (text === '-') return '';
  try {
    return /^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*$/.test(text) ? decodeURIComponent(text) : undefined;
  } catch {
    return undefined;
  }
}
