import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { throughLocalCopy } from '../../electron/engine/transport/through-local-copy';
import type { Endpoint } from '../../shared/plan';
import { startJumpServer } from '../journey/jump-server';
import { failureOf } from '../unit/engine/failure-of';
import { open } from './appliance-contract';
import { type Clerk, clerk } from './clerk';
import { type FarOddities, type FarServer, startFarServer } from './far-server';

const content = randomBytes(20_000_000);
const ways = ['download', 'upload'] as const;
/** As many as there are on a long way, where nothing shows that more would pay. */
const four = 4;
const whenFour = (_came: number, opened: number): boolean => opened >= four;
const whenTwoCame = (came: number): boolean => came >= 2;

let folder: string;
let server: FarServer;
let appliance: Appliance;
let person: Clerk;
const cleanUp: (() => unknown)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connections-'));
});
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
  await rm(folder, { recursive: true, force: true });
});

async function start(odd: FarOddities, way: Partial<Endpoint> = {}): Promise<void> {
  server = await startFarServer(odd);
  cleanUp.push(server.stop);
  await logIn(way);
}
async function logIn(way: Partial<Endpoint> = {}): Promise<void> {
  person = way.via ? clerk(['right']) : clerk(['right'], server.hostKey);
  const at = { host: '127.0.0.1', port: server.port, user: 'epproot', agent: false as const };
  const { signal } = new AbortController();
  appliance = await open('source', { ...at, ...way }, person.desk, signal);
  cleanUp.push(appliance.close);
  // The first request also opens the session.
  await appliance.files.size('/none');
}

/** Moves the content once, and looks whether it arrived; `name` is its name on the server. */
async function move(way: (typeof ways)[number], signal?: AbortSignal, name = '/f'): Promise<void> {
  const here = join(folder, 'f');
  const options = { signal: signal ?? new AbortController().signal, onProgress: () => {} };
  if (way === 'download') {
    server.content.set(name, content);
    await throughLocalCopy.download(appliance.files, name, here, options);
    expect((await readFile(here)).equals(content)).toBe(true);
  } else {
    await writeFile(here, content);
    await throughLocalCopy.upload(here, appliance.files, name, options);
    expect(server.content.get(name)?.equals(content)).toBe(true);
  }
}
const oneLeft = () => vi.waitFor(() => expect(server.open()).toBe(1));

describe.each(ways)('a long %s', (way) => {
  it('goes over four connections, which end with it; nobody is asked again', async () => {
    await start({ ready: whenFour });
    await move(way);
    expect(server.connections()).toBe(four);
    expect(server.asked.filter((requests) => requests > 0)).toHaveLength(four);
    expect(person.seen.asked).toEqual([false]);
    expect(person.seen.keys).toEqual([]);
    await oneLeft();
  });

  it.each<[string, FarOddities]>([
    [
      'the login',
      {
        authenticate: (context, connection) =>
          connection === 0 && context.method === 'password'
            ? context.accept()
            : context.reject(['password']),
      },
    ],
    ['the connection', { arrives: (connection, number) => void (number > 0 && connection.end()) }],
  ])('does without more where the server refuses %s, and asks no second time', async (_, odd) => {
    await start({ ...odd, ready: whenTwoCame });
    await move(way);
    await move(way, undefined, '/g');
    expect(server.connections()).toBe(2);
    expect(person.seen.asked).toEqual([false]);
    await oneLeft();
  });

  it('does without a connection that gets no session', async () => {
    await start({ ready: whenTwoCame, withoutSession: (connection) => connection > 0 });
    await move(way);
    expect(server.connections()).toBe(2);
    await oneLeft();
  });

  it('asks again over the first what a connection had under way that was cut', async () => {
    let cut = 0;
    await start({
      ready: whenFour,
      drops: (connection, request) => {
        if (connection !== 2 || request < 3) return false;
        cut++;
        server.cutOne(connection);
        return true;
      },
    });
    await move(way);
    expect(cut).toBeGreaterThan(0);
    expect(server.connections()).toBe(four);
    await oneLeft();
  });

  it('ends with the first connection', async () => {
    await start({
      ready: whenFour,
      drops: (connection, request) => {
        if (connection === 0 && request === 20) server.cutOne(0);
        return connection === 0 && request >= 20;
      },
    });
    expect((await failureOf(() => move(way))).code).toBe('ssh.connection-lost');
    await vi.waitFor(() => expect(server.open()).toBe(0));
  });

  it.each(['the transfer', 'the appliance'] as const)(
    'leaves no connection when %s is stopped',
    async (what) => {
      const stop = new AbortController();
      await start({
        ready: whenFour,
        drops: (_connection, request) => {
          if (request < 10) return false;
          if (what === 'the transfer') stop.abort();
          else appliance.close();
          return true;
        },
      });
      const { code } = await failureOf(() => move(way, stop.signal));
      expect(code).toBe(what === 'the transfer' ? 'migration.cancelled' : 'ssh.connection-lost');
      await vi.waitFor(() => expect(server.open()).toBe(what === 'the transfer' ? 1 : 0));
    },
  );

  it('is over one where the login needs a person', async () => {
    await start({
      authenticate: (context) => {
        if (context.method === 'password') context.reject(['keyboard-interactive'], true);
        else if (context.method === 'keyboard-interactive')
          context.prompt([{ prompt: 'Code: ', echo: true }], () => context.accept());
        else context.reject(['password']);
      },
    });
    const asked = person.seen.asked.length;
    await move(way);
    await pause(200);
    expect(server.connections()).toBe(1);
    expect(person.seen.asked).toHaveLength(asked);
  });

  it('goes the whole way again over a jump host', async () => {
    const jump = await startJumpServer('right');
    cleanUp.push(jump.stop);
    const { host, port, user } = jump;
    await start({ ready: whenFour }, { via: [{ host, port, user, agent: false }] });
    const before = { ways: jump.asked.length, keys: person.seen.keys.length };
    await move(way);
    expect(jump.logins()).toBe(four);
    expect(jump.asked).toHaveLength(before.ways + four - 1);
    expect(person.seen.keys).toHaveLength(before.keys);
    expect(person.seen.asked).toEqual([false, false]);
    await oneLeft();
  });

  it('tells nothing to a server that shows another host key', async () => {
    const other = await startFarServer();
    cleanUp.push(other.stop);
    server = await startFarServer({ ready: () => other.connections() > 0 });
    cleanUp.push(server.stop);
    let connections = 0;
    const between = createServer((near) => {
      const far = connect(connections++ === 0 ? server.port : other.port, '127.0.0.1');
      near.on('error', () => far.destroy()).pipe(far);
      far.on('error', () => near.destroy()).pipe(near);
    }).listen(0, '127.0.0.1');
    cleanUp.push(() => between.close());
    await once(between, 'listening');
    await logIn({ port: (between.address() as AddressInfo).port });
    await move(way);
    expect(other.connections()).toBe(1);
    expect(other.logins).toEqual([]);
    expect(person.seen.keys).toEqual([]);
  });
});

it('a small file goes over one connection', async () => {
  await start({});
  server.content.set('/s', content.subarray(0, 8_000_000));
  const options = { signal: new AbortController().signal, onProgress: () => {} };
  await throughLocalCopy.download(appliance.files, '/s', join(folder, 's'), options);
  await pause(200);
  expect(server.connections()).toBe(1);
});
