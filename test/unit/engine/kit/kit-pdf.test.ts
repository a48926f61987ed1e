import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import jsQR from 'jsqr';
import { afterAll, describe, expect, it } from 'vitest';
import { readKit } from '../../../../electron/engine/kit/read-kit';
import { failureOf } from '../failure-of';
import { contentOf, foreignKey, longKey, usualKey } from './kits';

const fixture = (name: string): string => join(import.meta.dirname, 'fixtures', `${name}.pdf`);
const folder = mkdtempSync(join(tmpdir(), 'kit-pdf-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
const saved = (content: string | Uint8Array): string => {
  const path = join(folder, `${count++}.pdf`);
  writeFileSync(path, content);
  return path;
};
const seenIn = async (path: string): Promise<string> => {
  const { code, facts } = await failureOf(() => readKit(path));
  return `${code}: ${facts['seen']}`;
};

const kits = [
  ['usual', usualKey],
  ['long', longKey],
  ['foreign', foreignKey],
] as const;

type Part = { readonly dictionary?: string; readonly content: Uint8Array | string };

/** A PDF of one page with these lines and parts, put together by hand. */
function pdfOf(lines: readonly string[], parts: readonly Part[] = [], trailer = ''): Buffer {
  const text = lines.map((line) => `(${line.replaceAll(/[()\\]/g, '\\$&')}) Tj T*`).join('\n');
  const objects: (string | Part)[] = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents[4 0 R${parts.map((_, at) => ` ${6 + at} 0 R`).join('')}]>>`,
    { content: `BT /F 6 Tf 8 TL 20 800 Td\n${text}\nET` },
    '<</Type/Font/Subtype/Type1/BaseFont/Courier>>',
    ...parts,
  ];
  const bytes: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const at: number[] = [];
  objects.forEach((object, index) => {
    at.push(bytes.reduce((sum, each) => sum + each.length, 0));
    const begin = `${index + 1} 0 obj\n`;
    if (typeof object === 'string') bytes.push(Buffer.from(`${begin}${object}\nendobj\n`));
    else {
      const content = Buffer.from(object.content as string);
      bytes.push(
        Buffer.from(`${begin}<</Length ${content.length}${object.dictionary ?? ''}>>\nstream\n`),
        content,
        Buffer.from('\nendstream\nendobj\n'),
      );
    }
  });
  const start = bytes.reduce((sum, each) => sum + each.length, 0);
  const rows = at.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  bytes.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(bytes);
}

const block = [
  'EPP-KIT-1 b-0007 EPP-2026-11-26-k3v9 20261126-141324-k3v9',
  'EPP-KEY-1 K7QM2X9RT4BW8ZLA',
  'EPP-SUM-1 85f6956b2bdd4167',
];

describe('a kit printed into a PDF', () => {
  it.each(kits)('is read back: %s', async (name, key) => {
    const { backupId, backupName, migrationId } = contentOf(key);
    expect(await readKit(fixture(name))).toEqual({
      key,
      backupId,
      backupName,
      migrationId,
      form: 'pdf',
    });
  });

  it('by another program, with a foot in between', async () => {
    const lines = [block[0] ?? '', 'EPP-KEY-1 K7QM2X9R', '1 / 2', '+ T4BW8ZLA', block[2] ?? ''];
    expect(await readKit(saved(pdfOf(lines)))).toMatchObject({ key: usualKey, form: 'pdf' });
  });

  it('is told from a damaged one', async () => {
    const changed = block.with(1, 'EPP-KEY-1 K7QM2X9RT4BW8ZLB');
    expect(await seenIn(saved(pdfOf(changed)))).toBe(
      'kit.damaged: EPP-SUM-1 does not fit the lines above it',
    );
    expect(await seenIn(saved(pdfOf(block.slice(0, 2))))).toBe(
      'kit.damaged: the line EPP-SUM-1 is missing',
    );
    expect(await seenIn(saved(pdfOf(block.slice(0, 1))))).toMatch(
      /^kit.damaged: the line EPP-KEY-1/,
    );
  });

  it('cut off anywhere never gives a wrong key, and never stops the program', async () => {
    const whole = readFileSync(fixture('usual'));
    for (let share = 1; share < 12; share++) {
      const path = saved(whole.subarray(0, Math.floor((whole.length * share) / 12)));
      const read = await readKit(path).then(
        ({ key }) => key,
        () => usualKey,
      );
      expect(read).toBe(usualKey);
    }
  });

  it('with damaged bytes never gives a wrong key', async () => {
    const whole = readFileSync(fixture('usual'));
    for (let at = 500; at < whole.length; at += 2500) {
      const bytes = Buffer.from(whole).fill(0x41, at, at + 20);
      const read = await readKit(saved(bytes)).then(
        ({ key }) => key,
        () => usualKey,
      );
      expect(read).toBe(usualKey);
    }
  });
});

describe('a PDF that is no kit', () => {
  it('is named', async () => {
    expect(await seenIn(saved(pdfOf(['An invoice'])))).toBe(
      'kit.not-one: a PDF that is no recovery kit',
    );
    expect(await seenIn(saved('%PDF-1.4\n'))).toBe('kit.not-one: a PDF that cannot be read');
    const locked =
      '/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<' +
      '41'.repeat(32) +
      '>/U<' +
      '42'.repeat(32) +
      '>>>';
    expect(await seenIn(saved(pdfOf(block, [], locked)))).toBe(
      'kit.not-one: a PDF with a password',
    );
  });

  it('and unpacks to gigabytes is not unpacked', async () => {
    const bomb = deflateSync(Buffer.alloc(400_000_000), { level: 9 });
    const part = { content: bomb, dictionary: '/Filter/FlateDecode' };
    const before = performance.now();
    expect(await seenIn(saved(pdfOf(block, [part])))).toBe(
      'kit.not-one: a PDF that holds far more than a kit does',
    );
    expect(performance.now() - before).toBeLessThan(2000);
    const twice = { content: deflateSync(bomb), dictionary: '/Filter[/FlateDecode/FlateDecode]' };
    expect(await seenIn(saved(pdfOf(block, [twice])))).toBe(
      'kit.not-one: a PDF that is packed twice',
    );
    const many = Array.from({ length: 6 }, () => ({
      content: deflateSync(Buffer.alloc(15_000_000)),
      dictionary: '/Filter/FlateDecode',
    }));
    expect(await seenIn(saved(pdfOf(block, many)))).toBe(
      'kit.not-one: a PDF that holds far more than a kit does',
    );
  });

  it('runs no script of it', async () => {
    const script = '/OpenAction<</S/JavaScript/JS(globalThis.ranFromPdf = true)>>';
    const bytes = Buffer.from(
      pdfOf(block).toString('latin1').replace('/Pages 2 0 R', `/Pages 2 0 R${script}`),
      'latin1',
    );
    expect(await readKit(saved(bytes))).toMatchObject({ key: usualKey });
    expect(globalThis).not.toHaveProperty('ranFromPdf');
  });
});

describe('the code on a printed page', () => {
  const without = spawnSync('pdftoppm', ['-v']).error;
  if (without) console.warn('the code on a printed page is not tested: there is no pdftoppm');

  it.skipIf(without).each(kits)('says exactly the key: %s', (name, key) => {
    // As a fax sends it: 204 dots an inch across, 98 down, each black or white.
    const { stdout } = spawnSync(
      'pdftoppm',
      ['-rx', '204', '-ry', '98', '-f', '1', '-l', '1', fixture(name)],
      { maxBuffer: 50_000_000 },
    );
    const [head = '', across, down] =
      /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.subarray(0, 40).toString('latin1')) ?? [];
    const [width, height] = [Number(across), Number(down)];
    expect(width * height).toBeGreaterThan(1_000_000);
    const pixels = new Uint8ClampedArray(width * height * 8);
    // The one who receives it prints every line twice.
    for (let at = 0; at < width * height * 2; at++) {
      const [x, y] = [at % width, Math.floor(at / width / 2)];
      const light = (stdout[head.length + (y * width + x) * 3] ?? 0) < 128 ? 0 : 255;
      pixels.set([light, light, light, 255], at * 4);
    }
    expect(jsQR(pixels, width, height * 2)?.data).toBe(key);
  });
});
