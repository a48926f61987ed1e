import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../shared/plan';
import { cutoverWay, wayOf, waysOf, waysOfBoth } from '../../../shared/ways';

const usual = { endpoint: {}, hasCommand: true, hasConsole: false } as const;

describe('which way an operation goes', () => {
  it.each([
    ['by command where there is one', usual, 'command'],
    ['by hand where there is none', { ...usual, hasCommand: false }, 'hand'],
    [
      'in the console where the window has one',
      { ...usual, hasCommand: false, hasConsole: true },
      'console',
    ],
    ['never by command without SSH', { ...usual, endpoint: { access: 'web' } }, 'hand'],
    ['as the plan says', { ...usual, endpoint: { ways: { counts: 'hand' } } }, 'hand'],
    [
      'as somebody said in the run, before the plan',
      { ...usual, endpoint: { ways: { counts: 'hand' } }, switched: { counts: 'command' } },
      'command',
    ],
    [
      'not by a command that there is not, whoever says so',
      { ...usual, hasCommand: false, switched: { counts: 'command' } },
      'hand',
    ],
    [
      'not in a console that there is not',
      { ...usual, endpoint: { ways: { counts: 'console' } } },
      'hand',
    ],
  ] as const)('%s', (_what, wish, way) => {
    expect(wayOf('counts', wish)).toBe(way);
  });

  it('is told for all operations of a plan', () => {
    const all = waysOf({ access: 'web' }, () => true, true);
    expect(new Set(all.map(({ way }) => way))).toEqual(new Set(['console']));
  });
});

describe('a plan', () => {
  const endpoint = (host: string) => ({ host, user: 'root' });
  const web = { ...endpoint('10.0.0.1'), access: 'web', ways: { counts: 'command' } };

  it('lets nothing go by command where nobody logs in', () => {
    expect(() => parsePlan({ source: web, target: endpoint('10.0.0.2') })).toThrow(
      /plan\.invalid.*source\.ways\.counts/,
    );
  });

  it('has the power and the address in hand of a person where there is no login', () => {
    const plan = parsePlan({
      source: { ...endpoint('10.0.0.1'), access: 'web' },
      target: endpoint('10.0.0.2'),
    });
    expect(cutoverWay('powerOff', { plan, switched: {} })).toBe('hand');
    expect(cutoverWay('setAddress', { plan, switched: {} })).toBe('command');
    expect(cutoverWay('setAddress', { plan, switched: { target: { setAddress: 'hand' } } })).toBe(
      'hand',
    );
  });
});

describe('the ways of both servers', () => {
  const plan = parsePlan({
    source: { host: '10.0.0.1', user: 'root', access: 'web' },
    target: { host: '10.0.0.2', user: 'root', ways: { prepareBackup: 'hand' } },
  });
  const of = (state: Parameters<typeof waysOfBoth>[0]) =>
    waysOfBoth(state, (_, operation) => operation !== 'licence', true);
  const find = (all: ReturnType<typeof of>['source'], operation: string) =>
    all.find((each) => each.operation === operation);

  it('say how each goes and how else it may', () => {
    const { source, target } = of({ plan, switched: {} });
    expect(find(source, 'counts')).toMatchObject({ way: 'console', possible: ['console', 'hand'] });
    expect(find(source, 'powerOff')).toMatchObject({ way: 'hand', possible: ['hand'] });
    expect(find(target, 'licence')).toMatchObject({ way: 'console' });
    expect(find(target, 'setAddress')).toMatchObject({
      way: 'command',
      possible: ['command', 'hand'],
    });
    expect(find(target, 'counts')?.possible).toEqual(['command', 'console', 'hand']);
  });

  it('leave out what nobody asks of a server, unless somebody gave it a way', () => {
    const { source, target } = of({ plan, switched: {} });
    expect(find(source, 'importBackup')).toBeUndefined();
    expect(find(target, 'powerOff')).toBeUndefined();
    expect(find(target, 'prepareBackup')).toMatchObject({ way: 'hand' });
  });

  it('follow what was said in the middle of a run', () => {
    const { target } = of({ plan, switched: { target: { setAddress: 'hand', counts: 'hand' } } });
    expect(find(target, 'setAddress')?.way).toBe('hand');
    expect(find(target, 'counts')?.way).toBe('hand');
  });
});
