import { describe, expect, it } from 'vitest';
import {
  entriesOf,
  handGiven,
  keptEntries,
  missingFrom,
  withFile,
} from '../../../renderer/hand-given';
import type { HandField } from '../../../shared/hand-work';

const fields: readonly HandField[] = [
  { name: 'version', label: 'Version', form: 'text', known: '5.9.4.2' },
  { name: 'key', label: 'Key', form: 'secret' },
  { name: 'off', label: 'Off', form: 'confirm' },
  { name: 'note', label: 'Note', form: 'text', optional: true },
  { name: 'backup', label: 'Backup', form: 'file' },
];

describe('what is entered of work by hand', () => {
  it('begins with what is known, and with what was entered before', () => {
    expect(entriesOf(fields)).toEqual({ version: '5.9.4.2', key: '', off: '', note: '' });
    expect(entriesOf(fields, { version: '5.9.4.1', other: 'x' })['version']).toBe('5.9.4.1');
  });

  it('says what is missing that has to be given', () => {
    const entered = { version: '5.9.4.2', key: 'N07', off: 'yes' };
    const missing = (of: Readonly<Record<string, string>>, hasFile: boolean) =>
      missingFrom(fields, of, hasFile).map(({ label }) => label);
    expect(missing(entered, true)).toEqual([]);
    expect(missing(entered, false)).toEqual(['Backup']);
    expect(missing({ ...entered, key: ' ' }, true)).toEqual(['Key']);
    expect(missing({ version: '5.9.4.2' }, true)).toEqual(['Key', 'Off']);
  });

  it('wants the file of a backup that is ready, and takes one that is here for ready', () => {
    const state: HandField = { name: 'state', label: 'State', form: 'choice' };
    const file: HandField = { name: 'file', label: 'Backup', form: 'file', optional: true };
    const missing = (of: Readonly<Record<string, string>>, hasFile: boolean) =>
      missingFrom([state, file], withFile(of, hasFile), hasFile).map(({ label }) => label);
    expect(missing({ state: '' }, false)).toEqual(['State']);
    expect(missing({ state: 'generating' }, false)).toEqual([]);
    expect(missing({ state: 'ready' }, false)).toEqual(['Backup']);
    expect(missing({ state: '' }, true)).toEqual([]);
    expect(withFile({ state: 'failed' }, true)).toEqual({ state: 'failed' });
    expect(withFile({ pressed: '' }, true)).toEqual({ pressed: '' });
  });

  it('parts secrets from what is written down, and keeps none of them', () => {
    const entered = { version: ' 5.9.4.2 ', key: 'N07', off: 'yes', note: '', stranger: 'x' };
    expect(handGiven(fields, entered)).toEqual({
      given: { version: '5.9.4.2', off: 'yes' },
      secrets: { key: 'N07' },
    });
    expect(keptEntries(fields, entered)).toEqual({ version: '5.9.4.2', off: 'yes' });
  });
});
