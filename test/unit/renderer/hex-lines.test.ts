import { describe, expect, it } from 'vitest';
import { entropyRuns, longestRuns } from '../../../renderer/entropy-runs';
import { firstLine, hexLines, hexText, offsetIn } from '../../../renderer/hex-lines';

describe('bytes as lines', () => {
  it('have their offset, their hex and their characters', () => {
    const lines = hexLines('504b0304007f41', 16, 4);
    expect(lines).toEqual([
      { offset: 16, bytes: ['50', '4b', '03', '04'], text: 'PK··' },
      { offset: 20, bytes: ['00', '7f', '41'], text: '··A' },
    ]);
    expect(hexText(lines, 4)).toBe('00000010  50 4b 03 04  PK··\n00000014  00 7f 41     ··A');
  });

  it.each([
    ['4096', 4096],
    ['0x1000', 4096],
    ['0X1f', 31],
    ['1 048 576', 1_048_576],
    ['1_000', 1000],
    ['0', 0],
    ['', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['0x', undefined],
    ['12.5', undefined],
    ['99999999999999999', undefined],
    ['0xffffffffffffff', undefined],
  ])('reads the offset %s as %s', (text, offset) => expect(offsetIn(text)).toBe(offset));

  it.each([
    [0, 1000, 0],
    [17, 1000, 16],
    // The last page is full where the file has that much.
    [999, 1000, 752],
    [5000, 1000, 752],
    [50, 60, 0],
    [0, 0, 0],
  ])('show byte %i of %i from %i on', (offset, size, from) =>
    expect(firstLine(offset, size, 16, 16)).toBe(from),
  );
});

describe('the entropy of a file in runs', () => {
  it('joins blocks of one kind and knows where the file ends', () => {
    const runs = entropyRuns({ blockBytes: 1024, bits: [7.9, 7.8, 3, 0] }, 3500);
    expect(runs.map(({ disorder, from, to }) => [disorder, from, to])).toEqual([
      ['random', 0, 2048],
      ['ordered', 2048, 3072],
      ['uniform', 3072, 3500],
    ]);
    expect(runs[0]?.bits).toBeCloseTo(7.85);
  });

  it('never takes a block that is too small for chance', () => {
    expect(entropyRuns({ blockBytes: 100, bits: [6.5] }, 100)[0]?.disorder).toBe('mixed');
  });

  it('keeps the longest in the order of the file', () => {
    const runs = entropyRuns({ blockBytes: 1024, bits: [8, 0, 3, 3, 8, 8, 8] }, 7 * 1024);
    expect(longestRuns(runs, 2).map(({ from }) => from)).toEqual([2048, 4096]);
    const seam = entropyRuns(
      { blockBytes: 1024, bits: [...Array(200).fill(8), 6.5, 0, 0, 0] },
      2e6,
    );
    expect(longestRuns(seam, 8).map(({ disorder }) => disorder)).toEqual(['random', 'uniform']);
  });
});
