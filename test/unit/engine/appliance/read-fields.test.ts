import { expect, it } from 'vitest';
import type { FieldFacts, FieldKind } from '../../../../electron/engine/appliance/operations';
import type { FieldRule, Operation } from '../../../../electron/engine/appliance/profile-parts';
import { fieldsOf } from '../../../../electron/engine/appliance/read-fields';
import { readText } from '../../../../electron/engine/appliance/read-text';

const operation: Operation = {
  ...{ words: ['x'], reads: 'key-value', changes: false, secretAnswer: false },
  ...{ timeoutSeconds: 1, failures: {} },
};

const read = (raw: string, kind: FieldKind, rule?: FieldRule, more: Partial<FieldFacts> = {}) => {
  const fields = rule === undefined ? undefined : { f: rule };
  const facts = { fields: { f: { kind, says: '', ...more } } };
  const [field] = fieldsOf({ f: raw, 'a b': { c: 'deep' } }, { ...operation, fields }, facts, {
    id: 'b-7',
    key: 'SECRET',
  });
  return field?.fault ?? field?.value;
};

it.each<[string, FieldKind, FieldRule | undefined, unknown]>([
  ['1,234,567', 'whole', undefined, 1_234_567],
  ['40 %', 'number', undefined, 40],
  ['12.5 GiB', 'bytes', undefined, 13_421_772_800],
  ['500 MB', 'bytes', undefined, 500_000_000],
  ['7', 'bytes', { unit: 'KiB' }, 7168],
  ['Yes', 'boolean', undefined, true],
  ['DOWN', 'boolean', { words: { DOWN: false } }, false],
  ['2026-11-24 18:00:00', 'time', { zone: '+01:00' }, '2026-11-24T17:00:00.000Z'],
  ['2026-11-24T18:00:00+0200', 'time', undefined, '2026-11-24T16:00:00.000Z'],
  ['1795543200', 'time', undefined, '2026-11-24T18:00:00.000Z'],
  ['2027-01-31T00:00', 'date', undefined, '2027-01-31'],
  ['10.0.0.2, 10.0.0.3', 'texts', undefined, ['10.0.0.2', '10.0.0.3']],
  ['AB:CD', 'sha256', undefined, 'abcd'],
  ['anything', 'text', { words: { x: 'y' }, otherwise: 'z' }, 'z'],
  ['anything', 'text', { constant: 'always' }, 'always'],
  ['anything', 'text', { value: 'id' }, 'b-7'],
  ['anything', 'text', 'a b.c', 'deep'],
  ['soon', 'whole', undefined, '“soon” is not a number'],
  ['12 furlongs', 'bytes', undefined, '“12 furlongs” is not a number of bytes'],
  ['perhaps', 'boolean', undefined, '“perhaps” is not yes or no'],
  ['24.11.2026', 'time', undefined, '“24.11.2026” is not a time'],
  ['', 'text', undefined, 'it is missing'],
  ['x', 'text', { value: 'key' }, 'it is missing'],
])('“%s” as %s', (raw, kind, rule, value) => {
  expect(read(raw, kind, rule)).toEqual(value);
});

it('a word that is none of ours is not believed', () => {
  expect(read('ok', 'text', undefined, { words: ['ready'] })).toBe('“ok” is none of ready');
  expect(read('ok', 'text', { words: { ok: 'ready' } }, { words: ['ready'] })).toBe('ready');
});

it('of a key that comes twice the first counts, and lists are parted by empty lines', () => {
  const text = 'noise\na = 1\na = 2\n\n\na = "3 4"\n';
  expect(readText(text, operation, { answers: 'list' }).entries).toEqual([
    { a: '1' },
    { a: '3 4' },
  ]);
  expect(readText(text, operation, { answers: 'one' }).entries).toEqual([{ a: '1' }]);
});
