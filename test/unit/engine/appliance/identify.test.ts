import type { Connection, ServerChannel } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import type { Appliance } from '../../../../electron/engine/appliance/appliance';
import { openByCommand } from '../../../../electron/engine/appliance/by-command';
import { parseProfile } from '../../../../electron/engine/appliance/profile';
import reference from '../../../../resources/profiles/reference.json';
import { clerk } from '../../../contract/clerk';
import { failureOf } from '../failure-of';
import { type ScriptedServer, startServer } from '../scripted-server';

type Answer = (channel: ServerChannel, connection: Connection) => void;

let server: ScriptedServer;
let appliance: Appliance;
let asked: number;

const host = '127.0.0.1';
const identity = { ...reference.operations.identity, timeoutSeconds: 1 };
const profile = { ...reference, operations: { ...reference.operations, identity } };

/** A server that gives these answers to the commands, one after the other, and the last one from then on. */
async function start(answers: readonly Answer[], known?: boolean): Promise<void> {
  asked = 0;
  server = await startServer({
    exec: (_command, channel, connection) => {
      asked++;
      answers[Math.min(asked, answers.length) - 1]?.(channel, connection);
    },
  });
  const endpoint = { host, port: server.port, user: 'epproot' };
  const desk = { ...clerk(['right']).desk, known };
  const { signal } = new AbortController();
  appliance = await openByCommand(parseProfile(profile))('target', endpoint, desk, signal);
}

afterEach(async () => {
  appliance.close();
  await server.stop();
});

const says =
  (value: object): Answer =>
  (channel) => {
    channel.write(JSON.stringify(value));
    channel.exit(0);
    channel.end();
  };
const product = says({
  ...{ product: 'Endpoint Protector', version: '5.2.0.6', hostname: 'EPP', machineId: 'x' },
  ...{ os: 'y', backups: '/b', incoming: '/i' },
});
const network = says({
  ...{ address: '10.0.0.1', prefix: 24, gateway: '10.0.0.254', dns: ['10.0.0.253'] },
});
const hangs: Answer = (channel) => channel.write('Choose an option: ');
const closes: Answer = (channel) => channel.close();
const leaves: Answer = (channel, connection) => {
  channel.close();
  connection.end();
};

const notOne = (seen: string) => ({
  code: 'appliance.not-one',
  facts: { host, port: server.port, seen },
});
const who = () => appliance.identity();

describe('asked for the first time who it is', () => {
  it('a login whose shell hangs is no appliance', async () => {
    await start([hangs]);
    expect(await failureOf(who)).toEqual(notOne('no answer within 1 s'));
  });

  it('a login that shuts the door on every command is no appliance', async () => {
    await start([closes]);
    expect(await failureOf(who)).toEqual(notOne('no exit code'));
    expect(asked).toBe(2);
  });

  it('an appliance whose connection ended in the middle is asked once more', async () => {
    await start([leaves, product, network]);
    expect((await who()).hostname).toBe('EPP');
  });

  it('a connection that is cut is a lost one', async () => {
    await start([() => server.cut()]);
    expect((await failureOf(who)).code).toBe('ssh.connection-lost');
    expect(asked).toBe(1);
  });
});

describe('an appliance that said before who it is', () => {
  it.each<[string, Answer, string]>([
    ['hangs', hangs, 'appliance.no-answer'],
    ['ends its connections', closes, 'ssh.connection-lost'],
  ])('stays one when it %s', async (_what, then, code) => {
    await start([product, network, then]);
    await who();
    expect((await failureOf(who)).code).toBe(code);
  });

  it('stays one over a new connection', async () => {
    await start([hangs], true);
    expect((await failureOf(who)).code).toBe('appliance.no-answer');
  });
});
