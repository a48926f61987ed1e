import { describe, expect, it } from 'vitest';
import { routeWish } from '../../../electron/terminal/route-options';

describe('the way of the backup, as options have it', () => {
  it('is nobody’s wish where nothing is said', () => {
    expect(routeWish({})).toBeUndefined();
    expect(routeWish({}, { source: 'hand' })).toEqual({ source: 'hand' });
  });

  it('goes before what was wished, part by part', () => {
    const before = { source: 'hand', copy: 'first' } as const;
    expect(routeWish({ targetWay: 'ftp', copy: 'none' }, before)).toEqual({
      ...{ source: 'hand', target: 'ftp', copy: 'none' },
    });
  });

  it('takes a wish back with “rule”', () => {
    expect(routeWish({ sourceWay: 'rule' }, { source: 'hand', copy: 'first' })).toEqual({
      copy: 'first',
    });
    expect(routeWish({ copy: 'rule' })).toEqual({});
  });
});
