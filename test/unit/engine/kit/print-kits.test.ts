// Makes the PDF fixtures anew, with the window's own printing: PRINT_KITS=1 npx vitest run … print-kits
// PRINT_KITS=FOLDER prints every language, paper and key to be looked at into FOLDER instead.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KitContent } from '../../../../electron/engine/kit/kit-content';
import { restoreSteps } from '../../../../electron/engine/kit/kit-facts';
import { kitHtml } from '../../../../electron/engine/kit/kit-html';
import { readPdfText } from '../../../../electron/engine/kit/kit-pdf-text';
import { kitBlock } from '../../../../electron/engine/kit/kit-record';
import { readKit } from '../../../../electron/engine/kit/read-kit';
import { type KitPaper, kitLanguages, kitPapers } from '../../../../shared/kit';
import { alikeKey, contentOf, foreignKey, hugeKey, knownFile, longKey, usualKey } from './kits';

const wanted = process.env['PRINT_KITS'] ?? '';
const root = join(import.meta.dirname, '..', '..', '..', '..');
const folder = wanted === '1' || wanted === '' ? join(import.meta.dirname, 'fixtures') : wanted;

type Print = readonly [name: string, content: KitContent, paper: KitPaper];

const fixtures: readonly Print[] = [
  ['usual', contentOf(usualKey, { file: knownFile }), 'A4'],
  ['long', contentOf(longKey, { language: 'de' }), 'Letter'],
  ['foreign', contentOf(foreignKey, { language: 'fr', practice: true }), 'A4'],
];

const toLookAt: readonly Print[] = kitPapers.flatMap((paper) =>
  kitLanguages.flatMap((language): Print[] => [
    [`${paper}-${language}-usual`, contentOf(usualKey, { language }), paper],
    [
      `${paper}-${language}-alike`,
      contentOf(alikeKey, { language, file: knownFile, practice: true }),
      paper,
    ],
    [`${paper}-${language}-foreign`, contentOf(foreignKey, { language }), paper],
    [`${paper}-${language}-long`, contentOf(longKey, { language, file: knownFile }), paper],
    [`${paper}-${language}-huge`, contentOf(hugeKey, { language }), paper],
  ]),
);

/** The smallest program of Electron that prints: no window is seen. */
const program = `
const { app, BrowserWindow } = require('electron');
const { readFileSync, writeFileSync } = require('node:fs');
app.disableHardwareAcceleration();
app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false, webPreferences: { javascript: false } });
  for (const { from, to } of JSON.parse(readFileSync(process.env.KIT_LIST, 'utf8'))) {
    await window.loadFile(from);
    writeFileSync(to, await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true }));
  }
  app.exit(0);
});
`;

/** Fonts join some letters. */
const withoutBlanks = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');

const areOfToday = async (): Promise<void> => {
  for (const [name, content] of fixtures) {
    const { lines } = await readPdfText(readFileSync(join(folder, `${name}.pdf`)));
    const text = withoutBlanks(lines?.join('') ?? '');
    for (const each of [...kitBlock(content), ...restoreSteps(content)]) {
      expect(text, name).toContain(withoutBlanks(each));
    }
  }
};

const printThem = async (): Promise<void> => {
  const prints = wanted === '1' ? fixtures : toLookAt;
  const scratch = mkdtempSync(join(tmpdir(), 'kits-'));
  mkdirSync(folder, { recursive: true });
  const list = prints.map(([name, content, paper]) => {
    const from = join(scratch, `${name}.html`);
    writeFileSync(from, kitHtml(content, paper));
    return { from, to: join(folder, `${name}.pdf`) };
  });
  writeFileSync(join(scratch, 'list.json'), JSON.stringify(list));
  writeFileSync(join(scratch, 'main.cjs'), program);
  const printed = spawnSync(
    process.execPath,
    [join(root, 'scripts', 'with-electron.mjs'), 'electron', join(scratch, 'main.cjs')],
    { env: { ...process.env, KIT_LIST: join(scratch, 'list.json') }, encoding: 'utf8' },
  );
  expect(printed.status, printed.stderr).toBe(0);
  for (const [name, content] of prints) {
    const path = join(folder, `${name}.pdf`);
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await readKit(path), name).toMatchObject({ key: content.key, form: 'pdf' });
  }
};

describe('kits printed with Electron', () => {
  if (wanted === '') it('are of the kit as it is today', areOfToday);
  else it('are read back', { timeout: 300_000 }, printThem);
});
