import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { kitHtml } from '../../../../electron/engine/kit/kit-html';
import { kitText } from '../../../../electron/engine/kit/kit-text';
import { readKit } from '../../../../electron/engine/kit/read-kit';
import { kitLanguages } from '../../../../shared/kit';
import { failureOf } from '../failure-of';
import { alikeKey, contentOf, foreignKey, hugeKey, longKey, usualKey } from './kits';

const folder = mkdtempSync(join(tmpdir(), 'read-kit-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
const saved = (content: string | Uint8Array, name = 'kit.bin'): string => {
  const path = join(folder, `${count++}-${name}`);
  writeFileSync(path, content);
  return path;
};
const seenIn = async (path: string): Promise<string> => {
  const { code, facts } = await failureOf(() => readKit(path));
  return `${code}: ${facts['seen']}`;
};

const content = contentOf(usualKey);
const text = kitText(content);
const html = kitHtml(content, 'A4');
const keys = [
  usualKey,
  alikeKey,
  longKey,
  foreignKey,
  hugeKey,
  ' a ',
  '-',
  '%41',
  '<i>&#65;</i>',
  'EPP-KEY-1 x',
  '+ +',
  '\u0301',
  'שלום',
];

describe('a saved kit is read back', () => {
  it.each(keys)('as text and as a web page, whatever the name: %s', async (key) => {
    for (const language of kitLanguages) {
      const own = contentOf(key, { language, backupId: 'b é 7', backupName: '-', migrationId: '' });
      const { backupId, backupName, migrationId } = own;
      const wanted = { key, backupId, backupName, migrationId };
      expect(await readKit(saved(kitText(own)))).toEqual({ ...wanted, form: 'text' });
      expect(await readKit(saved(kitHtml(own, 'Letter')))).toEqual({ ...wanted, form: 'html' });
    }
  });

  it('whatever the length of the names', async () => {
    for (let length = 50; length < 110; length++) {
      const own = contentOf(usualKey, { backupName: 'n'.repeat(length) });
      expect(await readKit(saved(kitHtml(own, 'A4')))).toMatchObject({
        backupName: own.backupName,
        migrationId: own.migrationId,
      });
    }
  });

  it('after an editor of Windows saved it', async () => {
    const lines = text.replaceAll('\n', '\r\n');
    const wide = Buffer.from(`\ufeff${lines}`, 'utf16le');
    for (const bytes of [lines, `\ufeff${lines}`, wide, Buffer.from(wide).swap16()]) {
      expect(await readKit(saved(bytes))).toMatchObject({ key: usualKey, form: 'text' });
    }
  });

  it('after a browser saved it', async () => {
    const again = html
      .replace('<!doctype html>', '<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->')
      .replaceAll('&#60;', '&lt;')
      .replaceAll('\n', '\r\n');
    expect(await readKit(saved(again))).toMatchObject({ key: usualKey, form: 'html' });
  });
});

describe('a damaged kit is told from a whole one', () => {
  it.each([
    [
      'a character of the key',
      text.replace(/^(System Backup Key {3}K)7/m, '$1T'),
      'group 1 does not fit the key',
    ],
    ['a group', text.replace('  2   2X9R', '  2   ZX9R'), 'group 2 does not fit the key'],
    [
      'a check character',
      text.replace(/^( {2}3 {3}T4BW {3})./m, '$1?'),
      'group 3 does not fit the key',
    ],
    ['the last group', text.replace(/^ {2}4 {3}8ZLA.*\n/m, ''), 'group 4 is missing'],
    [
      'the key',
      text.replace(/^System Backup Key.*\n/m, ''),
      'the line System Backup Key is missing',
    ],
    ['the line of the kit', text.replace(/^EPP-KIT-1.*\n/m, ''), 'the line EPP-KIT-1 is missing'],
    [
      'the end of that line',
      text.replace(/^(EPP-KIT-1 \S+).*/m, '$1'),
      'the line EPP-KIT-1 is not whole',
    ],
    ['one key too many', text + text, 'there is more than one kit in it'],
    [
      'the end of the key',
      text.replace(/^(System Backup Key.*)..$/m, '$1'),
      'group 4 does not fit the key',
    ],
  ])('in text: %s', async (_, changed, seen) => {
    expect(changed).not.toBe(text);
    expect(await seenIn(saved(changed))).toBe(`kit.damaged: ${seen}`);
  });

  it.each([
    ['a character', html.replace('character">7<', 'character">T<'), 'group 1 does not fit the key'],
    [
      'a check character',
      html.replace(/class="check">./, 'class="check">?'),
      'group 1 does not fit the key',
    ],
    ['a group', html.replace(/<li class="group">.*?<\/li>/, ''), 'group 1 does not fit the key'],
    [
      'the key for programs',
      html.replace('EPP-KEY-1 K7', 'EPP-KEY-1 KT'),
      'EPP-SUM-1 does not fit the lines above it',
    ],
    [
      'the migration',
      html.replace(/(EPP-KIT-1.*)9$/m, '$18'),
      'EPP-SUM-1 does not fit the lines above it',
    ],
    ['the end', html.slice(0, html.indexOf('EPP-SUM-1')), 'the line EPP-SUM-1 is missing'],
    [
      'more of the end',
      html.slice(0, html.indexOf('EPP-KEY-1')),
      'the line EPP-KEY-1 is missing or not whole',
    ],
  ])('in a web page: %s', async (_, changed, seen) => {
    expect(changed).not.toBe(html);
    expect(await seenIn(saved(changed))).toBe(`kit.damaged: ${seen}`);
  });

  it('wherever it was cut off', async () => {
    const inKey = text.indexOf('System Backup Key   ') + 25;
    for (let end = inKey; end < text.trimEnd().length; end += 7) {
      expect(await seenIn(saved(text.slice(0, end)))).toMatch(/^kit.damaged: /);
    }
  });
});

describe('what is no kit is named', () => {
  const large = saved('PK', 'large.bin');
  truncateSync(large, 1_000_000_000);
  const largeBackup = saved('EPPBPRC2', 'large.eppb');
  truncateSync(largeBackup, 3_000_000_000);
  const link = join(folder, 'link.txt');
  symlinkSync(saved(text), link);

  it.each([
    ['PNG', saved(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')), 'an image (PNG)'],
    ['JPEG', saved(Buffer.from('\xff\xd8\xff\xe0', 'latin1')), 'an image (JPEG)'],
    ['HEIC', saved(Buffer.from('\0\0\0\x18ftypheic', 'latin1')), 'an image (HEIC)'],
    ['WebP', saved(Buffer.from('RIFF\xff\0\0\0WEBP', 'latin1')), 'an image (WebP)'],
    ['TIFF', saved(Buffer.from('II*\0\x08', 'latin1')), 'an image (TIFF)'],
    ['a practice backup', saved('EPPBPRC2\0\0\0\x02{}'), 'a backup, not the kit of one'],
    ['a real backup', saved(Buffer.from([1, 2, 0, 255]), 'a.eppb'), 'a backup, not the kit of one'],
    ['a document', saved('PK\x03\x04'), 'a packed file or document (ZIP)'],
    ['gzip', saved(Buffer.from([0x1f, 0x8b, 8])), 'a packed file (gzip)'],
    ['nothing', saved(''), 'an empty file'],
    ['another text', saved('Milk\nBread\n'), 'a text that is no recovery kit'],
    ['a text that begins like an image', saved('BMW 320'), 'a text that is no recovery kit'],
    [
      'another page',
      saved('<!doctype html><title>x</title>'),
      'a web page that is no recovery kit',
    ],
    ['other bytes', saved(Buffer.from([0xc3, 0x28, 0, 1])), 'a file of unknown kind'],
    ['a gigabyte', large, 'a file of 1.0 GB, far more than a kit has'],
    [
      'a large backup',
      largeBackup,
      'a backup, not the kit of one, 3.0 GB, far more than a kit has',
    ],
    ['a folder', folder, 'a folder'],
    ['a device', '/dev/zero', 'a device'],
  ])('%s', async (_, path, seen) => {
    expect(await seenIn(path)).toBe(`kit.not-one: ${seen}`);
  });

  it('and what is not there cannot be read', async () => {
    expect(await seenIn(join(folder, 'nowhere'))).toBe('file.unreadable: ENOENT');
  });

  it('but a link to a kit is one', async () => {
    expect(await readKit(link)).toMatchObject({ key: usualKey });
  });
});
