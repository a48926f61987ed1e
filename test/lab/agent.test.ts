import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Outcome } from './connect';
import { noSshdBecause } from './sshd';
import { buildPrograms, type Stand, setStand } from './stand';

buildPrograms();
const reason = noSshdBecause();
if (reason) console.log(`skipped, agents: ${reason}`);

describe.skipIf(reason)('an SSH agent', () => {
  let stand: Stand;
  let agent: { readonly socket: string; readonly pid: number };
  let turn = 0;

  beforeAll(async () => {
    // No more tries than an agent with some keys uses up.
    stand = await setStand({ config: ['MaxAuthTries 3'] });
  });
  afterAll(() => stand?.close());
  beforeEach(() => {
    const socket = join(stand.folder, `agent-${turn++}`);
    const said = execFileSync('ssh-agent', ['-s', '-a', socket], { encoding: 'utf8' });
    agent = { socket, pid: Number(/SSH_AGENT_PID=(\d+)/.exec(said)?.[1]) };
  });
  afterEach(() => {
    process.kill(agent.pid);
  });

  const add = (file: string): void => {
    const env = { ...process.env, SSH_AUTH_SOCK: agent.socket };
    execFileSync('ssh-add', ['-q', file], { stdio: 'pipe', env });
  };
  const addWrong = (count: number): void => {
    for (let number = 0; number < count; number++) {
      const file = join(stand.folder, `wrong-${turn}-${number}`);
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
      add(file);
    }
  };
  const login = (more: object = {}): Promise<Outcome> => {
    const { host, port, user } = stand.source;
    return connect({ endpoint: { host, port, user, agent: agent.socket, ...more } });
  };

  it('with the right key is all that is needed', async () => {
    add(stand.identityFile);
    const { failure, asked } = await login();
    expect(failure).toBeUndefined();
    expect(asked).toEqual(['trust']);
  });

  it('with too many wrong keys is set aside, and the login goes on', async () => {
    addWrong(5);
    const { failure, asked } = await login();
    expect(failure?.code).toBe('ssh.authentication');
    // Where there are passwords, their turn comes although the server had enough of keys.
    if (stand.network.noHostsBecause === undefined) expect(asked).toContain('password');
  });

  it('with too many keys opens when the right one is named', async () => {
    addWrong(5);
    add(stand.identityFile);
    const { failure } = await login({
      identityFiles: [stand.identityFile],
      identitiesOnly: true,
    });
    expect(failure).toBeUndefined();
  });

  it('that is not there is no obstacle', async () => {
    const outcome = await login({
      agent: '/no/such/agent',
      identityFiles: [stand.identityFile],
    });
    expect(outcome.failure).toBeUndefined();
  });
});
