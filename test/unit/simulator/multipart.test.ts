import { describe, expect, it } from 'vitest';
import { boundaryOf, readParts } from '../../../electron/simulator/web/multipart';

const boundary = 'b--b';
const part = (head: string, content: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;

/** What comes of a form that is cut into blocks of this size. */
async function read(form: string, size: number, largest?: (bytes: number) => void) {
  const bytes = Buffer.from(form);
  const blocks = (async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  })();
  const found: { name: string; fileName: string | undefined; text: string }[] = [];
  const whole = await readParts(blocks, boundary, (head) => {
    const into = { ...head, text: '' };
    found.push(into);
    return (block) => {
      largest?.(block.length);
      into.text += block.toString('latin1');
    };
  });
  return { whole, found };
}

describe('a form with parts', () => {
  const tricky = `\r\n\r\n--b--\r\n--b-\r\n--b--c\r--b--b\n--${boundary}\r\n--`;
  const form = [
    part('name="a"', ''),
    part('name="f"; filename="x y.eppb"', tricky),
    part('name="z"', 'end'),
    `--${boundary}--\r\nafter`,
  ].join('');

  it.each([1, 2, 3, 5, 7, 11, 64, 10_000])('is read in blocks of %i', async (size) => {
    const { whole, found } = await read(form, size);
    expect(whole).toBe(true);
    expect(found).toEqual([
      { name: 'a', fileName: undefined, text: '' },
      { name: 'f', fileName: 'x y.eppb', text: tricky },
      { name: 'z', fileName: undefined, text: 'end' },
    ]);
  });

  it('is passed on as it comes', async () => {
    let largest = 0;
    const big = part('name="f"; filename="x"', 'y'.repeat(1_000_000));
    const { whole, found } = await read(`${big}--${boundary}--`, 1000, (bytes) => {
      largest = Math.max(largest, bytes);
    });
    expect([whole, found[0]?.text.length]).toEqual([true, 1_000_000]);
    expect(largest).toBeLessThanOrEqual(1100);
  });

  it.each([
    ['nothing', ''],
    ['no boundary', 'a=b'],
    ['no end', part('name="a"', 'x')],
    ['half a head', `--${boundary}\r\nContent-Disposition: form-data; name="a"`],
    ['a head without a name', part('title="a"', 'x').concat(`--${boundary}--`)],
    [
      'a head that is a book',
      part(`name="a"\r\nx: ${'y'.repeat(9000)}`, '').concat(`--${boundary}--`),
    ],
    ['too many parts', part('name="a"', 'x').repeat(21).concat(`--${boundary}--`)],
    ['a boundary within a line', `--${boundary}x\r\n`],
  ])('is none with %s', async (_, text) => {
    expect((await read(text, 50)).whole).toBe(false);
  });

  it('is known by its content type', () => {
    expect(boundaryOf('multipart/form-data; boundary=----x1')).toBe('----x1');
    expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe('a b');
    for (const other of [
      undefined,
      'text/plain',
      'multipart/form-data',
      'multipart/form-data; boundary=',
    ])
      expect(boundaryOf(other)).toBeUndefined();
  });
});
