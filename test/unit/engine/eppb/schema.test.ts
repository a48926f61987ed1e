import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../../electron/engine/eppb/byte-source';
import { inspect } from '../../../../electron/engine/eppb/inspect';
import { inspectionJsonSchema } from '../../../../shared/inspection';

const root = join(import.meta.dirname, '../../../..');
const published = JSON.parse(
  readFileSync(join(root, 'resources/schemas/inspection.schema.json'), 'utf8'),
);
/** Dates stand in it as patterns too. */
const formats = { 'date-time': true } as const;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, formats }).compile(published);

describe('the schema of inspections', () => {
  it('is the one that is published', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(inspectionJsonSchema())));
  });

  const vectors = join(root, 'test/vectors');
  const files = readdirSync(vectors).filter((name) => name.endsWith('.eppb'));
  it.each(files)('takes what is found in %s', async (name) => {
    const source = bufferSource(name, readFileSync(join(vectors, name)));
    const found = await inspect(source, { key: 'A1B2C3D4E5F6G7H8' });
    const line = { type: 'inspection', path: `/x/${name}`, ...found };
    expect(validate(JSON.parse(JSON.stringify(line))), JSON.stringify(validate.errors)).toBe(true);
  });

  it('does not take everything', () => {
    expect(validate({ inspection: 1, name: 'x' })).toBe(false);
  });
});
