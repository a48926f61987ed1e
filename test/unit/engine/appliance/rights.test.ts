import { afterEach, describe, expect, it } from 'vitest';
import { failureOf } from '../failure-of';
import {
  applianceReply,
  type CommandServer,
  json,
  type Reply,
  startCommandServer,
} from './command-server';
import { hasty, host, type Opened, openAt } from './opened';

const cleanUp: (() => unknown)[] = [];
let server: CommandServer;
let opened: Opened;

const counts = {
  ...{ computers: 1, users: 2, groups: 3, devices: 4, policies: 5, rights: 6, admins: 7 },
};
const disk = { sizeBytes: 10, freeBytes: 5 };

/** An appliance that does nothing without `prefix`. */
const appliance =
  (prefix: string) =>
  (command: string): Reply | undefined => {
    if (command === `${prefix}eppctl counts`) return json(counts);
    if (command === `${prefix}eppctl disk`) return json(disk);
    if (command.startsWith(`${prefix}eppctl backup import`)) return json({ job: 'r-1' });
    return applianceReply({}, prefix)(command);
  };
/** The login of a user who may do everything with sudo, and nothing else. */
const sudoer = (command: string): Reply | undefined => {
  if (command === 'id -u') return { out: '1001\n' };
  if (command === 'sudo -n true') return {};
  return appliance('sudo -n ')(command);
};

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

const who = () => opened.appliance.identity();
/** What was run, but for the word that the shell says. */
const ran = () => opened.ran().filter((command) => !command.startsWith('echo '));
const privilege = () => opened.seen.stages.filter((told) => told.startsWith('privilege'));

describe('a login', () => {
  it('of root does everything as it is', async () => {
    await start(appliance(''));
    expect((await who()).hostname).toBe('EPP');
    expect(ran()).toEqual(['id -u', 'eppctl identity', 'eppctl network']);
    expect(privilege()).toEqual(['privilege running', 'privilege done root']);
  });

  it('of somebody else does everything through sudo, with the key on standard input', async () => {
    await start(sudoer);
    expect((await who()).hostname).toBe('EPP');
    expect(await opened.appliance.counts()).toEqual(counts);
    await opened.appliance.importBackup('/f', 't-1', 'OPENSESAME');
    const through = ['identity', 'network', 'counts', 'backup import /f --request t-1'];
    expect(ran()).toEqual([
      ...['id -u', 'sudo -n true'],
      ...through.map((words) => `sudo -n eppctl ${words}`),
    ]);
    expect(server.heard.at(-1)?.stdin).toBe('OPENSESAME');
    expect(privilege()).toEqual(['privilege running', 'privilege done sudo -n']);
  });

  it.each([
    'sudo: a password is required',
    'sudo: sorry, you must have a tty to run sudo',
    'sudo: no tty present and no askpass program specified',
    'joe is not in the sudoers file.  This incident will be reported.',
    'sh: sudo: not found',
  ])('that sudo does not serve says so: %s', async (err) => {
    await start((command) => {
      if (command === 'id -u') return { out: '1001\n' };
      return command.startsWith('sudo ') ? { err: `${err}\n`, exit: 1 } : undefined;
    });
    const facts = { host, port: server.port, user: 'epproot', seen: err };
    expect(await failureOf(who)).toEqual({ code: 'ssh.sudo', facts });
    expect(ran()).toEqual(['id -u', 'sudo -n true']);
    expect(privilege()).toEqual(['privilege running']);
  });

  it('whose sudo allows less than it seemed says so, and is not another product', async () => {
    const err = `Sorry, user joe is not allowed to execute '/bin/eppctl identity' as root on epp.`;
    await start((command) =>
      command === 'sudo -n eppctl identity' ? { err, exit: 1 } : sudoer(command),
    );
    expect(await failureOf(who)).toMatchObject({ code: 'ssh.sudo', facts: { seen: err } });
  });

  it('without a number is left to what the product says', async () => {
    await start((command) =>
      command === 'id -u' ? { err: `'id' is not recognized`, exit: 1 } : undefined,
    );
    expect((await failureOf(who)).code).toBe('appliance.not-one');
    expect(ran().filter((command) => command.startsWith('sudo'))).toEqual([]);
    expect(privilege()).toEqual(['privilege running', 'privilege skipped']);
  });

  it('at a server that drops one of two commands is asked for its number again', async () => {
    let asked = 0;
    await start((command) =>
      command === 'id -u' && asked++ === 0 ? (channel) => channel.close() : sudoer(command),
    );
    expect((await who()).hostname).toBe('EPP');
    expect(privilege().at(-1)).toBe('privilege done sudo -n');
  });

  it('is not asked for its rights where the profile knows no way to', async () => {
    const { privilege: _none, ...probes } = hasty.probes;
    await start(appliance(''), { profile: { ...hasty, probes } });
    await who();
    expect(ran()).toEqual(['eppctl identity', 'eppctl network']);
    expect(privilege()).toEqual(['privilege skipped']);
  });
});

describe('a new connection to a known appliance', () => {
  const known = { known: true };

  it('finds out about sudo before the first command, whichever that is, and then knows', async () => {
    await start(sudoer, known);
    expect(await opened.appliance.counts()).toEqual(counts);
    expect(await opened.appliance.disk()).toEqual(disk);
    expect((await who()).hostname).toBe('EPP');
    const through = ['counts', 'disk', 'identity', 'network'];
    expect(opened.ran()).toEqual([
      ...['id -u', 'sudo -n true'],
      ...through.map((words) => `sudo -n eppctl ${words}`),
    ]);
    expect(privilege()).toEqual(['privilege skipped']);
  });

  it('still knows after it was lost', async () => {
    await start(sudoer, known);
    await opened.appliance.counts();
    server.cut();
    expect((await failureOf(() => opened.appliance.disk())).code).toBe('ssh.connection-lost');
    expect(await opened.appliance.disk()).toEqual(disk);
    expect(ran().filter((command) => command === 'id -u').length).toBe(1);
  });

  it('finds out once for commands that begin together', async () => {
    await start(sudoer, known);
    await Promise.all([opened.appliance.counts(), opened.appliance.disk()]);
    expect(ran().filter((command) => !command.includes('eppctl'))).toEqual([
      ...['id -u', 'sudo -n true'],
    ]);
  });

  it('asks nothing of root', async () => {
    await start(appliance(''), { ...known, user: 'root' });
    await opened.appliance.counts();
    await who();
    expect(opened.ran()).toEqual(['eppctl counts', 'eppctl identity', 'eppctl network']);
  });

  it('takes no for an answer of sudo, and asks anew the next time', async () => {
    let refusals = 1;
    await start(
      (command) =>
        command === 'sudo -n true' && refusals-- > 0
          ? { err: 'sudo: a password is required', exit: 1 }
          : sudoer(command),
      known,
    );
    expect((await failureOf(() => opened.appliance.counts())).code).toBe('ssh.sudo');
    expect(await opened.appliance.counts()).toEqual(counts);
  });

  it('is busy where the appliance restarts, whatever its shell says', async () => {
    let up = false;
    const restarting: Reply = { err: '{"error":"restarting","message":"wait"}', exit: 75 };
    await start((command) => (up ? sudoer(command) : restarting), known);
    expect((await failureOf(() => opened.appliance.counts())).code).toBe('appliance.busy');
    expect((await failureOf(who)).code).toBe('appliance.busy');
    up = true;
    expect(await opened.appliance.counts()).toEqual(counts);
  });

  it('that hangs is one that does not answer', async () => {
    await start((command) => (command === 'id -u' ? () => {} : undefined), known);
    expect(await failureOf(() => opened.appliance.counts())).toMatchObject({
      code: 'appliance.no-answer',
      facts: { command: 'id -u' },
    });
  });
});
