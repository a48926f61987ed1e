import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../electron/engine/eppb/byte-source';
import { inspect } from '../../../electron/engine/eppb/inspect';
import { cleanAll } from '../../../electron/terminal/clean';
import { inspectionText } from '../../../electron/terminal/inspection-text';
import type { Terminal } from '../../../electron/terminal/terminal';

const terminal = {
  paint: (_style: string, text: string) => text,
  width: () => 90,
} as unknown as Terminal;

const bodyOf = (vector: string): Buffer => {
  const file = readFileSync(join(import.meta.dirname, '../../vectors/inspect', vector));
  return file.subarray(file.indexOf('\n\n') + 2);
};

const textOf = async (vector: string, options: Parameters<typeof inspect>[1] = {}) => {
  const found = await inspect(bufferSource('x.eppb', bodyOf(vector)), options);
  return inspectionText(cleanAll(found), terminal);
};

describe('what a person reads of a file', () => {
  it('does not take the few last bytes of noise for something else', async () => {
    for (const length of [20_500, 16_385, 8193]) {
      const found = await inspect(bufferSource('x', randomBytes(length)));
      expect(found.entropy?.bits.every((bits) => bits >= 7.9)).toBe(true);
    }
  });

  it('says of an opaque one what can be said, and no more', async () => {
    const text = (await textOf('c-opaque.vector')).replaceAll(/\s+/g, ' ');
    expect(text).toContain(
      'Opaque: high entropy from byte 0; consistent with encryption or compression; this program cannot say more.',
    );
    expect(text).not.toMatch(/\bvalid\b|decryptable/i);
  });

  it('lists entries and tables of a practice backup', async () => {
    const text = await textOf('c-practice-v1.vector');
    expect(text).toMatch(/Content +practice backup, version 1 > tar archive > SQL text/);
    expect(text).toMatch(/Holds +3 files/);
    expect(text).toMatch(/Tables +computers 1/);
    expect(text).toMatch(/Version +5\.2\.0\.6, by its own manifest/);
  });

  it.each(['control', 'direction', 'latin-1'])('holds nothing of odd names: %s', async (name) => {
    expect(await textOf(`c-entries-${name}.vector`)).not.toMatch(/[^\P{C}\n]/u);
  });

  it.each([
    ['c-html.vector', 'This is not a backup but: web page.'],
    ['c-practice-v1-cut.vector', 'The file ends too early at byte'],
    ['c-bzip2.vector', 'This program does not look inside: bzip2.'],
    ['c-opaque-zeros.vector', '5.0 kB of zeros at byte 20000'],
  ])('of %s: %s', async (vector, says) => {
    expect((await textOf(vector)).replaceAll(/\s+/g, ' ')).toContain(says);
  });
});
