import { afterEach, describe, expect, it } from 'vitest';
import { wireString } from '../../../../electron/engine/ssh/key-wire';
import { sessionFor } from '../../../../electron/engine/ssh/session';
import { failureOf } from '../failure-of';
import { type Script, type ScriptedServer, startServer } from '../scripted-server';
import { agentMessage, identitiesMessage, startFakeAgent } from './fake-agent';
import { newKeyFolder, publicBlobOf } from './practice-keys';
import { type DeskScript, scriptedDesk } from './servers-desk';
import { sendDisconnect } from './servers-protocol';

const { signal } = new AbortController();
const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

async function begin(script: Script): Promise<ScriptedServer> {
  const server = await startServer(script);
  cleanUp.push(server.stop);
  return server;
}
function sessionAt({ port }: ScriptedServer, person: DeskScript, agent: string | false = false) {
  const { desk, asked } = scriptedDesk({ trust: true, ...person });
  const login = { host: '127.0.0.1', port, user: 'u', agent };
  return { asked, open: () => sessionFor({ login, desk, signal }).open() };
}
const sent = (server: ScriptedServer): number =>
  server.logins.filter((method) => method === 'password').length;

describe('a password', () => {
  it('is sent once to a server that hangs up on it, and that is a refusal', async () => {
    const server = await begin({
      authenticate: (context) => {
        if (context.method === 'password') server.cut();
        else context.reject(['password']);
      },
    });
    const { open } = sessionAt(server, { passwords: ['wrong'] });
    expect((await failureOf(open)).code).toBe('ssh.authentication');
    expect(sent(server)).toBe(1);
  });

  it('is not sent for ever to a server that always wants it once more', async () => {
    const server = await begin({
      authenticate: (context) => context.reject(['password'], context.method === 'password'),
    });
    const { open } = sessionAt(server, { passwords: ['right'] });
    expect((await failureOf(open)).code).toBe('ssh.authentication');
    expect(sent(server)).toBe(1);
  });

  it('that a server says back stands in no failure', async () => {
    const server = await begin({
      authenticate: (context) => {
        if (context.method !== 'password') return context.reject(['password']);
        sendDisconnect(server.last(), 2, `no: ${context.password}`);
      },
    });
    const { open } = sessionAt(server, { passwords: ['hunter2-hunter2'] });
    const failure = await failureOf(open);
    expect(failure).toMatchObject({ code: 'ssh.authentication', facts: { seen: 'no: •••' } });
    expect(JSON.stringify(failure)).not.toContain('hunter2');
  });
});

describe('a prompt that is not for the password', () => {
  it.each([
    'One-time password (OATH) for `u`:',
    'Password & verification code:',
    'New password:',
    'Passcode:',
  ])('(%s) is shown to the person', async (prompt) => {
    const server = await begin({
      authenticate: (context) => {
        if (context.method !== 'keyboard-interactive')
          return context.reject(['keyboard-interactive']);
        context.prompt([{ prompt, echo: false }], (answers) =>
          answers[0] === 'code' ? context.accept() : context.reject(['keyboard-interactive']),
        );
      },
    });
    const { open, asked } = sessionAt(server, { passwords: ['secret'], answers: () => ['code'] });
    (await open()).close();
    expect(asked.map((what) => what.split(' ')[0])).toEqual(['trust', 'prompts']);
  });
});

describe('an agent', () => {
  it('with many keys is set aside where a server hangs up without a word', async () => {
    const folder = await newKeyFolder();
    const types = ['ed25519', 'ecdsa-256', 'ecdsa-384', 'rsa'] as const;
    const agent = await startFakeAgent(folder.path(''), () =>
      identitiesMessage(...types.map((type) => [publicBlobOf(type), type] as const)),
    );
    cleanUp.push(agent.stop);
    let keys = 0;
    const server = await begin({
      authenticate: (context) => {
        if (context.method === 'publickey' && ++keys === 2) return server.cut();
        if (context.method === 'password') return context.accept();
        context.reject(['publickey', 'password']);
      },
    });
    const { open, asked } = sessionAt(server, { passwords: ['right'] }, agent.path);
    (await open()).close();
    expect(asked.map((what) => what.split(' ')[0])).toEqual(['trust', 'password']);
  });

  it('that signs with rubbish is passed over, and ends nothing else', async () => {
    const folder = await newKeyFolder();
    const rubbish = wireString(
      Buffer.concat([
        wireString(Buffer.from('ecdsa-sha2-nistp256')),
        wireString(Buffer.from('rubbish!')),
      ]),
    );
    const agent = await startFakeAgent(folder.path(''), (question) =>
      question[0] === 11
        ? identitiesMessage([publicBlobOf('ecdsa-256'), 'ecdsa'])
        : agentMessage(Buffer.from([14]), rubbish),
    );
    cleanUp.push(agent.stop);
    const server = await begin({
      authenticate: (context) => {
        if (context.method === 'publickey' && !context.signature) return context.accept();
        if (context.method === 'password') return context.accept();
        context.reject(['publickey', 'password']);
      },
    });
    const { open, asked } = sessionAt(server, { passwords: ['right'] }, agent.path);
    (await open()).close();
    expect(asked.map((what) => what.split(' ')[0])).toEqual(['trust', 'password']);
  });
});

describe('a server that turns people away for a while', () => {
  it('is lost, not taken for something else than SSH', async () => {
    const { startTcp } = await import('./servers-tcp');
    const { port } = await startTcp((socket) => {
      socket.end('Exceeded MaxStartups\r\n');
    });
    const { desk } = scriptedDesk({ trust: true });
    const login = { host: '127.0.0.1', port, user: 'u', agent: false as const };
    expect(await failureOf(() => sessionFor({ login, desk, signal }).open())).toMatchObject({
      code: 'ssh.connection-lost',
      facts: { seen: 'Exceeded MaxStartups' },
    });
  });
});
