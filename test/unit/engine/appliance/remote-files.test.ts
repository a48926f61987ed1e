import { randomBytes } from 'node:crypto';
import ssh2, { type Attributes, type SFTPWrapper } from 'ssh2';
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

  it('a long read asks for all its parts at once', async () => {
    const asked: [id: number, offset: number, bytes: number][] = [];
    const content = randomBytes(200_000);
    await start(
      '',
      opens((sftp) => {
        sftp.on('READ', (id, _handle, offset, bytes) => {
          asked.push([id, offset, bytes]);
          if (offset + bytes < content.length) return;
          for (const [each, from, most] of asked.toReversed()) {
            sftp.data(each, content.subarray(from, from + most));
          }
        });
      }),
    );
    const file = await appliance.files.open('/f', 'read');
    const into = Buffer.alloc(200_000);
    expect(await file.read(into, 200_000, 0)).toBe(200_000);
    expect(into.equals(content)).toBe(true);
  });

  it('a long read ends with the first part that is not whole', async () => {
    const content = randomBytes(100_000);
    await start(
      '',
      opens((sftp) => {
        sftp.on('READ', (id, _handle, offset, bytes) => {
          const part = content.subarray(offset, offset + Math.min(bytes, 20_000));
          if (part.length > 0) sftp.data(id, part);
          else sftp.status(id, STATUS_CODE.EOF);
        });
      }),
    );
    const file = await appliance.files.open('/f', 'read');
    const into = Buffer.alloc(200_000);
    expect(await file.read(into, 200_000, 0)).toBe(20_000);
    expect(into.subarray(0, 20_000).equals(content.subarray(0, 20_000))).toBe(true);
    expect(await file.read(into, 200_000, 100_000)).toBe(0);
  });

  it('a long read of which one part fails, fails when all its parts have come to an end', async () => {
    let answered = 0;
    await start(
      '',
      opens((sftp) => {
        sftp.on('READ', (id, _handle, offset) => {
          if (offset === 0) sftp.status(id, STATUS_CODE.FAILURE, 'I/O error');
          else setTimeout(() => sftp.data(id, Buffer.alloc(100, ++answered)), 50);
        });
      }),
    );
    const file = await appliance.files.open('/f', 'read');
    const work = () => file.read(Buffer.alloc(60_000), 60_000, 0);
    expect(await failureOf(work)).toMatchObject({
      code: 'transfer.failed',
      facts: { seen: 'I/O error' },
    });
    expect(answered).toBe(1);
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

  const places: Readonly<Record<string, object | number>> = {
    '/file': { mode: 0o100600, size: 5, uid: 0, gid: 0, atime: 0, mtime: 1_700_000_000 },
    '/folder': { mode: 0o040700, size: 4096 },
    '/link': { mode: 0o120777, size: 3 },
    '/pipe': { mode: 0o010600, size: 0 },
    '/kindless': { size: 7 },
    '/closed': STATUS_CODE.PERMISSION_DENIED,
  };
  const tells = (sftp: SFTPWrapper) => (id: number, path: string) => {
    const there = places[path] ?? STATUS_CODE.NO_SUCH_FILE;
    if (typeof there === 'number') sftp.status(id, there);
    else sftp.attrs(id, there as Attributes);
  };

  it('a look tells what is in a place itself', async () => {
    await start('', (sftp) => void sftp.on('LSTAT', tells(sftp)));
    const look = (path: string) => appliance.files.look?.(path);
    expect(await look('/file')).toEqual({ kind: 'file', size: 5, modifiedAt: 1_700_000_000_000 });
    expect(await look('/folder')).toEqual({ kind: 'folder', size: 4096, modifiedAt: undefined });
    expect(await look('/link')).toMatchObject({ kind: 'link' });
    expect(await look('/pipe')).toMatchObject({ kind: 'other' });
    expect(await look('/kindless')).toMatchObject({ kind: 'file', size: 7 });
    expect(await look('/none')).toBeUndefined();
    expect((await failureOf(async () => look('/closed'))).code).toBe('transfer.failed');
  });

  it('a look at a server that cannot look at links tells what they lead to', async () => {
    await start('', (sftp) => void sftp.on('STAT', tells(sftp)));
    expect(await appliance.files.look?.('/file')).toMatchObject({ kind: 'file', size: 5 });
    expect(await appliance.files.look?.('/none')).toBeUndefined();
  });

  it('a server that offers neither flush nor room is not asked for them', async () => {
    let asked = 0;
    await start(
      '',
      opens((sftp) => {
        sftp.on('EXTENDED', (id) => {
          asked++;
          sftp.status(id, STATUS_CODE.OP_UNSUPPORTED);
        });
      }),
    );
    expect((await appliance.files.open('/f', 'write')).sync).toBeUndefined();
    expect(await appliance.files.room?.('/f')).toBeUndefined();
    expect(asked).toBe(0);
  });

  it('a server without SFTP is told as such', async () => {
    await start('');
    expect((await failureOf(() => appliance.files.size('/f'))).code).toMatch(
      /^(?:ssh\.no-sftp|ssh\.connection-lost)$/,
    );
  });
});
