import type { ServerChannel } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { failureOf } from '../failure-of';
import { type CommandServer, type Reply, startCommandServer } from './command-server';
import { type Opened, openAt } from './opened';

let server: CommandServer;
let opened: Opened;

afterEach(async () => {
  opened.appliance.close();
  await server.stop();
});

const quick = { changes: false, timeoutSeconds: 1 };
const operations = {
  identity: { words: ['tool', 'who'], reads: 'json', ...quick },
  disk: {
    ...{ words: ['tool', 'disk'], reads: 'regex', ...quick },
    patterns: ['size (?P<sizeBytes>\\S+ \\w+)', '^free (?P<freeBytes>\\S+ \\w+)$'],
  },
};
type Operations = Readonly<Record<string, unknown>>;

async function start(reply: () => Reply, more: Operations = {}, members: object = {}) {
  const profile = {
    ...{ name: 'tool', product: 'Tool', ...members },
    operations: { ...operations, ...more },
  };
  server = await startCommandServer((command) =>
    command.startsWith('tool ') ? reply() : undefined,
  );
  opened = await openAt(server.port, { profile });
  return opened.appliance;
}

const good = { out: 'size 10 KiB\nnothing\nfree 1.5 KiB\n' };
const disk = { sizeBytes: 10_240, freeBytes: 1536 };

/** What the failure of the next question is; a question after that is answered on the same connection. */
async function rudely(bad: Reply, more: Operations = {}, members: object = {}) {
  let turn = 0;
  const appliance = await start(() => (turn++ === 0 ? bad : good), more, members);
  const before = server.connections();
  const began = performance.now();
  const failure = await failureOf(() => appliance.disk());
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await appliance.disk()).toEqual(disk);
  expect(server.connections()).toBe(before);
  return failure;
}

describe('an answer that is read by patterns', () => {
  it('may say it in other lines and units', async () => {
    expect(await (await start(() => good)).disk()).toEqual(disk);
  });

  it('that lacks a field is not believed, and says which', async () => {
    expect(await rudely({ out: 'size 10 KiB\n' })).toMatchObject({
      code: 'appliance.answer-unreadable',
      facts: { why: 'freeBytes: it is missing' },
    });
  });

  it('with another type is not believed', async () => {
    const { facts } = await rudely({ out: 'size many KiB\nfree 1 KiB\n' });
    expect(facts['why']).toBe('sizeBytes: “many KiB” is not a number of bytes');
  });

  it('may mean a failure by its text, whatever the exit code', async () => {
    const errors = [{ pattern: '(?i)busy with', failure: 'appliance.busy' }];
    expect((await rudely({ out: 'Busy with a backup\n' }, {}, { errors })).code).toBe(
      'appliance.busy',
    );
  });

  it('is none where the exit code is one that the profile does not expect', async () => {
    expect((await rudely({ ...good, exit: 3 })).code).toBe('appliance.command-failed');
  });

  it('may come with an exit code that the profile expects', async () => {
    const appliance = await start(() => ({ ...good, exit: 3 }), {
      disk: { ...operations.disk, okExits: [0, 3] },
    });
    expect(await appliance.disk()).toEqual(disk);
  });
});

describe('a command', () => {
  it('that never ends is given up, and the connection goes on', async () => {
    expect(await rudely(() => undefined)).toEqual({
      code: 'appliance.no-answer',
      facts: { command: 'tool disk', seconds: 1 },
    });
  });

  it('that falls silent is given up before its time', async () => {
    const patient = { ...operations.disk, timeoutSeconds: 600, silentSeconds: 1 };
    const bad = (channel: ServerChannel): void => void channel.write('size 1 KiB\n');
    expect(await rudely(bad, { disk: patient })).toEqual({
      code: 'appliance.no-answer',
      facts: { command: 'tool disk', seconds: 1, mute: true },
    });
  });

  it('that prints without end is cut off, and the connection goes on', async () => {
    const block = Buffer.alloc(65_536, 'x');
    const pour = (channel: ServerChannel): void => {
      let poured = 0;
      const more = (): void => {
        while (poured < 1e9 && channel.writable) {
          poured += block.length;
          if (!channel.write(block)) return void channel.once('drain', more);
        }
      };
      channel.on('error', () => undefined);
      more();
    };
    expect((await rudely(pour)).code).toBe('appliance.answer-too-long');
  });

  it('with an answer made to let patterns explode is read to an end', async () => {
    const patterns = [
      '(?P<sizeBytes>(?:x+x+)+y)',
      '(?P<freeBytes>(?:x|x)*z)',
      '(?P<a>(?:(?:x|y)(?:.?){20}){5})(?P<b>.*)$',
    ];
    const bad = { out: 'x'.repeat(1_000_000) };
    const began = performance.now();
    const appliance = await start(() => bad, { disk: { ...operations.disk, patterns } });
    expect((await failureOf(() => appliance.disk())).code).toBe('appliance.answer-unreadable');
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it('that the profile does not have is not run', async () => {
    const appliance = await start(() => good);
    expect(await failureOf(() => appliance.counts())).toEqual({
      code: 'appliance.no-command',
      facts: { operation: 'counts' },
    });
    expect(server.heard).toEqual([]);
  });
});
