import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ssh2, { type ServerChannel } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { failureOf } from '../failure-of';
import { newKeyPair } from '../key-pair';
import { applianceReply, type Reply, startCommandServer } from './command-server';
import { hasty, host, type Opened, openAt } from './opened';

const cleanUp: (() => unknown)[] = [];
let port: number;
let opened: Opened;

/** A login that answers the command lines as `reply` says, and where that says nothing, as an appliance. */
async function start(
  reply: (command: string) => Reply | undefined,
  wish: Parameters<typeof openAt>[1] = {},
) {
  const appliance = applianceReply();
  const server = await startCommandServer((command) => reply(command) ?? appliance(command));
  cleanUp.push(server.stop);
  port = server.port;
  opened = await openAt(port, wish);
  cleanUp.push(opened.appliance.close);
  return server;
}

afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

const who = () => opened.appliance.identity();
const noShell = (seen: string) => ({
  code: 'ssh.no-shell',
  facts: { host, port, user: 'epproot', seen },
});
/** A login that gives this to whatever is run. */
const always = (reply: Reply) => () => reply;
const hangs =
  (text: string): Reply =>
  (channel) =>
    channel.write(text);
const closes: Reply = (channel) => channel.close();
const menu = '\u001b[2J\u001b[1mSetup\u001b[0m\r\n 1) Network\r\n 0) Log out\r\nChoose: ';

describe('a login with a shell', () => {
  it('says a word that nobody could have known', async () => {
    await start(() => undefined);
    expect((await who()).hostname).toBe('EPP');
    expect(opened.seen.stages.slice(0, 2)).toEqual(['shell running', 'shell done']);
    const [word] = opened.ran().filter((command) => command.startsWith('echo '));
    expect(word).toMatch(/^echo epp-[0-9a-f]{16}$/);
    await start(() => undefined);
    await who();
    expect(opened.ran()).not.toContain(word);
    expect(opened.seen.commands.every(({ changes }) => !changes)).toBe(true);
  });

  it('may greet before it does what it is told', async () => {
    await start((command) =>
      command.startsWith('echo ')
        ? { out: `Welcome!\r\n${command.slice(5)}\r\n`, err: 'be careful', exit: 0 }
        : undefined,
    );
    expect((await who()).hostname).toBe('EPP');
  });

  it('whose connection ended in the middle is asked once more', async () => {
    let asked = 0;
    await start((command) => {
      if (!command.startsWith('echo ') || asked++ > 0) return undefined;
      return (channel, connection) => {
        channel.close();
        connection.end();
      };
    });
    expect((await who()).hostname).toBe('EPP');
    expect(asked).toBe(2);
  });

  it('is not asked for where the profile knows no way to', async () => {
    const { probes: _none, ...profile } = hasty;
    await start(() => undefined, { profile });
    await who();
    expect(opened.ran()).toEqual(['eppctl identity', 'eppctl network']);
    expect(opened.seen.stages.slice(0, 2)).toEqual(['shell skipped', 'privilege skipped']);
  });
});

describe('a login without a shell', () => {
  it.each<[string, Reply, string]>([
    ['that shows a menu', { out: menu }, 'Setup  1) Network  0) Log out Choose:'],
    ['that fails with a menu', { err: menu, exit: 1 }, 'Setup  1) Network  0) Log out Choose:'],
    ['that waits in a menu', hangs(menu), 'Setup  1) Network  0) Log out Choose:'],
    ['that waits for nothing', hangs(''), 'no answer within 1 s'],
    ['that says nothing', { exit: 0 }, 'exit code 0'],
    ['that only fails', { exit: 254 }, 'exit code 254'],
    ['that shuts the door on every command', closes, 'no exit code'],
    [
      'that is there for nobody',
      { out: 'This account is currently not available.\n', exit: 1 },
      'This account is currently not available.',
    ],
  ])('%s is told as such, with what it showed', async (_what, reply, seen) => {
    await start(always(reply));
    expect(await failureOf(who)).toEqual(noShell(seen));
    expect(opened.seen.stages).toEqual(['shell running']);
    expect(opened.ran().filter((command) => command.includes('eppctl'))).toEqual([]);
  });

  it('that never comes to an end is not listened to for long', async () => {
    const shell = { ...hasty.probes.shell, timeoutSeconds: 60 };
    const profile = { ...hasty, probes: { ...hasty.probes, shell } };
    await start(
      always((channel) => pour(channel, 'Choose: ')),
      { profile },
    );
    expect(await failureOf(who)).toEqual(noShell('Choose: '.repeat(25)));
  });

  it('that repeats what it does not understand has no shell for that', async () => {
    await start((command) => ({ out: `Unknown command: ${command}\n${command}\n`, exit: 0 }));
    const { code, facts } = await failureOf(who);
    expect(code).toBe('ssh.no-shell');
    expect(facts['seen']).toMatch(/^Unknown command: echo epp-/);
  });

  it('that shuts the door is tried twice, and no more', async () => {
    await start(always(closes));
    await failureOf(who);
    expect(opened.ran().filter((command) => command.startsWith('echo ')).length).toBe(2);
  });

  it('is not what a connection that is cut shows', async () => {
    const server = await start(always(() => server.cut()));
    expect((await failureOf(who)).code).toBe('ssh.connection-lost');
    expect(server.connections()).toBe(2);
  });

  it('is not what a known appliance has that waits', async () => {
    await start(always(hangs(menu)), { known: true, user: 'root' });
    expect((await failureOf(who)).code).toBe('appliance.no-answer');
    expect(opened.seen.stages).toEqual([
      ...['shell skipped', 'privilege skipped', 'product running'],
    ]);
  });
});

describe('an account that is no longer good', () => {
  const noTerminal = 'Password change required but no TTY available.\n';
  it.each<[string, Reply, string]>([
    [
      'whose password has expired, on standard error',
      { err: `WARNING: Your password has expired.\n${noTerminal}`, exit: 1 },
      'ssh.password-expired',
    ],
    ['whose password has expired, on standard output', { out: noTerminal }, 'ssh.password-expired'],
    [
      'that is asked for a new password for ever',
      hangs('You are required to change your password immediately (administrator enforced).'),
      'ssh.password-expired',
    ],
    [
      'that has expired',
      { err: 'Your account has expired; please contact your system administrator\n', exit: 1 },
      'ssh.account-locked',
    ],
    [
      'that was locked after wrong passwords',
      { out: 'The account is locked due to 3 failed logins.\n(9 minutes left to unlock)\n' },
      'ssh.account-locked',
    ],
  ])('%s', async (_what, reply, code) => {
    await start(always(reply));
    const failure = await failureOf(who);
    expect(failure).toMatchObject({ code, facts: { host, port, user: 'epproot' } });
    expect(failure.facts['seen']).toMatch(/password|account/i);
  });

  it('but will be good for some days more is not meant', async () => {
    await start(always({ out: 'Warning: your password will expire in 3 days.\nMenu:' }));
    expect((await failureOf(who)).code).toBe('ssh.no-shell');
  });
});

describe('a server', () => {
  /** A server that lets everybody in, greets and takes no commands. */
  async function serve(banner?: string): Promise<void> {
    const options = { hostKeys: [newKeyPair().private], ...(banner ? { banner } : {}) };
    const server = new ssh2.Server(options, (connection) => {
      connection.on('error', () => {});
      connection.on('authentication', (context) => context.accept());
      connection.on('session', (accept) => {
        accept().on('exec', (_accept, reject) => reject());
      });
    });
    server.listen(0, host);
    await once(server, 'listening');
    cleanUp.push(() => server.close());
    ({ port } = server.address() as AddressInfo);
    opened = await openAt(port);
    cleanUp.push(opened.appliance.close);
  }

  it('that takes no commands has no shell', async () => {
    await serve();
    expect(await failureOf(who)).toEqual(noShell('commands are not allowed'));
    expect(opened.seen.commands.map(({ exitCode }) => exitCode)).toEqual([-1, -1]);
  });

  it('that greets with a word about passwords says nothing by that', async () => {
    await serve('Authorised use only. A password is required.');
    expect((await failureOf(who)).code).toBe('ssh.no-shell');
  });

  it('that has said at the login why is believed', async () => {
    await serve('Your password has expired. Change it now.');
    const { code, facts } = await failureOf(who);
    expect(code).toBe('ssh.password-expired');
    expect(facts['seen']).toBe('Your password has expired. Change it now.');
  });
});

/** Writes for as long as somebody reads. */
function pour(channel: ServerChannel, text: string): void {
  const more = (): void => {
    let room = true;
    while (room && !channel.destroyed) room = channel.write(text.repeat(100));
  };
  channel.on('drain', more);
  more();
}
