import { setTimeout as pause } from 'node:timers/promises';
import ssh2 from 'ssh2';
import { describe, expect, it } from 'vitest';
import type { RemoteFile } from '../../../../electron/engine/appliance/appliance';
import { inLanes, type Lane } from '../../../../electron/engine/appliance/lanes';
import { fail } from '../../../../shared/failure';
import { open } from '../../../contract/appliance-contract';
import { clerk } from '../../../contract/clerk';
import { failureOf } from '../failure-of';
import { startServer } from '../scripted-server';

/** A file that notes what is asked of it; writes are answered when the test says so. */
function lane() {
  const noted: string[] = [];
  const answers: ((failure?: unknown) => void)[] = [];
  const file: RemoteFile = {
    requestBytes: 100,
    read: async () => {
      noted.push('read');
      return 0;
    },
    write: (_from, length, offset) =>
      new Promise<void>((resolve, reject) => {
        noted.push(`write ${length} at ${offset}`);
        answers.push((failure) => (failure ? reject(failure) : resolve()));
      }),
    truncate: async (size) => void noted.push(`truncate ${size}`),
    sync: async () => void noted.push('sync'),
    close: async () => void noted.push('close'),
  };
  const spare: Lane = { file, end: () => void noted.push('end') };
  return { noted, answers, file, spare };
}
const buffer = Buffer.alloc(100);
const turn = () => pause(0);

describe('a file in lanes', () => {
  it('writes over the lane with the least under way', async () => {
    const [one, two] = [lane(), lane()];
    const file = inLanes(one.file, [Promise.resolve(two.spare)]);
    await turn();
    const writes = [0, 1, 2].map((at) => file.write(buffer, at === 0 ? 100 : 10, at * 100));
    expect(one.noted).toEqual(['write 100 at 0']);
    expect(two.noted).toEqual(['write 10 at 100', 'write 10 at 200']);
    for (const answer of [...one.answers, ...two.answers]) answer();
    await Promise.all(writes);
  });

  it('begins with the first and takes in others when they are there', async () => {
    const [one, two] = [lane(), lane()];
    let join: (lane: Lane) => void = () => {};
    const file = inLanes(one.file, [
      new Promise((resolve) => {
        join = resolve;
      }),
    ]);
    void file.write(buffer, 10, 0);
    void file.write(buffer, 10, 10);
    expect(one.noted).toHaveLength(2);
    join(two.spare);
    await turn();
    void file.write(buffer, 10, 20);
    expect(two.noted).toEqual(['write 10 at 20']);
  });

  it('does without one that is refused, or whose session ends alone', async () => {
    const [one, two] = [lane(), lane()];
    const refused = Promise.reject(new Error('no more sessions'));
    const file = inLanes(one.file, [refused, Promise.resolve(two.spare)]);
    await turn();
    void file.write(buffer, 10, 0);
    const second = file.write(buffer, 9, 10);
    two.answers[0]?.(refusal('ssh.connection-lost'));
    await turn();
    expect(one.noted).toEqual(['write 10 at 0', 'write 9 at 10']);
    one.answers[1]?.();
    await second;
    const third = file.write(buffer, 8, 20);
    expect(two.noted).toEqual(['write 9 at 10']);
    one.answers[2]?.();
    await third;
  });

  it('fails where a server refuses a write, over whichever lane', async () => {
    const [one, two] = [lane(), lane()];
    const file = inLanes(one.file, [Promise.resolve(two.spare)]);
    await turn();
    void file.write(buffer, 10, 0);
    const work = file.write(buffer, 9, 10);
    two.answers[0]?.(refusal('transfer.no-space'));
    expect((await failureOf(() => work)).code).toBe('transfer.no-space');
    expect(one.noted).toHaveLength(1);
  });

  it('asks over the first what one with a connection of its own fails at, and breaks that off', async () => {
    const [one, two] = [lane(), lane()];
    const lose = () => void two.noted.push('lose');
    const file = inLanes(one.file, [Promise.resolve({ ...two.spare, own: { lose } })]);
    await turn();
    expect(file.connections?.()).toBe(2);
    void file.write(buffer, 10, 0);
    const second = file.write(buffer, 9, 10);
    two.answers[0]?.(refusal('transfer.no-space'));
    await turn();
    expect(two.noted).toEqual(['write 9 at 10', 'lose']);
    expect(one.noted).toEqual(['write 10 at 0', 'write 9 at 10']);
    one.answers[1]?.(refusal('transfer.no-space'));
    expect((await failureOf(() => second)).code).toBe('transfer.no-space');
    expect(file.connections?.()).toBe(1);
  });

  it('holds back what no lane can carry soon while there are several connections, and lets it go with the first', async () => {
    const [one, two] = [lane(), lane()];
    const own = { lose: () => {} };
    const file = inLanes(one.file, [Promise.resolve({ ...two.spare, own })]);
    await turn();
    const half = 262_144;
    const writes = [0, 1, 2, 3, 4, 5].map((at) => file.write(buffer, half, at * half));
    const ended = Promise.allSettled(writes);
    expect([one.noted.length, two.noted.length]).toEqual([2, 2]);
    one.answers[0]?.();
    await turn();
    expect([one.noted.length, two.noted.length]).toEqual([3, 2]);
    one.answers[1]?.(refusal('ssh.connection-lost'));
    expect((await failureOf(async () => writes[5])).code).toBe('ssh.connection-lost');
    expect(two.noted).toHaveLength(2);
    for (const answer of [...one.answers, ...two.answers]) answer();
    expect((await ended).map(({ status }) => status[0]).join('')).toBe('ffrffr');
  });

  it('asks all else of the first, and closes them all', async () => {
    const [one, two] = [lane(), lane()];
    let late: (lane: Lane) => void = () => {};
    const file = inLanes(one.file, [
      Promise.resolve(two.spare),
      new Promise((resolve) => {
        late = resolve;
      }),
    ]);
    await turn();
    await file.read(buffer, 1, 0);
    await file.truncate(5);
    await file.sync?.();
    const closing = file.close();
    await turn();
    expect(one.noted).toEqual(['read', 'truncate 5', 'sync', 'close']);
    expect(two.noted).toEqual(['close', 'end']);
    const three = lane();
    late(three.spare);
    await closing;
    expect(three.noted).toEqual(['close', 'end']);
  });
});

const refusal = (code: 'transfer.no-space' | 'ssh.connection-lost'): unknown => {
  try {
    return fail(code, {});
  } catch (thrown) {
    return thrown;
  }
};

describe('a server', () => {
  it('that does not answer to the wish for a second session is written to over one', async () => {
    const { STATUS_CODE } = ssh2.utils.sftp;
    let sessions = 0;
    let writes = 0;
    const server = await startServer({
      exec: (_command, channel) => {
        channel.exit(0);
        channel.end();
      },
      beforeSession: (go) => {
        if (++sessions === 1) go();
      },
      sftp: (sftp) => {
        sftp.on('error', () => {});
        sftp.on('OPEN', (id) => sftp.handle(id, Buffer.from('h')));
        sftp.on('CLOSE', (id) => sftp.status(id, STATUS_CODE.OK));
        sftp.on('WRITE', (id) => {
          writes++;
          sftp.status(id, STATUS_CODE.OK);
        });
      },
    });
    const endpoint = { host: '127.0.0.1', port: server.port, user: 'epproot' };
    const { signal } = new AbortController();
    const appliance = await open('target', endpoint, clerk(['right']).desk, signal);
    try {
      const file = await appliance.files.open('/f', 'write');
      for (let at = 0; at < 5; at++) await file.write(buffer, 100, at * 100);
      await file.close();
      expect(writes).toBe(5);
      expect(sessions).toBeGreaterThan(1);
    } finally {
      appliance.close();
      await server.stop();
    }
  });
});
