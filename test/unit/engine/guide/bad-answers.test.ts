import { afterEach, describe, expect, it } from 'vitest';
import { openConnection } from '../../../../electron/engine/appliance/connection';
import { probeLinux } from '../../../../electron/engine/guide/linux-probes';
import { type LinuxProbes, linuxProbes } from '../../../../shared/probes';
import { clerk } from '../../../contract/clerk';
import { type CommandServer, type Reply, startCommandServer } from '../appliance/command-server';
import { failureOf } from '../failure-of';
import { trusty } from './linux-answers';

let server: CommandServer;
afterEach(() => server.stop());

async function probe(reply: (command: string) => Reply | undefined): Promise<LinuxProbes> {
  server = await startCommandServer(reply);
  const { desk } = clerk(['right']);
  const login = { host: '127.0.0.1', port: server.port, user: 'epproot' };
  const connection = await openConnection(login, desk, new AbortController().signal);
  try {
    return await probeLinux({ login, connection, desk, seconds: 1 });
  } finally {
    connection.close();
  }
}
const commands = (): readonly string[] =>
  server.heard.map(({ command }) => command).filter((command) => !command.startsWith('echo '));
const codes = ({ results }: LinuxProbes): readonly (string | undefined)[] => [
  ...new Set(results.map(({ failure }) => failure?.code)),
];

describe('a server that answers oddly', () => {
  it('takes the next command where one is not there', async () => {
    const { results, learned } = await probe((command) =>
      command === 'cat /etc/lsb-release' ? { out: trusty.lsbRelease } : undefined,
    );
    expect(learned).toEqual({
      system: { id: 'ubuntu', version: '14.04', name: 'Ubuntu 14.04.6 LTS' },
    });
    expect(results[0]).toMatchObject({ probe: 'system', command: 'cat /etc/lsb-release' });
    expect(results[0]?.failure).toBeUndefined();
    expect(results[1]?.failure).toMatchObject({ code: 'appliance.command-failed' });
  });

  it('is believed in what it says although the command found fault with something', async () => {
    const { learned } = await probe((command) =>
      command.includes('df -P -k -l')
        ? { out: trusty.df, err: 'df: /mnt: Stale', exit: 1 }
        : undefined,
    );
    expect(learned.mounted?.length).toBe(2);
  });

  it('with more than it should is cut off, and the next question is asked', async () => {
    const found = await probe((command) =>
      command === 'nproc' ? { out: '2\n' } : { out: 'x'.repeat(300_000) },
    ).catch((thrown: unknown) => thrown);
    // The shell is proven by a word of its own before.
    expect(found).toMatchObject({ failure: { code: 'ssh.no-shell' } });
    await server.stop();
    const flood = await probe((command) =>
      /^(?:echo|nproc)/.test(command) ? undefined : { out: 'x'.repeat(300_000) },
    );
    expect(codes(flood)).toContain('appliance.answer-too-long');
    expect(flood.results.length).toBe(linuxProbes.length);
    expect(flood.learned).toEqual({});
  });

  it('that never ends a command is asked little more', async () => {
    const found = await probe((command) => (command.startsWith('echo ') ? undefined : () => {}));
    expect(codes(found)).toEqual(['appliance.no-answer']);
    expect(found.results.map((each) => each.probe)).toEqual(linuxProbes);
    expect(commands().length).toBe(2);
  });

  it('that breaks off is no answer at all', async () => {
    const failure = await failureOf(() =>
      probe((command) =>
        command.startsWith('echo ') ? undefined : (_channel, connection) => connection.end(),
      ),
    );
    expect(failure.code).toBe('ssh.connection-lost');
  });
});
