import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { kitCode } from '../../../../electron/engine/kit/kit-code';
import { kitHtml } from '../../../../electron/engine/kit/kit-html';
import { kitText } from '../../../../electron/engine/kit/kit-text';
import { keyGroups } from '../../../../shared/key-groups';
import { kitLanguages, kitPapers } from '../../../../shared/kit';
import { kitWords } from '../../../../shared/words/kit';
import { alikeKey, contentOf, foreignKey, hugeKey, knownFile, longKey, usualKey } from './kits';

/** What a reader for codes finds in black and white squares, each drawn as 4 × 4 points. */
function scanned(code: readonly (readonly boolean[])[]): string | undefined {
  const side = code.length * 4;
  const pixels = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const black = code[y >> 2]?.[x >> 2] === true;
      pixels.set([...(black ? [0, 0, 0] : [255, 255, 255]), 255], (y * side + x) * 4);
    }
  }
  return jsQR(pixels, side, side)?.data;
}

/** The squares of a drawing, read from its path. */
function squaresOf(html: string): readonly (readonly boolean[])[] {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(html)?.[1]);
  const squares = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const path = /fill="#000" d="([^"]*)"/.exec(html)?.[1] ?? '';
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    squares[Number(y)]?.fill(true, Number(x), Number(x) + Number(run));
  }
  return squares;
}

const bare = (html: string): string =>
  html
    .replace(/<style[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/[ \n]+/g, ' ');

describe('the code of a kit', () => {
  it.each([usualKey, alikeKey, longKey, foreignKey, 'a', ' ', 'x'.repeat(1000), '"<&>\'%2F'])(
    'says exactly the key: %s',
    (key) => {
      const code = kitCode(key) ?? [];
      expect(scanned(code)).toBe(key);
      expect(squaresOf(kitHtml(contentOf(key), 'A4'))).toEqual(code);
      // Black on white, with a margin.
      expect(code.slice(0, 4).flat()).not.toContain(true);
      expect(code[4]?.slice(0, 5)).toEqual([false, false, false, false, true]);
    },
  );

  it('survives a stain of 7 by 7 squares where the key has the usual length', () => {
    const code = (kitCode(usualKey) ?? []).map((row, y) =>
      row.map((black, x) => (x > 12 && x < 20 && y > 12 && y < 20 ? false : black)),
    );
    expect(code.flat().some((black, at) => black !== kitCode(usualKey)?.flat()[at])).toBe(true);
    expect(scanned(code)).toBe(usualKey);
  });

  it('is left out where the key is too long, and the kit says so', () => {
    expect(kitCode(hugeKey)).toBeUndefined();
    for (const language of kitLanguages) {
      const html = kitHtml(contentOf(hugeKey, { language }), 'A4');
      expect(html).not.toContain('<svg');
      expect(bare(html)).toContain(kitWords[language].noCode);
    }
  });
});

describe('a kit in text', () => {
  it('has key and kit on lines of their own, the same in all languages', () => {
    for (const language of kitLanguages) {
      const text = kitText(contentOf(usualKey, { language }));
      expect(/^System Backup Key\s+(\S+)$/m.exec(text)?.[1]).toBe(usualKey);
      expect(text.split('\n')).toContain(`System Backup Key   ${usualKey}`);
      expect(text.split('\n')).toContain(
        'EPP-KIT-1 b-0007 EPP-2026-11-26-k3v9 20261126-141324-k3v9',
      );
    }
  });

  it('shows every group with number, check character and the names of look-alikes', () => {
    const lines = kitText(contentOf(alikeKey)).split('\n');
    const [first, second, third] = keyGroups(alikeKey);
    expect(lines).toContain(
      `  1   O0o1   ${first?.check}   (O letter O, 0 zero, o small O, 1 one)`,
    );
    expect(lines).toContain(`  2   -IlL   ${second?.check}   (I letter I, l small L)`);
    expect(lines).toContain(`  3   ␣I0O   ${third?.check}   (I letter I, 0 zero, O letter O)`);
    expect(lines).toContain(kitWords.en.space);
    expect(kitText(contentOf(usualKey))).not.toContain('␣');
  });
});

describe('a kit in either form', () => {
  const forms = kitLanguages.flatMap((language) => [
    ['text', language, kitText] as const,
    [
      'html',
      language,
      (content: Parameters<typeof kitText>[0]) => bare(kitHtml(content, 'A4')),
    ] as const,
  ]);

  it.each(forms)('says all that a restore by hand needs: %s in %s', (_, language, make) => {
    const words = kitWords[language];
    const said = make(contentOf(usualKey, { language, file: knownFile }));
    const wanted = [
      words.why,
      words.keepApart,
      words.checks,
      words.hand.where,
      words.hand.who,
      words.hand.signed,
      'epp-old',
      '10.0.0.20',
      'Endpoint Protector 5.9.4.2',
      'EPP-2026-11-26-k3v9.eppb',
      '20261126-141324-k3v9',
      knownFile.sha256,
      '14:13'.replace('14', language === 'en' ? '2' : '14'),
      'System Maintenance > System Backup v2 > Import and Restore (Migrate)',
      'Choose File',
      'Import',
    ];
    for (const each of wanted) expect(said).toContain(each);
    expect(said.replaceAll(/[^\d]/g, '')).toContain('187654321');
    expect(said).not.toContain(words.byHand);
    expect(said).not.toContain(words.practice);
    expect(said).not.toMatch(/[{}]|undefined/);
  });

  it.each(forms)('leaves room for what is not known yet: %s in %s', (_, language, make) => {
    const said = make(contentOf(usualKey, { language, practice: true }));
    expect(said).toContain(kitWords[language].byHand);
    expect(said).toContain(kitWords[language].practice);
    expect(said).toContain('SHA-256');
  });
});

describe('a kit as a web page', () => {
  it('runs nothing and fetches nothing', () => {
    const html = kitHtml(contentOf(usualKey), 'A4');
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/<script|<img|<link|src=|url\(|href=|https?:/i);
  });

  it('is for the paper that was chosen', () => {
    expect(
      kitPapers.map((paper) => /@page \{ size: (\w+);/.exec(kitHtml(contentOf('k'), paper))?.[1]),
    ).toEqual(['A4', 'letter']);
  });

  it('takes nothing of a server for markup', () => {
    const evil = '<xml a="\'">&';
    const server = { name: evil, address: evil, product: evil, version: evil };
    const names = { backupName: evil, backupId: evil, migrationId: evil };
    const html = kitHtml(contentOf(evil, { server, ...names }), 'A4');
    expect(bare(html)).toContain(evil);
    expect(html).not.toMatch(/<xml|a="'|">&(?!#)/);
  });

  it('names look-alikes and shows blanks that nobody would see', () => {
    const html = kitHtml(contentOf('0 \u00a0é'), 'A4');
    expect(html).toContain('<span class="character alike">0</span><small>zero</small>');
    expect(html).toContain('<span class="character">␣</span>');
    expect(html).toContain('<span class="character numbered">U+00A0</span>');
    expect(html).toContain('<span class="character">é</span><small>U+00E9</small>');
  });

  it('has an empty box for each character, or lines', () => {
    expect(kitHtml(contentOf(usualKey), 'A4').match(/<i><\/i>/g)).toHaveLength(16);
    expect(kitHtml(contentOf(longKey), 'A4')).not.toContain('<i></i>');
  });

  it('keeps every line for the program narrower than the paper', () => {
    const html = kitHtml(contentOf(hugeKey, { backupName: 'n'.repeat(200) }), 'A4');
    const lines = (/<pre>([\s\S]*)<\/pre>/.exec(html)?.[1] ?? '').split('\n');
    expect(lines.length).toBeGreaterThan(20);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(98);
  });
});
