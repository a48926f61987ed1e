import { describe, expect, test } from 'vitest';
import { byteProgress } from '../../../electron/engine/migration/byte-progress';
import type { SlowerPart } from '../../../shared/pace';
import type { Progress } from '../../../shared/progress';

/** What is told of a transfer of 1000 bytes a second, reported ten times a second. */
function told() {
  let now = 0;
  const all: Progress[] = [];
  const report = byteProgress({
    now: () => new Date(now),
    progress: (progress) => void all.push(progress),
  });
  return {
    move: (milliseconds: number, slower?: SlowerPart): Progress | undefined => {
      for (let passed = 0; passed < milliseconds; passed += 100) {
        report(now, 100_000, slower);
        now += 100;
      }
      return all.at(-1);
    },
  };
}

describe('the progress of a transfer', () => {
  test('has a rate soon and an average after two seconds', () => {
    const { move } = told();
    expect(move(200)).toEqual({ unit: 'bytes', done: 100, total: 100_000 });
    expect(move(500)).toMatchObject({ rate: 1000 });
    expect(move(100)).not.toHaveProperty('average');
    expect(move(2000)).toMatchObject({ rate: 1000, average: 1000 });
  });

  test('says what holds it up once that has lasted, and keeps to it', () => {
    const { move } = told();
    expect(move(1400, 'source')).not.toHaveProperty('slower');
    expect(move(300, 'source')).toMatchObject({ slower: 'source' });
    expect(move(1000, 'here')).toMatchObject({ slower: 'source' });
    expect(move(500, 'source')).toMatchObject({ slower: 'source' });
    expect(move(1800, 'here')).toMatchObject({ slower: 'here' });
    expect(move(1800)).not.toHaveProperty('slower');
  });
});
