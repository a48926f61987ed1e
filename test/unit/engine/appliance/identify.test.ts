import { afterEach, describe, expect, it } from 'vitest';
import { failureOf } from '../failure-of';
import {
  applianceReply,
  type CommandServer,
  identityAnswer,
  json,
  networkAnswer,
  type Reply,
  startCommandServer,
} from './command-server';
import { host, type Opened, openAt } from './opened';

const cleanUp: (() => unknown)[] = [];
let server: CommandServer;
let opened: Opened;

async function start(
  reply: (command: string) => Reply | undefined,
  wish: Parameters<typeof openAt>[1] = {},
): Promise<void> {
  server = await startCommandServer(reply);
  cleanUp.push(server.stop);
  opened = await openAt(server.port, wish);
  cleanUp.push(opened.appliance.close);
}

afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

/** An appliance that gives these replies when it is asked who it is, one after the other, and the last one from then on. */
const saying = (...replies: readonly Reply[]): ((command: string) => Reply | undefined) => {
  let asked = 0;
  return (command) =>
    command === 'eppctl identity'
      ? replies[Math.min(asked++, replies.length - 1)]
      : applianceReply()(command);
};
const itself = json(identityAnswer);
const hangs: Reply = (channel) => channel.write('Choose an option: ');
const closes: Reply = (channel) => channel.close();

const notOne = (seen: string) => ({
  code: 'appliance.not-one',
  facts: { host, port: server.port, seen },
});
const who = () => opened.appliance.identity();
const timesAsked = () => opened.ran().filter((command) => command === 'eppctl identity').length;

describe('asked for the first time who it is', () => {
  it('an appliance tells it stage by stage', async () => {
    await start(applianceReply());
    expect(await who()).toEqual({
      ...identityAnswer,
      ...{ network: networkAnswer, hostKey: opened.appliance.hostKey },
      sshServer: expect.stringMatching(/^ssh2js/),
    });
    expect(opened.seen.stages.slice(4)).toEqual([
      ...['product running', 'product done Endpoint Protector, EPP'],
      ...['version running', 'version done 5.2.0.6'],
    ]);
  });

  it('a shell that does not know the command is no appliance', async () => {
    await start(() => undefined);
    expect(await failureOf(who)).toEqual(notOne('sh: eppctl: not found'));
    expect(opened.seen.stages.at(-1)).toBe('product running');
  });

  it('another product is no appliance', async () => {
    await start(applianceReply({ identity: { product: 'Something Else' } }));
    expect(await failureOf(who)).toEqual(notOne('Something Else'));
  });

  it('a shell that hangs at the command is no appliance', async () => {
    await start(saying(hangs));
    expect(await failureOf(who)).toEqual(notOne('no answer within 1 s'));
  });

  it('a shell that shuts the door on the command is no appliance', async () => {
    await start(saying(closes));
    expect(await failureOf(who)).toEqual(notOne('no exit code'));
    expect(timesAsked()).toBe(2);
  });

  it('an appliance whose connection ended in the middle is asked once more', async () => {
    const leaves: Reply = (channel, connection) => {
      channel.close();
      connection.end();
    };
    await start(saying(leaves, itself));
    expect((await who()).hostname).toBe('EPP');
  });

  it('a connection that is cut is a lost one', async () => {
    await start(saying(() => server.cut()));
    expect((await failureOf(who)).code).toBe('ssh.connection-lost');
    expect(timesAsked()).toBe(1);
  });

  it('an appliance that restarts is busy', async () => {
    await start(saying({ err: '{"error":"restarting","message":"wait"}', exit: 75 }));
    expect((await failureOf(who)).code).toBe('appliance.busy');
  });
});

describe('an appliance that said before who it is', () => {
  it.each<[string, Reply, string]>([
    ['hangs', hangs, 'appliance.no-answer'],
    ['ends its connections', closes, 'ssh.connection-lost'],
  ])('stays one when it %s', async (_what, then, code) => {
    await start(saying(itself, then));
    await who();
    expect((await failureOf(who)).code).toBe(code);
  });

  it('stays one over a new connection', async () => {
    await start(saying(hangs), { known: true });
    expect((await failureOf(who)).code).toBe('appliance.no-answer');
  });

  it('has shown its shell and its rights', async () => {
    await start(saying(itself));
    await who();
    const before = opened.ran().length;
    await who();
    expect(opened.ran().slice(before)).toEqual(['eppctl identity', 'eppctl network']);
    expect(opened.seen.stages.slice(8, 10)).toEqual(['shell skipped', 'privilege skipped']);
  });
});

describe('a version', () => {
  const unreadable = (version: string) => applianceReply({ identity: { version } });

  it('that cannot be read is asked of a person', async () => {
    const asked: string[] = [];
    const version = async (seen: string) => {
      asked.push(seen);
      return ' 5.2.0.6\n';
    };
    await start(unreadable('5.2\u001b[0m (build \u0007 7)'), { version });
    expect(await who()).toMatchObject({ version: '5.2.0.6', versionFrom: 'person' });
    expect(asked).toEqual(['5.2 (build   7)']);
    expect(opened.seen.stages.at(-1)).toBe('version done 5.2.0.6, read by a person');
  });

  it('that can be read is asked of nobody', async () => {
    const version = async () => '9.9.9.9';
    await start(unreadable('2604'), { version });
    const { version: told, versionFrom } = await who();
    expect({ told, versionFrom }).toEqual({ told: '2604', versionFrom: undefined });
  });

  it.each<[string, string, ((seen: string) => Promise<string>) | undefined]>([
    ['nobody can be asked for', 'five', undefined],
    ['is not there, and nobody knows', '', async () => ''],
    ['nobody can read either', '5.2', async () => 'about five'],
  ])('that %s never counts as fine', async (_what, seen, version) => {
    await start(unreadable(seen), { version });
    expect(await failureOf(who)).toEqual({
      code: 'version.unreadable',
      facts: { side: 'target', seen },
    });
    expect(opened.seen.stages.at(-1)).toBe('version running');
  });
});
