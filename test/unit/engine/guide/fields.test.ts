import { describe, expect, it } from 'vitest';
import { fieldsFor } from '../../../../electron/engine/guide/fields';
import { countedEntities } from '../../../../shared/appliance';
import { handOperations } from '../../../../shared/hand-work';

describe('what is entered after an operation', () => {
  it.each(handOperations.filter((operation) => operation !== 'services'))('%s', (operation) => {
    const fields = fieldsFor(operation);
    expect(fields.length).toBeGreaterThan(0);
    const names = fields.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { form, choices, label } of fields) {
      expect(label.length).toBeGreaterThan(2);
      expect(choices === undefined).toBe(form !== 'choice');
    }
    expect(fields.some(({ optional }) => !optional)).toBe(true);
  });

  it('is nothing where no console shows anything', () => {
    expect(fieldsFor('services')).toEqual([]);
  });

  it('asks for all that is counted, and forces none that a console may not show', () => {
    const counts = fieldsFor('counts');
    expect(counts.map(({ name }) => name)).toEqual(countedEntities);
    const forced = counts.filter(({ optional }) => !optional).map(({ name }) => name);
    expect(forced).toEqual(['computers', 'users', 'groups', 'devices']);
  });

  it('shows what is known, but no secret and no confirmation', () => {
    const known = { version: '5.9.4.2', key: 'SECRET', pressed: 'yes', state: 'ready' };
    const shown = (operation: (typeof handOperations)[number]) =>
      fieldsFor(operation, known).map((field) => field.known);
    expect(shown('identity')[0]).toBe('5.9.4.2');
    expect(shown('prepareBackup')).toEqual([undefined]);
    expect(shown('importBackup')).toEqual([undefined]);
    expect(shown('restoreJob')[0]).toBe('ready');
  });

  it('asks for what was asked to be done to the clients', () => {
    const label = (enabled: string) => fieldsFor('setClients', { enabled })[0]?.label;
    expect(label('yes')).toBe('Clients may reach this server now');
    expect(label('no')).toBe('Clients are kept away from this server now');
  });
});
