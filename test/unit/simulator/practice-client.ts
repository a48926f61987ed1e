import { mkdtemp, rm } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import ssh2, { type ConnectConfig, type OpenMode, type SFTPWrapper } from 'ssh2';
import { afterEach } from 'vitest';
import { openPair, type Pair, type PairOptions, startPair } from '../../../electron/simulator/pair';

/** A client of practice machines that is as thin as can be, so that tests see what goes over the wire. */
export type Login = Awaited<ReturnType<typeof login>>;

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'practice-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A pair at a tenth of the usual durations that stops after the test. */
export async function practicePair(options: Partial<PairOptions> = {}): Promise<Pair> {
  const folder = options.folder ?? (await temporaryFolder());
  const pair = await startPair({
    timeScale: 0.1,
    backupBytes: 100_000,
    computers: 20,
    ...options,
    folder,
  });
  cleanUps.push(() => pair.stop());
  return pair;
}

/** The pair of a folder once more. */
export async function reopened(folder: string): Promise<Pair> {
  const pair = await openPair(folder);
  cleanUps.push(() => pair.stop());
  return pair;
}

export type Answer = {
  readonly lines: readonly Fields[];
  readonly error: Fields;
  readonly exitCode: number;
};
// biome-ignore lint/suspicious/noExplicitAny: what a test looks at is what it expects
type Fields = Record<string, any>;

/** Logs in; rejects with ssh2's error. */
export async function login(
  at: { readonly host: string; readonly port: number },
  how: Partial<ConnectConfig> = {},
) {
  const client = new ssh2.Client();
  /** What waits for an answer, and hears of it when the connection goes instead. */
  const waiting = new Set<(error: Error) => void>();
  const whileOpen = <Result>(
    ask: (resolve: (result: Result) => void, reject: (error: unknown) => void) => void,
  ): Promise<Result> => {
    let forget = (): void => undefined;
    const asked = new Promise<Result>((resolve, reject) => {
      waiting.add(reject);
      forget = () => waiting.delete(reject);
      ask(resolve, reject);
    });
    return asked.finally(() => forget());
  };
  const closed = new Promise<void>((resolve) => {
    client.once('close', () => {
      for (const reject of waiting) reject(new Error('dropped'));
      resolve();
    });
  });
  client.on('error', () => undefined);
  await whileOpen<void>((resolve, reject) => {
    client.once('ready', () => resolve());
    client.once('error', reject);
    client.connect({
      ...at,
      username: 'epproot',
      password: 'practice',
      readyTimeout: 15_000,
      ...how,
    });
    // Else each request waits 40 ms for the acknowledgement of the one before.
    client.setNoDelay(true);
  });
  cleanUps.push(async () => client.destroy());

  /** Runs `eppctl` with these arguments; rejects where the connection goes before the answer. */
  const eppctl = (line: string, stdin?: string): Promise<Answer> =>
    whileOpen((resolve, reject) => {
      client.exec(`eppctl ${line}`, (error, channel) => {
        if (error) return reject(error);
        let stdout = '';
        let stderr = '';
        let exitCode = -1;
        channel.on('data', (text: Buffer) => {
          stdout += text;
        });
        channel.stderr.on('data', (text: Buffer) => {
          stderr += text;
        });
        channel.on('exit', (code: number) => {
          exitCode = code;
        });
        channel.on('close', () => {
          if (exitCode < 0) return reject(new Error('dropped'));
          const lines = stdout.split('\n').filter((text) => text !== '');
          resolve({
            lines: lines.map((text) => JSON.parse(text)),
            error: stderr === '' ? {} : JSON.parse(stderr),
            exitCode,
          });
        });
        if (stdin === undefined) channel.end();
        else channel.end(stdin);
      });
    });
  const one = async (line: string, stdin?: string): Promise<Fields> => {
    const answer = await eppctl(line, stdin);
    if (answer.exitCode !== 0) throw new Error(`${line}: ${JSON.stringify(answer.error)}`);
    return answer.lines[0] ?? {};
  };
  const sftp = (): Promise<Files> =>
    whileOpen((resolve, reject) => {
      client.sftp((error, wrapper) =>
        error ? reject(error) : resolve(filesOf(wrapper, whileOpen)),
      );
    });
  return { client, closed, eppctl, one, sftp, end: () => client.end() };
}

type WhileOpen = <Result>(
  ask: (resolve: (result: Result) => void, reject: (error: unknown) => void) => void,
) => Promise<Result>;

export type Files = ReturnType<typeof filesOf>;

/** Promises in the place of callbacks; a connection that goes rejects with `dropped`. */
function filesOf(wrapper: SFTPWrapper, whileOpen: WhileOpen) {
  const ask = <Result>(
    run: (done: (error: unknown, result?: Result) => void) => void,
  ): Promise<Result> =>
    whileOpen<Result>((resolve, reject) =>
      run((error, result) => (error ? reject(error) : resolve(result as Result))),
    );
  return {
    wrapper,
    open: (path: string, flags: OpenMode) => ask<Buffer>((done) => wrapper.open(path, flags, done)),
    read: (handle: Buffer, length: number, position: number) =>
      ask<string>((done) =>
        wrapper.read(handle, Buffer.alloc(length), 0, length, position, (error, count, content) =>
          done(error, content?.toString('latin1', 0, count)),
        ),
      ),
    write: (handle: Buffer, content: string | Buffer, position: number) =>
      ask<void>((done) =>
        wrapper.write(handle, Buffer.from(content as string), 0, content.length, position, done),
      ),
    close: (handle: Buffer) => ask<void>((done) => wrapper.close(handle, done)),
    stat: (path: string) => ask<{ size: number }>((done) => wrapper.stat(path, done)),
    lstat: (path: string) => ask<{ size: number }>((done) => wrapper.lstat(path, done)),
    fstat: (handle: Buffer) => ask<{ size: number }>((done) => wrapper.fstat(handle, done)),
    truncate: (handle: Buffer, size: number) =>
      ask<void>((done) => wrapper.fsetstat(handle, { size } as never, done)),
    setSize: (path: string, size: number) =>
      ask<void>((done) => wrapper.setstat(path, { size } as never, done)),
    names: async (path: string) => {
      const list = await ask<{ filename: string }[]>((done) => wrapper.readdir(path, done));
      return list.map(({ filename }) => filename).sort();
    },
    rename: (from: string, to: string) => ask<void>((done) => wrapper.rename(from, to, done)),
    remove: (path: string) => ask<void>((done) => wrapper.unlink(path, done)),
    mkdir: (path: string) => ask<void>((done) => wrapper.mkdir(path, done)),
    rmdir: (path: string) => ask<void>((done) => wrapper.rmdir(path, done)),
    realpath: (path: string) => ask<string>((done) => wrapper.realpath(path, done)),
    get: (from: string, to: string) => ask<void>((done) => wrapper.fastGet(from, to, done)),
    put: (from: string, to: string) => ask<void>((done) => wrapper.fastPut(from, to, done)),
  };
}

/** Makes a backup and waits for it; gives its key and how it ended. */
export async function makeBackup(on: Login, name = 'first') {
  const { id, key } = await on.one(`backup prepare --name ${name} --description 'a test'`);
  await on.one(`backup start ${id}`);
  const status = await untilChanged(() => on.one(`backup status ${id}`), 'generating');
  return { id, key: key as string, ...status } as Fields & { id: string; key: string };
}

/** Makes a backup on the old machine and puts it onto the new one; gives key and path. */
export async function bringBackup(pair: Pair) {
  const source = await login(pair.source);
  const target = await login(pair.target, { password: pair.passwords.target });
  const { key, file } = await makeBackup(source);
  const local = join(pair.folder, 'carried.eppb');
  await (await source.sftp()).get(file, local);
  await (await target.sftp()).put(local, '/incoming/first.eppb');
  return { source, target, key, file: '/incoming/first.eppb', local };
}

/** Asks until the state is another than this one. */
export async function untilChanged(ask: () => Promise<Fields>, state: string): Promise<Fields> {
  for (;;) {
    const answer = await ask();
    if (answer['state'] !== state) return answer;
    await pause(15);
  }
}

/** Waits until something is so. */
export async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  for (let turns = 0; turns < 500; turns++) {
    if (await so()) return;
    await pause(15);
  }
  throw new Error('it did not come about');
}

/** Whether a TCP connection is accepted. */
export const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connectTcp({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
