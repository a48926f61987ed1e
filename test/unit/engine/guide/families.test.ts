import { describe, expect, it } from 'vitest';
import {
  aboutFamily,
  families,
  familyOf,
  guideFor,
} from '../../../../electron/engine/guide/families';
import type { Guide } from '../../../../shared/guide';
import { handOperations } from '../../../../shared/hand-work';

const versions = ['5.1.0.0', '5.2.0.6', '5.9.4.2', '2509.0.1.0', '2604.0.1.0', '2608', undefined];
const values = {
  ...{ name: 'migration-1', description: 'old to new', file: '/out/a.eppb', enabled: 'yes' },
  ...{
    address: '10.0.0.20',
    prefix: '23',
    gateway: '10.0.0.1',
    dns1: '10.0.0.2',
    dns2: '10.0.0.3',
  },
};
const textsOf = ({ place, steps, expects, bugs }: Guide): readonly string[] => [
  place,
  ...[...steps, ...expects].flatMap(({ text, copy = '', source }) => [text, copy, source]),
  ...bugs.flatMap(({ symptom, advice, source }) => [symptom, advice, source]),
];

describe('the family of a version', () => {
  it.each([
    ['5.2.0.6', '5x'],
    ['5942', '5x'],
    ['2509', '2509-2604'],
    ['2604.0.1.0', '2509-2604'],
    ['2608.0.1.0', '2608'],
    ['4.4.0.7', 'unknown'],
    ['2607', 'unknown'],
    ['2703', 'unknown'],
    ['nonsense', 'unknown'],
    [undefined, 'unknown'],
  ])('%s is %s', (version, family) => {
    expect(familyOf(version).family).toBe(family);
  });

  it('never covers a version twice', () => {
    const names = families.map(({ family }) => family);
    expect(new Set(names).size).toBe(names.length);
    expect(families.filter(({ covers }) => !covers).map(({ family }) => family)).toEqual([
      'unknown',
    ]);
  });
});

describe.each(versions)('the guides for %s', (version) => {
  const guides = handOperations.map((operation) => guideFor(version, operation, values));

  it('exist for every operation, each step with where it comes from and how sure it is', () => {
    for (const { steps, expects, bugs } of guides) {
      expect(steps.length).toBeGreaterThan(0);
      for (const { source, confidence } of [...steps, ...expects, ...bugs]) {
        expect(source.length).toBeGreaterThanOrEqual(10);
        expect(['high', 'medium', 'low']).toContain(confidence);
      }
    }
  });

  it('leave no placeholder open, with values and without', () => {
    const bare = handOperations.map((operation) => guideFor(version, operation, {}));
    for (const text of [...guides, ...bare].flatMap(textsOf)) expect(text).not.toMatch(/[{}]/);
    for (const { steps } of bare) {
      for (const { copy } of steps) expect(copy).toBeUndefined();
    }
  });

  it('hold no short codes and no paths of ours', () => {
    const code = /\b(?:SEED|BK|L2[56]|MG[23]|KB-[A-Z]+|SW09|X:)\b|appliance-facts|anchors/;
    for (const text of guides.flatMap(textsOf)) expect(text).not.toMatch(code);
  });

  it('suggest no password, and call a guess a guess', () => {
    for (const { steps, expects } of guides) {
      for (const { text, source, confidence } of [...steps, ...expects]) {
        expect(text).not.toMatch(/default password|epp2011/i);
        if (/^Not found|own assumption/.test(source)) expect(confidence).toBe('low');
      }
    }
  });
});

describe('a guide', () => {
  it('fills in what has to be typed', () => {
    const { steps } = guideFor('5.9.4.2', 'setAddress', values);
    const copies = steps.flatMap(({ copy }) => copy ?? []);
    expect(copies).toEqual(['10.0.0.20', '10.0.0.1', '255.255.254.0']);
    const { steps: names } = guideFor('2604', 'prepareBackup', values);
    expect(names.flatMap(({ copy }) => copy ?? [])).toEqual(['migration-1', 'old to new']);
  });

  it('says which way a switch goes', () => {
    const said = (enabled: string): string =>
      guideFor('2604', 'setClients', { enabled })
        .steps.map(({ text }) => text)
        .join(' ');
    expect(said('yes')).toContain('It has to be on.');
    expect(said('no')).toContain('It has to be off.');
  });

  it('takes a value as it is, braces and dollars too', () => {
    const odd = '{address} $& $1 <b>';
    const { steps } = guideFor('2604', 'deleteBackup', { name: odd });
    expect(steps.find(({ copy }) => copy !== undefined)?.copy).toBe(odd);
  });

  it('says where the labels of power-off and the rights are not known', () => {
    const said = (operation: 'powerOff' | 'counts' | 'services'): string =>
      guideFor('5.9.4.2', operation, {})
        .steps.map(({ text }) => text)
        .join(' ');
    expect(said('powerOff')).toContain('is not published');
    expect(said('counts')).toContain('No page that counts rights is known');
    expect(said('services')).toContain('names no page for it');
  });

  it('tells of a known fault only where the version may have it', () => {
    const both = (version: string | undefined): boolean =>
      guideFor(version, 'setAddress', {}).bugs.some(({ advice }) => advice.includes('both fields'));
    expect([both('2509'), both('2510.0.1.0'), both('2604'), both('2608'), both('5.9.4.2')]).toEqual(
      [...[true, true, false, false, false]],
    );
    const old = guideFor('5.1.0.0', 'prepareBackup', {}).bugs.map(({ symptom }) => symptom);
    expect(old).toContain('The version is below 5.2.0.6.');
    const hosted = guideFor('2608', 'prepareBackup', {}).bugs.map(({ symptom }) => symptom);
    expect(hosted).toContain('There is no entry System Backup v2 under System Maintenance.');
  });

  it('names times only where the vendor does', () => {
    const timed = handOperations.filter((operation) => guideFor('2604', operation, {}).minutes);
    expect(timed).toEqual(['backup', 'restoreJob']);
    expect(guideFor('2604', 'restoreJob', {}).minutes).toEqual({ from: 15, to: 45 });
  });

  it('says of a known family what holds for all, too', () => {
    const said = aboutFamily(familyOf('2604')).map(({ text }) => text);
    expect(said.some((text) => text.includes('Ubuntu 22.04'))).toBe(true);
    expect(said.some((text) => text.includes('never upgraded in place'))).toBe(true);
  });
});
