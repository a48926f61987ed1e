import { afterEach, describe, expect, it } from 'vitest';
import type { Appliance } from '../../../../electron/engine/appliance/appliance';
import reference from '../../../../resources/profiles/reference.json';
import { failureOf } from '../failure-of';
import { type CommandServer, type Reply, startCommandServer } from './command-server';
import { openAt } from './opened';

type Reading = (appliance: Appliance) => Promise<unknown>;

const archive = {
  ...{ kind: 'shadow', name: 'a b.bin', path: '/archives/shadow/a b.bin', size: 0 },
  createdAt: '2026-10-01T00:00:00.000Z',
};
const licence = { valid: true, kind: 'trial', computers: 50, until: '2027-01-31' };

/** Each reading by its operation: how it is asked for, an answer, and what it is read as. */
const readings = {
  machine: [(a) => a.machine(), [{ cores: 4, memoryBytes: 8e9 }], { cores: 4, memoryBytes: 8e9 }],
  database: [(a) => a.databaseBytes(), [{ bytes: 5 }], 5],
  services: [
    (a) => a.services(),
    [
      { name: 'nginx', running: true },
      { name: 'mysql', running: false },
    ],
    undefined,
  ],
  patches: [
    (a) => a.patches(),
    [{ code: 'PATCH-0063', appliedAt: '2026-10-01T00:00:00.000Z' }],
    undefined,
  ],
  licence: [(a) => a.licence(), [licence], licence],
  clients: [
    (a) => a.clients(),
    [{ enabled: false, seenLastDay: 0 }],
    { enabled: false, seenLastDay: 0 },
  ],
  archives: [(a) => a.archives(), [archive], undefined],
  logs: [
    (a) => a.logs('2026-11-24T02:00:00.000Z'),
    [{ time: '2026-11-24T02:00:01.000Z', level: 'error', text: 'no room' }],
    undefined,
  ],
} as const satisfies Record<string, readonly [Reading, readonly object[], unknown]>;
type Name = keyof typeof readings;
const names = Object.keys(readings) as Name[];
const commandOf = (name: Name): string =>
  `eppctl ${name}${name === 'logs' ? ' --since 2026-11-24T02:00:00.000Z' : ''}`;

let server: CommandServer;
let appliance: Appliance;

/** An appliance that answers to everything but probes as `reply` says. */
async function start(reply: (command: string) => Reply, profile?: unknown): Promise<void> {
  server = await startCommandServer((command) =>
    command.startsWith('eppctl') ? reply(command) : undefined,
  );
  ({ appliance } = await openAt(server.port, profile === undefined ? {} : { profile }));
}
afterEach(async () => {
  appliance.close();
  await server.stop();
});

const lines = (values: readonly object[]): Reply => ({
  out: values.map((value) => `${JSON.stringify(value)}\n`).join(''),
});

describe('what a server tells of itself', () => {
  it.each(names)('%s is read as it is, without what nobody asked for', async (name) => {
    const [read, answer, wanted] = readings[name];
    await start(() => lines(answer.map((value) => ({ ...value, more: { than: 'asked' } }))));
    expect(await read(appliance)).toEqual(wanted ?? answer);
    expect(server.heard.at(-1)?.command).toBe(commandOf(name));
  });

  it.each(names)('%s is no command of a profile that does not have it', async (name) => {
    const operations: Record<string, unknown> = { ...reference.operations };
    delete operations[name];
    await start(() => ({}), { ...reference, operations });
    expect(await failureOf(() => readings[name][0](appliance))).toEqual({
      code: 'appliance.no-command',
      facts: { operation: name },
    });
    expect(server.heard.map(({ command }) => command)).not.toContain(commandOf(name));
  });

  it.each(names)('%s is no command of a server that does not know it', async (name) => {
    await start(() => ({ err: '{"error":"usage","message":"unknown command"}\n', exit: 2 }));
    expect(await failureOf(() => readings[name][0](appliance))).toMatchObject({
      code: 'appliance.no-command',
      facts: { operation: name, command: commandOf(name), seen: 'unknown command' },
    });
  });

  const green = (text: string): string => `\u001b[32m${text}\u001b[0m`;
  it.each(
    names.flatMap((name) => {
      const first = JSON.stringify(readings[name][1][0]);
      return [
        [name, 'garbage', '}{"\u0000'],
        [name, 'colours', green(first)],
        [name, 'another language', 'Der Befehl wurde ausgeführt.'],
        [name, 'a greeting before it', `Welcome!\n${first}`],
        [name, 'another shape', '{"name":5}'],
        [name, 'half of it', first.slice(0, 9)],
      ] as const;
    }),
  )('%s with %s is not believed', async (name, _what, out) => {
    await start(() => ({ out }));
    expect(await failureOf(() => readings[name][0](appliance))).toMatchObject({
      code: 'appliance.answer-unreadable',
      facts: { command: commandOf(name) },
    });
  });

  it.each(['machine', 'database', 'services', 'licence', 'clients'] as const)(
    '%s with nothing at all is not believed',
    async (name) => {
      await start(() => ({ out: '\n' }));
      expect(await failureOf(() => readings[name][0](appliance))).toEqual({
        code: 'appliance.answer-unreadable',
        facts: { command: commandOf(name), seen: '' },
      });
    },
  );

  it('may be no patches and no archives', async () => {
    await start(() => ({}));
    expect([await appliance.patches(), await appliance.archives()]).toEqual([[], []]);
  });

  it.each(names)('%s of megabytes is cut off', async (name) => {
    await start(() => ({ out: 'x'.repeat(2_000_000) }));
    const failure = await failureOf(() => readings[name][0](appliance));
    expect(failure.code).toBe('appliance.answer-too-long');
  });

  it.each<[string, Name, object]>([
    ['a machine without cores', 'machine', { cores: 0, memoryBytes: 8e9 }],
    ['a database of less than nothing', 'database', { bytes: -1 }],
    ['a service without a name', 'services', { name: '', running: true }],
    ['a name without end', 'services', { name: 'x'.repeat(201), running: true }],
    ['a patch of yesterday', 'patches', { code: 'PATCH-0063', appliedAt: 'yesterday' }],
    ['a licence of an unknown kind', 'licence', { ...licence, kind: 'stolen' }],
    ['a licence until no day', 'licence', { ...licence, until: '2027-02-31' }],
    ['clients that are perhaps on', 'clients', { enabled: 'yes', seenLastDay: 0 }],
    ['an archive of an unknown kind', 'archives', { ...archive, kind: 'film' }],
    ['an archive at no path of SFTP', 'archives', { ...archive, path: 'C:\\shadow' }],
  ])('%s is not believed', async (_what, name, value) => {
    await start(() => lines([value]));
    const failure = await failureOf(() => readings[name][0](appliance));
    expect(failure.code).toBe('appliance.answer-unreadable');
  });
});

describe('the room of a server', () => {
  const disk = { sizeBytes: 10, freeBytes: 5 };

  it('is told with the files that there can be, or without', async () => {
    await start(() => lines([{ ...disk, inodes: 100, freeInodes: 0 }]));
    expect(await appliance.disk()).toEqual({ ...disk, inodes: 100, freeInodes: 0 });
    appliance.close();
    await server.stop();
    await start(() => lines([disk]));
    expect(await appliance.disk()).toEqual(disk);
  });

  it('is not believed where there is less than no file left', async () => {
    await start(() => lines([{ ...disk, freeInodes: -1 }]));
    expect((await failureOf(() => appliance.disk())).code).toBe('appliance.answer-unreadable');
  });
});
