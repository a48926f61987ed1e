import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFamily, familyJsonSchema } from '../../../../electron/engine/guide/family-file';
import { failureOf } from '../failure-of';

const root = join(import.meta.dirname, '../../../..');
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const good = read('resources/families/5x.json') as Record<string, unknown>;
const source = 'A page of the vendor';
const confidence = 'high';
const step = { text: 'Press Create.', source, confidence };
const guide = { place: 'System Maintenance', steps: [step] };
const bug = {
  ...{ operations: ['disk'], symptom: 'Something is odd.', advice: 'Look elsewhere for it.' },
  ...{ source, confidence },
};

describe('a file of a family', () => {
  it.each(
    readdirSync(join(root, 'resources/families')).filter((file) => file !== 'linux-probes.json'),
  )('%s is one', (file) => {
    const family = checkFamily(read(`resources/families/${file}`), file);
    expect(`${family.family}.json`).toBe(file);
  });

  it.each([
    ['a member that is not known', { ...good, secret: 'x' }, ''],
    ['a step without a source', { ...good, about: [{ ...step, source: '' }] }, 'about.0.source'],
    [
      'an odd confidence',
      { ...good, about: [step, { ...step, confidence: 'sure' }] },
      'about.1.confidence',
    ],
    ['an odd value', { ...good, about: [{ ...step, text: 'Enter {key} there.' }] }, 'about.0.text'],
    [
      'an open brace',
      { ...good, about: [{ ...step, text: 'Enter {name there.' }] },
      'about.0.text',
    ],
    ['an odd operation', { ...good, operations: { format: guide } }, 'operations'],
    [
      'no steps',
      { ...good, operations: { disk: { ...guide, steps: [] } } },
      'operations.disk.steps',
    ],
    ['a bug of no operation', { ...good, bugs: [{ ...bug, operations: [] }] }, 'bugs.0.operations'],
    ['no versions at all', { ...good, covers: [] }, 'covers'],
    [
      'a regular expression',
      { ...good, patterns: [{ meaning: 'ready', phrases: ['(a+)+$'], source, confidence }] },
      'patterns.0.phrases.0',
    ],
  ])('is not one with %s', async (_what, value, where) => {
    const { code, facts } = await failureOf(() => checkFamily(value, 'mine.json'));
    expect({ code, facts }).toMatchObject({
      code: 'rules.invalid',
      facts: { file: 'mine.json', where },
    });
  });

  it('has the schema that is published', () => {
    const published = read('resources/schemas/family.schema.json');
    expect(published).toEqual(JSON.parse(JSON.stringify(familyJsonSchema())));
  });
});
