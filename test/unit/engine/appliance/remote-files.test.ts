import ssh2, { type SFTPWrapper } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import type { Appliance } from '../../../../electron/engine/appliance/appliance';
import { open } from '../../../contract/appliance-contract';
import { clerk } from '../../../contract/clerk';
import { failureOf } from '../failure-of';
import { type ScriptedServer, startServer } from '../scripted-server';

let server: ScriptedServer;
let appliance: Appliance;

/** A server that gives this answer to every command. */
async function start(answer: string, sftp?: (sftp: SFTPWrapper) => void): Promise<void> {
  server = await startServer({
    exec: (_command, channel) => {
      channel.write(answer);
      channel.exit(0);
      channel.end();
    },
    ...(sftp ? { sftp } : {}),
  });
  const endpoint = { host: '127.0.0.1', port: server.port, user: 'epproot' };
  const { desk } = clerk(['right']);
  appliance = await open('target', endpoint, desk, new AbortController().signal);
}

afterEach(async () => {
  appliance.close();
  await server.stop();
});

describe('files', () => {
  const { STATUS_CODE } = ssh2.utils.sftp;
  const handle = Buffer.from('h');
  /** Opens everything, answers to nothing else by itself. */
  const opens = (more: (sftp: SFTPWrapper) => void) => (sftp: SFTPWrapper) => {
    sftp.on('OPEN', (id) => sftp.handle(id, handle));
    sftp.on('error', () => {});
    more(sftp);
  };

  it.each(['read', 'write'] as const)('a %s in a connection that is cut fails', async (mode) => {
    await start(
      '',
      opens((sftp) => {
        sftp.on('READ', () => server.cut());
        sftp.on('WRITE', () => server.cut());
      }),
    );
    const file = await appliance.files.open('/f', mode);
    const work = () => file[mode](Buffer.alloc(100), 100, 0);
    expect((await failureOf(work)).code).toBe('ssh.connection-lost');
    expect((await failureOf(work)).code).toBe('ssh.connection-lost');
  });

  it('an SFTP session that ends alone fails what is under way, and a new one is opened', async () => {
    let sessions = 0;
    await start('', (sftp) => {
      sessions++;
      sftp.on('STAT', (id) => {
        if (sessions === 1) sftp.end();
        else sftp.attrs(id, { mode: 0o100600, uid: 0, gid: 0, size: 7, atime: 0, mtime: 0 });
      });
    });
    expect((await failureOf(() => appliance.files.size('/f'))).code).toBe('ssh.connection-lost');
    expect(await appliance.files.size('/f')).toBe(7);
    expect(server.connections()).toBe(2);
  });

  it('a write that fails on a full disk says that it is full', async () => {
    await start(
      '{"sizeBytes":100,"freeBytes":0}',
      opens((sftp) => {
        sftp.on('WRITE', (id) => sftp.status(id, STATUS_CODE.FAILURE));
      }),
    );
    const file = await appliance.files.open('/f', 'write');
    expect(await failureOf(() => file.write(Buffer.alloc(9), 9, 0))).toEqual({
      code: 'transfer.no-space',
      facts: { where: 'the new server' },
    });
  });

  it('a write that fails for another cause does not say so', async () => {
    await start(
      '{"sizeBytes":100000000,"freeBytes":90000000}',
      opens((sftp) => {
        sftp.on('WRITE', (id) => sftp.status(id, STATUS_CODE.FAILURE, 'I/O error'));
      }),
    );
    const file = await appliance.files.open('/f', 'write');
    expect(await failureOf(() => file.write(Buffer.alloc(9), 9, 0))).toEqual({
      code: 'transfer.failed',
      facts: { path: '/f', where: 'the new server', seen: 'I/O error' },
    });
  });

  it('what may not be opened says so', async () => {
    await start('', (sftp) => {
      sftp.on('OPEN', (id) => sftp.status(id, STATUS_CODE.PERMISSION_DENIED, 'no'));
    });
    expect(await failureOf(() => appliance.files.open('/f', 'read'))).toMatchObject({
      code: 'transfer.failed',
      facts: { path: '/f', seen: 'no' },
    });
  });

  it('a server without SFTP is told as such', async () => {
    await start('');
    expect((await failureOf(() => appliance.files.size('/f'))).code).toMatch(
      /^(?:appliance\.command-failed|ssh\.connection-lost)$/,
    );
  });
});
