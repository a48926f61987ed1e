import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { rememberPassword } from '../../electron/engine/ssh/passwords';
import { openSession, settleHostKey } from '../../electron/engine/ssh/session';
import { failureOf } from '../unit/engine/failure-of';
import { noSshdBecause } from './sshd';
import { buildPrograms, type Stand, setStand } from './stand';

buildPrograms();
const reason = noSshdBecause();

describe.skipIf(reason)('an SSH agent', () => {
  const { signal } = new AbortController();
  const cleanUp: (() => unknown)[] = [];
  let stand: Stand;

  const start = async (): Promise<void> => {
    // No more tries than an agent with some keys uses up.
    stand = await setStand({ config: ['MaxAuthTries 3'] });
    cleanUp.push(stand.close);
    const socket = join(stand.folder, 'agent');
    const said = execFileSync('ssh-agent', ['-s', '-a', socket], { encoding: 'utf8' });
    const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(said)?.[1]);
    cleanUp.push(() => process.kill(pid), vi.unstubAllEnvs);
    vi.stubEnv('SSH_AUTH_SOCK', socket);
  };
  const add = (file: string): void => {
    execFileSync('ssh-add', ['-q', file], { stdio: 'pipe' });
  };
  const login = async () => {
    const { host, port, user } = stand.source;
    const endpoint = { host, port, user };
    const trust = async (): Promise<boolean> => true;
    const hostKey = await settleHostKey(endpoint, { pinned: undefined, trust }, signal);
    const passwords = rememberPassword(async () => 'wrong');
    return await openSession({ endpoint, hostKey, passwords, signal });
  };
  afterEach(async () => {
    for (const clean of cleanUp.splice(0).reverse()) await clean();
  });

  it('with the right key is all that is needed', async () => {
    await start();
    add(stand.identityFile);
    const line = await login();
    expect(line.isLost()).toBe(false);
    line.close();
  });

  it('with too many wrong keys is set aside', async () => {
    await start();
    for (let number = 0; number < 5; number++) {
      const file = join(stand.folder, `wrong-${number}`);
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
      add(file);
    }
    const failure = await failureOf(login);
    expect(failure).toMatchObject({ code: 'ssh.authentication', facts: { methods: 'publickey' } });
  });

  it('that is not there is no obstacle', async () => {
    await start();
    vi.stubEnv('SSH_AUTH_SOCK', '/no/such/agent');
    expect((await failureOf(login)).code).toBe('ssh.authentication');
  });
});
