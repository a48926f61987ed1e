import { keyGroups } from '../../../shared/key-groups';
import { type BlockRead, readBlock, readKitLine, sumLine } from './kit-record';
import { textGroup } from './kit-text';
import { shown, shownCharacter } from './shown';

/** What a text says as a recovery kit. */
export function readTextKit(text: string): BlockRead {
  const lines = text.split(/\r?\n/);
  const marks = lines.filter((line) => /^EPP-KIT-1\b/.test(line));
  const keys = lines.flatMap((line) => /^System Backup Key {3}(.*)$/.exec(line)?.[1] ?? []);
  if (marks.length === 0 && keys.length === 0) return { found: 'absent' };
  const [mark, key] = [marks[0], keys[0]];
  if (marks.length > 1 || keys.length > 1) return damaged('there is more than one kit in it');
  if (mark === undefined) return damaged('the line EPP-KIT-1 is missing');
  if (key === undefined || key === '') return damaged('the line System Backup Key is missing');
  const fields = readKitLine(mark);
  if (!fields) return damaged('the line EPP-KIT-1 is not whole');
  const seen = lines.flatMap((line) => {
    const [, number, characters = '', check = ''] = textGroup.exec(line) ?? [];
    return number === undefined ? [] : [{ number: Number(number), characters, check }];
  });
  const fault = compare(key, seen);
  if (fault) return damaged(fault);
  const record = { ...fields, key };
  const whole = lines.some((line) => line.trim() === sumLine(record));
  return whole
    ? { found: 'record', record }
    : damaged('the line EPP-SUM-1 is missing or does not fit');
}

/** What the source of a web page says as a recovery kit. */
export function readHtmlKit(source: string): BlockRead {
  const body = source.replace(/<style[\s\S]*?<\/style>/gi, '');
  const block = readBlock(body.replace(/<[^>]*>/g, '\n').split(/\r?\n/));
  if (block.found !== 'record') return block;
  const groups = body.split(/<li class="group">/).slice(1);
  const seen = groups.map((group, index) => ({
    number: index + 1,
    characters: Array.from(
      group.matchAll(/<span class="character[^"]*">([^<]*)<\/span>/g),
      ([, character = '']) => plain(character),
    ).join(''),
    check: /<b class="check">([^<]*)<\/b>/.exec(group)?.[1] ?? '',
  }));
  const fault = compare(block.record.key, seen);
  return fault ? damaged(fault) : block;
}

type SeenGroup = {
  readonly number: number;
  readonly characters: string;
  readonly check: string;
};

/** What is wrong with the groups that stand in a kit, as against its key; or undefined. */
function compare(key: string, seen: readonly SeenGroup[]): string | undefined {
  const groups = keyGroups(key);
  for (const [index, { characters, check }] of groups.entries()) {
    const group = seen[index];
    const number = index + 1;
    if (group?.number !== number) return `group ${number} is missing`;
    if (group.characters !== shown(characters) || group.check !== check) {
      return `group ${number} does not fit the key`;
    }
  }
  return seen.length > groups.length ? 'it has more groups than its key' : undefined;
}

const damaged = (seen: string): BlockRead => ({ found: 'damaged', seen });

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: shownCharacter('\u00a0'),
};

/** The character of an entity, as this program or a browser that saved the page writes it. */
const plain = (html: string): string =>
  html.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name] ?? whole;
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
