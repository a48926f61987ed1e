import { describe, expect, it } from 'vitest';
import { readArguments, wordsOf } from '../../../electron/simulator/arguments';
import { restartFrom } from '../../../electron/simulator/machine';
import { machineThat } from './machine-that';
import { start } from './machines';

describe('a command line', () => {
  it.each([
    ['eppctl  identity ', ['eppctl', 'identity']],
    ['a \'b "c" $d\' e', ['a', 'b "c" $d', 'e']],
    ['a "b \\"c\\" \\$ \\` \\\\ \\x \' "', ['a', 'b "c" $ ` \\ \\x \' ']],
    ["a 'it'\\''s'", ['a', "it's"]],
    ['a \'\' ""', ['a', '', '']],
    ['a b\\ c\\|d', ['a', 'b c|d']],
    ['a\tb~*?[]{}!#=,', ['a', 'b~*?[]{}!#=,']],
  ])('%j is cut as sh does', (line, words) => {
    expect(wordsOf(line)).toEqual(words);
  });

  it.each([
    "a 'b",
    'a "b',
    'a \\',
    'a | b',
    'a; b',
    'a && b',
    'a $b',
    'a "$b"',
    'a `b`',
    'a > b',
    'a\nb',
    'a (b)',
  ])('%j is refused, for sh would do more with it', (line) => {
    expect(() => wordsOf(line)).toThrow();
  });

  it('gives values and options in any order, each once', () => {
    const shape = { values: ['FILE'], options: ['request'] };
    expect(readArguments(['--request', '--x', 'file'], shape)).toEqual({
      request: '--x',
      FILE: 'file',
    });
    for (const words of [
      [],
      ['a'],
      ['a', 'b', '--request', 'c'],
      ['a', '--request'],
      ['a', '--other', 'b'],
    ]) {
      expect(() => readArguments(words, shape)).toThrow();
    }
    expect(() => readArguments(['a', '--request', 'b', '--request', 'c'], shape)).toThrow('twice');
  });
});

describe('eppctl', () => {
  it.each([
    [
      'identity',
      {
        product: 'Endpoint Protector',
        version: '5.2.0.6',
        hostname: 'OLD-EPP',
        role: 'standalone',
        time: '2026-11-24T02:00:00.000Z',
        backups: '/backups',
      },
    ],
    ['disk', { sizeBytes: 60 * 1_073_741_824 + 4000 }],
    [
      'counts',
      { computers: 120, users: 150, groups: 8, devices: 340, policies: 12, rights: 900, admins: 3 },
    ],
    ['services', { name: 'nginx', running: true }],
    ['patches', { code: 'PATCH-0063' }],
    ['licence', { valid: true, kind: 'full', computers: 150 }],
    ['logs --since 2026-11-01T00:00:00Z', { level: 'info', text: 'System started' }],
    ['clients', { enabled: true, seenLastDay: 96 }],
    ['clients disable', { enabled: false }],
    [
      'network',
      {
        ...{ address: '127.0.0.1', prefix: 24, gateway: '127.0.0.254', dns: ['127.0.0.253'] },
        addresses: ['127.0.0.1', '111.33.33.111'],
      },
    ],
    ['restore status', { state: 'none' }],
    ['power off', { accepted: true }],
    [
      'network set-address 127.0.0.5 --prefix 8 --gateway 127.0.0.1 --dns 127.0.0.2,::1',
      { address: '127.0.0.5', appliesInSeconds: 1 },
    ],
  ])('%s answers', async (line, first) => {
    const { run } = await machineThat();
    expect((await run(`eppctl ${line}`)).lines?.[0]).toMatchObject(first);
  });

  it('remembers what it was told', async () => {
    const { run, state } = await machineThat();
    await run('eppctl clients disable');
    expect((await run('eppctl clients')).lines).toEqual([{ enabled: false, seenLastDay: 96 }]);
    const { lines } = await run(`eppctl backup prepare --description "it's" --name a.b-c_1`);
    expect(lines).toEqual([{ id: 'b-1', key: expect.stringMatching(/^[A-Z0-9]{16}$/) }]);
    expect(state().backups).toMatchObject([
      { name: 'a.b-c_1', description: "it's", key: lines?.[0].key },
    ]);
    expect((await run('eppctl backup list')).lines).toMatchObject([
      { id: 'b-1', state: 'awaiting-key', percent: 0 },
    ]);
    expect((await run('eppctl backup delete b-1')).lines).toEqual([{ deleted: 'b-1' }]);
    expect((await run('eppctl backup list')).lines).toEqual([]);
  });

  it.each([
    ['', 2, 'usage'],
    ['ls', 2, 'usage'],
    ['eppctl', 2, 'usage'],
    ['eppctl constructor', 2, 'usage'],
    ['eppctl identity now', 2, 'usage'],
    ['eppctl counts --all yes', 2, 'usage'],
    ['eppctl logs', 2, 'usage'],
    ['eppctl logs --since yesterday', 2, 'usage'],
    ["eppctl backup prepare --name 'a b' --description x", 2, 'usage'],
    ['eppctl backup prepare --name a', 2, 'usage'],
    ['eppctl backup start', 2, 'usage'],
    ['eppctl backup start b-1', 4, 'not-found'],
    ['eppctl backup import /incoming/a --request "a b"', 2, 'usage'],
    ['eppctl backup import /incoming/a --request a', 2, 'usage'],
    ['eppctl hash /incoming/none', 4, 'not-found'],
    ['eppctl hash /incoming', 4, 'not-found'],
    ['eppctl hash ../../etc/passwd', 4, 'not-found'],
    [
      'eppctl network set-address 127.0.0.300 --prefix 8 --gateway 127.0.0.1 --dns 127.0.0.2',
      2,
      'usage',
    ],
    [
      'eppctl network set-address 127.0.0.3 --prefix 33 --gateway 127.0.0.1 --dns 127.0.0.2',
      2,
      'usage',
    ],
    ['eppctl network set-address 127.0.0.3 --prefix 8 --gateway 127.0.0.1 --dns a', 2, 'usage'],
    [
      'eppctl network set-address 127.0.0.9 --prefix 8 --gateway 127.0.0.1 --dns 127.0.0.2',
      3,
      'refused',
    ],
  ])('%s is refused with %i', async (line, exitCode, error) => {
    const { run } = await machineThat();
    expect(await run(line)).toEqual({ exitCode, error });
  });

  it('takes the key on stdin, without the end of its line', async () => {
    const { run, state } = await machineThat({}, 'ABC \n');
    expect((await run('eppctl backup import /incoming/./a --request t-1')).lines).toEqual([
      { job: 'r-1', state: 'queued' },
    ]);
    expect(state().restore).toMatchObject({ key: 'ABC ', file: '/incoming/a', request: 't-1' });
  });

  it('shows another key than it uses with the fault wrong-key', async () => {
    const { run, state } = await machineThat({ faults: { 'wrong-key': {} } });
    const { lines } = await run('eppctl backup prepare --name a --description b');
    expect(state().backups[0]?.key).toMatch(/^[A-Z0-9]{16}$/);
    expect(state().backups[0]?.key).not.toBe(lines?.[0].key);
  });

  it('only tells how the restore is while services restart', async () => {
    const { run } = await machineThat({
      restart: restartFrom(await machineThat().then((m) => m.state()), start),
    });
    expect(await run('eppctl counts')).toEqual({ exitCode: 75, error: 'restarting' });
    expect(await run('eppctl counts --x')).toEqual({ exitCode: 2, error: 'usage' });
    expect((await run('eppctl restore status')).lines).toEqual([{ state: 'none' }]);
  });

  it('knows nothing of backups before 5.2.0.6, and all from then on', async () => {
    const old = await machineThat({ version: '5.1.0.2' });
    expect(await old.run('eppctl backup list')).toEqual({ exitCode: 2, error: 'usage' });
    expect((await old.run('eppctl counts')).lines).toHaveLength(1);
    const dated = await machineThat({ version: '2604.0.1.0' });
    expect((await dated.run('eppctl backup list')).lines).toEqual([]);
  });
});
