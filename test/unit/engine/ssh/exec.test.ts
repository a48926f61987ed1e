import type { ServerChannel } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { answerBytesMax, exec } from '../../../../electron/engine/ssh/exec';
import type { Line } from '../../../../electron/engine/ssh/line';
import { sessionFor } from '../../../../electron/engine/ssh/session';
import { failureOf } from '../failure-of';
import { type Script, type ScriptedServer, startServer } from '../scripted-server';
import { scriptedDesk } from './servers-desk';

let server: ScriptedServer;
let line: Line;
const { signal } = new AbortController();

async function start(exec: NonNullable<Script['exec']>): Promise<void> {
  server = await startServer({ exec });
  const login = { host: '127.0.0.1', port: server.port, user: 'epproot', agent: false as const };
  const { desk } = scriptedDesk({ trust: true, passwords: ['right'] });
  line = await sessionFor({ login, desk, signal }).open();
}

afterEach(async () => {
  line.close();
  await server.stop();
});

const end = (channel: ServerChannel, exitCode: number): void => {
  channel.exit(exitCode);
  channel.end();
};

describe('running a command', () => {
  it('that could not begin in time does not begin later', async () => {
    const ran: string[] = [];
    let begin = (): void => {};
    server = await startServer({
      exec: (command) => ran.push(command),
      beforeSession: (go) => (begin = go),
    });
    const login = { host: '127.0.0.1', port: server.port, user: 'epproot', agent: false as const };
    const { desk } = scriptedDesk({ trust: true, passwords: ['right'] });
    line = await sessionFor({ login, desk, signal }).open();
    const failure = await failureOf(() => exec(line, 'import', { stdin: 'key', seconds: 0.2 }));
    expect(failure.code).toBe('appliance.no-answer');
    expect(line.isLost()).toBe(true);
    begin();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(ran).toEqual([]);
  });

  it('brings both outputs and the exit code', async () => {
    await start((command, channel) => {
      channel.write(`ran ${command}`);
      channel.stderr.write('warned');
      end(channel, 7);
    });
    const result = await exec(line, "it 'self'", { seconds: 5 });
    expect(result.exitCode).toBe(7);
    expect(result.stdout.toString()).toBe("ran it 'self'");
    expect(result.stderr.toString()).toBe('warned');
  });

  it('writes standard input and closes it', async () => {
    await start((_command, channel) => {
      const heard: Buffer[] = [];
      channel.on('data', (chunk: Buffer) => heard.push(chunk));
      channel.on('end', () => {
        channel.write(Buffer.concat(heard).toString().toUpperCase());
        end(channel, 0);
      });
    });
    expect((await exec(line, 'x', { seconds: 5, stdin: 'key' })).stdout.toString()).toBe('KEY');
    expect((await exec(line, 'x', { seconds: 5 })).stdout.toString()).toBe('');
  });

  it('many at once do not mix', async () => {
    await start((command, channel) => {
      channel.write(command);
      end(channel, 0);
    });
    const names = Array.from({ length: 20 }, (_none, index) => `command ${index}`);
    const results = await Promise.all(names.map((name) => exec(line, name, { seconds: 5 })));
    expect(results.map((result) => result.stdout.toString())).toEqual(names);
  });

  it('gives up on an answer of megabytes', async () => {
    await start((_command, channel) => {
      const more = (): void => {
        if (channel.writable && channel.write(Buffer.alloc(65_536, 'x'))) setImmediate(more);
        else channel.once('drain', more);
      };
      more();
    });
    expect(await failureOf(() => exec(line, 'flood', { seconds: 20 }))).toEqual({
      code: 'appliance.answer-too-long',
      facts: { command: 'flood', limitBytes: answerBytesMax },
    });
    expect(line.isLost()).toBe(false);
  });

  it('gives up on a command that never ends', async () => {
    await start(() => {});
    expect(await failureOf(() => exec(line, 'sleep', { seconds: 0.1 }))).toEqual({
      code: 'appliance.no-answer',
      facts: { command: 'sleep', seconds: 0.1 },
    });
    expect(line.isLost()).toBe(false);
  });

  it('a connection that is cut in the middle fails it at once', async () => {
    await start((_command, channel) => {
      channel.write('half an ans');
      server.cut();
    });
    expect((await failureOf(() => exec(line, 'x', { seconds: 20 }))).code).toBe(
      'ssh.connection-lost',
    );
  });

  it('a channel that closes without an exit code counts as a lost connection', async () => {
    await start((_command, channel) => channel.close());
    expect(await failureOf(() => exec(line, 'x', { seconds: 20 }))).toEqual({
      code: 'ssh.connection-lost',
      facts: { host: '127.0.0.1', port: server.port },
    });
  });
});
