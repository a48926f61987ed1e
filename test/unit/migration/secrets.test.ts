import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Secrets } from '../../../electron/engine/migration/secrets';

describe('secrets', () => {
  const filled = (): Secrets => {
    const secrets = new Secrets();
    secrets.keepPassword('source', 'CANARY-PASSWORD');
    secrets.keepKey('b-1', 'CANARY-KEY');
    return secrets;
  };

  test('are not shown when the object is printed or turned into JSON', () => {
    const secrets = filled();
    const shown = [
      JSON.stringify(secrets),
      inspect(secrets, { showHidden: true, depth: 9 }),
      String(secrets),
    ];
    expect(shown.join()).not.toContain('CANARY');
  });

  test.each([
    ['CANARY-KEY', true],
    ['  CANARY-KEY\n', true],
    ['CANA RY-K EY', true],
    ['canary-key', false],
    ['CANARY–KEY', false],
    ['CANARY-KEX', false],
    ['CANARY-KEY-', false],
    ['', false],
  ])('the key typed back as %j is right: %s', (typed, right) => {
    expect(filled().isKey('b-1', typed)).toBe(right);
  });

  test('what was typed wrongly is pointed at by group, without the key', () => {
    const secrets = filled();
    expect(secrets.differenceOf('b-1', 'CANARY-KEX')).toEqual({ groups: [3], hints: [] });
    expect(secrets.differenceOf('b-1', 'CANA RY-K EY')).toBeUndefined();
    expect(JSON.stringify(secrets.differenceOf('b-1', 'nothing like it'))).not.toContain('CANA');
  });

  test('where a key came from is known as long as it is', () => {
    const secrets = filled();
    expect(secrets.keyFrom('b-1')).toBe('memory');
    secrets.keepKey('b-2', 'K', 'kit');
    expect(secrets.keyFrom('b-2')).toBe('kit');
    expect(secrets.keyFrom('b-1')).toBeUndefined();
    secrets.forgetKey();
    expect(secrets.keyFrom('b-2')).toBeUndefined();
  });

  test('a key belongs to its backup', () => {
    expect(filled().key('b-2')).toBeUndefined();
    expect(filled().isKey('b-2', 'CANARY-KEY')).toBe(false);
  });

  test('are gone when forgotten', () => {
    const secrets = filled();
    secrets.forgetAll();
    expect(secrets.key('b-1')).toBeUndefined();
    expect(secrets.password('source')).toBeUndefined();
  });
});
