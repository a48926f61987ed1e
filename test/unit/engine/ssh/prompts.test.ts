import { afterEach, describe, expect, it, vi } from 'vitest';
import { sessionFor } from '../../../../electron/engine/ssh/session';
import { failureOf } from '../failure-of';
import { interactive, type Script, type ScriptedServer, startServer } from '../scripted-server';
import { type DeskScript, scriptedDesk } from './servers-desk';

let server: ScriptedServer;
const cleanUp: (() => void)[] = [];
const { signal } = new AbortController();

const start = async (script: Script): Promise<void> => {
  server = await startServer(script);
};

type Password = { readonly password?: () => Promise<string> };
async function login({ password, ...script }: DeskScript & Password) {
  const { desk } = scriptedDesk({ trust: true, passwords: ['right'], ...script });
  const { port } = server;
  const session = sessionFor({
    login: { host: '127.0.0.1', port, user: 'epproot', agent: false },
    desk: password ? { ...desk, password } : desk,
    signal,
  });
  const line = await session.open();
  cleanUp.push(line.close);
  return line;
}

afterEach(async () => {
  for (const clean of cleanUp.splice(0)) clean();
  await server.stop();
});

describe('a password', () => {
  it('is not given where more than a password is asked: the prompts are shown as they are', async () => {
    const prompts = [
      { prompt: 'Password: ', echo: false },
      { prompt: '\u001b[31mCode: ', echo: true },
    ];
    await start({ authenticate: interactive(prompts) });
    const ask = vi.fn(async () => 'right');
    const rounds: unknown[] = [];
    await login({
      password: ask,
      answers: (round) => {
        rounds.push(round.prompts);
        return ['right', '123456'];
      },
    });
    expect(ask).not.toHaveBeenCalled();
    expect(rounds).toEqual([
      [
        { text: 'Password:', echo: false },
        { text: 'Code:', echo: true },
      ],
    ]);
  });

  it('is no answer to a hidden prompt that asks for something else', async () => {
    await start({ authenticate: interactive([{ prompt: 'Token: ', echo: false }]) });
    const ask = vi.fn(async () => 'secret');
    await login({ password: ask, answers: () => ['right'] });
    expect(ask).not.toHaveBeenCalled();
  });

  it('and prompts that are wrong again and again end it', async () => {
    await start({ authenticate: interactive([{ prompt: 'Token: ', echo: false }]) });
    const answers = vi.fn(() => ['wrong']);
    const failure = await failureOf(() => login({ answers }));
    expect(failure).toMatchObject({
      code: 'ssh.authentication',
      facts: { tried: 'keyboard-interactive', methods: 'keyboard-interactive' },
    });
    expect(answers).toHaveBeenCalledTimes(3);
  });

  it('answers that took longer than the server waits are used for the same prompts', async () => {
    await start({ authenticate: interactive([{ prompt: 'Token: ', echo: false }]) });
    const answers = vi.fn(() => {
      server.cut();
      return ['right'];
    });
    const line = await login({ answers });
    expect(line.isLost()).toBe(false);
    expect(answers).toHaveBeenCalledTimes(1);
  });
});
