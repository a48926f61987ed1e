import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  openingBounds,
  readPlace,
  smallest,
  writePlace,
} from '../../../electron/shell/window-place';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const at = (x: number, y: number, width = 1200, height = 700) => ({
  bounds: { x, y, width, height },
  maximized: false,
});

describe('the window', () => {
  it('opens where it was left', () => {
    expect(openingBounds(at(50, 60), [screen])).toEqual({ x: 50, y: 60, width: 1200, height: 700 });
  });

  it('comes back from a screen that is gone', () => {
    expect(openingBounds(at(2500, 60), [screen])).toEqual({ width: 1200, height: 700 });
    expect(openingBounds(at(50, -900), [screen])).toEqual({ width: 1200, height: 700 });
  });

  it('is never smaller than its pages', () => {
    expect(openingBounds(at(0, 0, 10, 10), [screen])).toMatchObject(smallest);
  });

  it('is remembered on disk, and whatever else lies there is ignored', () => {
    const folder = mkdtempSync(join(tmpdir(), 'epp-place-'));
    const file = join(folder, 'window.json');
    expect(readPlace(file)).toBeUndefined();
    writePlace(file, at(1, 2));
    expect(readPlace(file)).toEqual(at(1, 2));
    for (const text of ['{', '[]', '{"bounds":{"x":"1"}}', '{"bounds":null,"maximized":true}']) {
      writeFileSync(file, text);
      expect(readPlace(file)).toBeUndefined();
    }
    rmSync(folder, { recursive: true });
    writePlace(file, at(1, 2));
  });
});
