import { describe, expect, it } from 'vitest';
import { operationNames } from '../../../electron/engine/appliance/operations';
import {
  operationToBegin,
  profileTemplate,
} from '../../../electron/engine/appliance/profile-template';
import { withMember } from '../../../shared/edit-jsonc';
import { readJsonc } from '../../../shared/read-jsonc';

const read = (text: string) => readJsonc(text) as Record<string, unknown>;

describe('a change of JSON with comments', () => {
  const text = `{
  // the name
  "name": "a", /* stays */
  "operations": {
    // asked first
    "identity": { "words": ["a", "b"], "reads": "json" }, // behind
    "disk": {
      "words": ["df"]
    }
  }
}
`;

  it('puts a value in the place of another and leaves the rest as it was', () => {
    expect(withMember(text, ['name'], 'it’s "b"')).toBe(
      text.replace('"name": "a"', '"name": "it’s \\"b\\""'),
    );
    expect(withMember(text, ['operations', 'identity', 'words'], ['x'])).toBe(
      text.replace('["a", "b"]', '["x"]'),
    );
  });

  it('adds a member behind the last, with what is missing of the way to it', () => {
    expect(withMember(text, ['operations', 'disk', 'fields', 'sizeBytes'], 'size')).toBe(
      text.replace('["df"]\n', '["df"],\n      "fields": { "sizeBytes": "size" }\n'),
    );
    expect(read(withMember(text, ['exits'], { 5: 'busy' }))['exits']).toEqual({ 5: 'busy' });
    expect(withMember('{}', ['a', 'b'], 1)).toBe('{\n  "a": { "b": 1 }\n}');
    expect(withMember('{ // c\n}', ['a'], 1)).toBe('{ // c\n  "a": 1\n}');
    expect(read(withMember('{ "a": 1, }', ['b'], 2))).toEqual({ a: 1, b: 2 });
    expect(read(withMember('{ "a": "no object" }', ['a', 'b'], 2))).toEqual({ a: { b: 2 } });
  });

  it('takes a member away with its line, and its comma', () => {
    expect(withMember(text, ['operations', 'disk'], undefined)).toBe(
      text.replace(/\n {4}"disk": \{[^}]*\}/, '').replace(' }, // behind', ' } // behind'),
    );
    expect(withMember(text, ['name'], undefined)).toContain('// the name');
    for (const path of [['name'], ['operations'], ['operations', 'identity', 'reads']]) {
      const left = withMember(text, path, undefined);
      expect(withMember(left, path, undefined)).toBe(left);
    }
    expect(read(withMember(text, ['operations', 'identity', 'words'], undefined))).toEqual({
      ...read(text),
      operations: { identity: { reads: 'json' }, disk: { words: ['df'] } },
    });
    expect(read(withMember('{"a":1,"b":2}', ['a'], undefined))).toEqual({ b: 2 });
    expect(withMember('{"a":1,"b":2}', ['b'], undefined)).toBe('{"a":1}');
    expect(withMember('{"a":1}', ['a'], undefined)).toBe('{}');
  });

  it('is not led astray by what only looks like a member', () => {
    const tricky = '{ "x": "\\"a\\": 1, } //", /* "a": 2 */ "y": [{ "a": 3 }, "}"], "a": -1.5e3 }';
    expect(withMember(tricky, ['a'], 4)).toBe(tricky.replace('-1.5e3', '4'));
    expect(read(withMember('{"__proto__":1}', ['b'], 2))).toHaveProperty('b', 2);
  });

  it('takes no comment of another object for its own', () => {
    const nested = '{\n  "in": {\n    // "a": {\n    //   "b": 1\n    // },\n    "c": 2\n  }\n}';
    expect(read(withMember(nested, ['a'], { b: 3 }))).toEqual({ in: { c: 2 }, a: { b: 3 } });
    expect(withMember(nested, ['in', 'a'], { b: 3 })).not.toContain('//');
  });

  it('refuses a text that is no JSON', () => {
    expect(() => withMember('{ "a": }', ['a'], 1)).toThrow(/line 1/);
  });
});

describe('a profile to begin with', () => {
  it('takes each operation in where it stands as comments, and gives it up again', () => {
    let text = profileTemplate('mine');
    const comments = (of: string) => of.split('\n').filter((line) => /\/\/ \w+: /.test(line));
    const explained = comments(text);
    for (const name of operationNames)
      text = withMember(text, ['operations', name], operationToBegin(name));
    expect(Object.keys(Object(read(text)['operations']))).toEqual(operationNames);
    expect(text).not.toMatch(/\/\/ "\w+": \{$/m);
    expect(comments(text)).toEqual(explained);
    for (const name of operationNames) text = withMember(text, ['operations', name], undefined);
    expect(read(text)['operations']).toEqual({});
    expect(comments(text)).toEqual(explained);
  });
});
