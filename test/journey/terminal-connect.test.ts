import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import { formatAddress } from '../../shared/plan';
import { openPlace, type Place } from './terminal-program';

const secret = 'Geheim-4711';
const longest = 20_000;
let place: Place;
beforeEach(async () => {
  place = await openPlace({ password: secret });
});
afterEach(() => place.close());

const source = (): string => `${place.pair.source.user}@${formatAddress(place.pair.source)}`;
const keyOf = async (): Promise<string> => {
  const { host, port } = place.pair.source;
  return (await hostKeyAt(host, port, AbortSignal.timeout(10_000), { legacy: true })).sha256;
};

type Line = Readonly<Record<string, unknown>> & { readonly type: string };

/** Runs `connect` for a program; nothing of it may show a secret or take longer than the limit, in milliseconds. */
async function connect(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const started = Date.now();
  const running = place.run(['connect', ...args, '--json'], { HOME: place.desk, ...env });
  const exitCode = await running.exitCode;
  expect(Date.now() - started).toBeLessThan(longest);
  expect(running.stdout() + running.stderr()).not.toContain(secret);
  const lines = running
    .stdout()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const result = lines.at(-1) as Line & { failure?: { code: string; facts: object } };
  const stages = lines.filter(({ type }) => type === 'stage');
  return { exitCode, lines, stages, result, code: result.failure?.code };
}

const withPassword = { EPP_PASSWORD: secret };

describe('connect', () => {
  test('tells each stage with its time, then who answered', async () => {
    const { exitCode, lines, stages, result } = await connect(
      [source(), '--accept-key', await keyOf(), '--once'],
      withPassword,
    );
    expect(exitCode).toBe(0);
    expect(lines[0]).toMatchObject({ type: 'test', endpoint: { user: 'epproot' } });
    expect(stages.map(({ stage, state }) => [stage, state])).toEqual([
      ['dns', 'skipped'],
      ...['tcp', 'banner', 'key-exchange', 'host-key', 'authentication', 'shell'].map((stage) => [
        stage,
        'done',
      ]),
      ...['privilege', 'product', 'version'].map((stage) => [
        stage,
        expect.stringMatching(/done|skipped/),
      ]),
    ]);
    for (const { state, milliseconds } of stages)
      if (state === 'done') expect(milliseconds).toEqual(expect.any(Number));
    expect(result).toMatchObject({
      ...{ type: 'result', outcome: 'finished', exitCode: 0, legacyAllowed: [] },
      identity: { hostname: 'OLD-EPP', hostKey: { sha256: await keyOf() } },
      agreed: { kex: expect.any(String), cipher: expect.any(String) },
    });
  });

  test('accepts a key for one time only where that is wanted', async () => {
    const args = [source(), '--accept-key', await keyOf()];
    expect((await connect([...args, '--once'], withPassword)).exitCode).toBe(0);
    const again = await connect([source()], withPassword);
    expect(again).toMatchObject({ exitCode: 11, code: 'migration.waiting' });
    expect(again.lines.find(({ type }) => type === 'question')).toMatchObject({
      question: { kind: 'trust-host', hostKey: { sha256: await keyOf() } },
    });
  });

  test('sends nothing to a server whose key nobody accepted', async () => {
    const before = place.pair.machine('source').record.logins.length;
    const other = `SHA256:${'A'.repeat(43)}`;
    expect(await connect([source(), '--accept-key', other], withPassword)).toMatchObject({
      ...{ exitCode: 5, code: 'ssh.host-key-rejected' },
      result: { stage: 'host-key' },
    });
    expect(place.pair.machine('source').record.logins).toHaveLength(before);
  });

  test('tries a wrong password once', async () => {
    const args = [source(), '--accept-key', await keyOf(), '--once'];
    const before = place.pair.machine('source').record.logins.length;
    expect(await connect(args, { EPP_PASSWORD: 'wrong' })).toMatchObject({
      ...{ exitCode: 6, code: 'ssh.authentication' },
      result: { stage: 'authentication' },
    });
    const logins = place.pair.machine('source').record.logins.slice(before);
    expect(logins.filter(({ method }) => method !== 'none')).toHaveLength(1);
  });

  test('names a port where nobody listens, and a name that nobody knows', async () => {
    expect(await connect(['epproot@127.0.0.1:1'])).toMatchObject({
      ...{ exitCode: 2, code: 'ssh.refused', result: { stage: 'tcp' } },
    });
    expect(await connect(['no-such-server.invalid'])).toMatchObject({
      ...{ exitCode: 2, code: 'ssh.unknown-host', result: { stage: 'dns' } },
    });
  });

  test('reads what ~/.ssh/config says, and names what it cannot honour', async () => {
    const { host, port, user } = place.pair.source;
    mkdirSync(join(place.desk, '.ssh'), { recursive: true });
    const config = `Host old\n  HostName ${host}\n  Port ${port}\n  User ${user}\n  ProxyCommand nc %h %p\n`;
    const file = join(place.desk, '.ssh', 'config');
    writeFileSync(file, config, { mode: 0o600 });
    const accept = ['--accept-key', await keyOf(), '--once'];
    const { exitCode, lines } = await connect(['old', ...accept], withPassword);
    expect(exitCode).toBe(0);
    expect(lines.find(({ type }) => type === 'config-note')).toMatchObject({
      note: { file, line: 5, what: 'ProxyCommand' },
    });
    expect(readFileSync(file, 'utf8')).toBe(config);
  });

  test('says to a person what was seen, what is needed and what to do', async () => {
    const running = place.run(['connect', 'epproot@127.0.0.1:1'], { HOME: place.desk });
    expect(await running.exitCode).toBe(2);
    expect(running.stdout()).toMatch(/Connecting to epproot@127\.0\.0\.1:1\n[\s\S]+✗ Network/);
    expect(running.stderr()).toMatch(
      /✗ The server does not accept SSH connections\n {2}Seen .+\n {2}Needed .+\n {2}Do next [\s\S]+ssh\.refused\n/,
    );
    for (const line of running.stdout().split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('stops at Ctrl+C', { skip: process.platform === 'win32' }, async () => {
    await using silent = await listen(() => undefined);
    const running = place.run(['connect', `epproot@127.0.0.1:${silent.port}`], {
      HOME: place.desk,
    });
    await running.until(/✓ Network/);
    running.child.kill('SIGINT');
    expect(await running.exitCode).toBe(130);
    expect(running.stderr()).toContain('Stopped at “SSH server”. Nothing was changed');
  });

  test('names what is no SSH server', async () => {
    await using web = await listen((socket) => {
      socket.end('HTTP/1.1 400 Bad Request\r\nServer: web\r\n\r\n');
    });
    expect(await connect([`epproot@127.0.0.1:${web.port}`])).toMatchObject({
      ...{ exitCode: 2, code: 'ssh.not-ssh', result: { stage: 'banner' } },
    });
  });
});

describe('connect to a server that is not as usual', () => {
  test('asks for the host’s name where its key has changed', async () => {
    const { host } = place.pair.source;
    const accepted = await keyOf();
    expect((await connect([source(), '--accept-key', accepted], withPassword)).exitCode).toBe(0);
    await place.pair.setFault('source', 'wrong-host-key', true);
    const before = place.pair.machine('source').record.logins.length;
    const waiting = await connect([source(), '--accept-key', await keyOf()], withPassword);
    expect(waiting).toMatchObject({ exitCode: 11, code: 'migration.waiting' });
    expect(waiting.lines.find(({ type }) => type === 'question')).toMatchObject({
      question: {
        ...{ kind: 'replace-host-key', hostKey: { sha256: await keyOf() } },
        expected: { sha256: accepted },
        origin: { file: expect.stringContaining('known-hosts.json') },
      },
    });
    expect(await connect([source(), '--replace-key', 'other'], withPassword)).toMatchObject({
      ...{ exitCode: 5, code: 'ssh.host-key-changed' },
    });
    expect(place.pair.machine('source').record.logins).toHaveLength(before);
    const replaced = await connect([source(), '--replace-key', host], withPassword);
    expect(replaced).toMatchObject({
      exitCode: 0,
      result: { identity: { hostKey: { sha256: await keyOf() } } },
    });
    expect((await connect([source()], withPassword)).exitCode).toBe(0);
  });

  test('uses weak algorithms only where they are allowed', async () => {
    await place.pair.setFault('source', 'legacy-algorithms', true);
    const args = [source(), '--accept-key', await keyOf(), '--once'];
    expect(await connect(args, withPassword)).toMatchObject({
      ...{ exitCode: 11, code: 'migration.waiting', result: { stage: 'key-exchange' } },
    });
    const allowed = await connect([...args, '--allow-legacy'], withPassword);
    expect(allowed).toMatchObject({
      exitCode: 0,
      result: {
        agreed: { kex: 'diffie-hellman-group14-sha1', cipher: 'aes128-cbc' },
        legacyAllowed: [formatAddress(place.pair.source)],
      },
    });
  });

  test('names a login that lands in a menu', async () => {
    await place.pair.setFault('source', 'menu', true);
    const args = [source(), '--accept-key', await keyOf(), '--once'];
    expect(await connect(args, withPassword)).toMatchObject({ exitCode: 6, code: 'ssh.no-shell' });
  });

  test('asks a person what the server asks in its own words', async () => {
    await place.pair.setFault('source', 'two-factor', true);
    const args = [source(), '--accept-key', await keyOf(), '--once'];
    const { exitCode, lines } = await connect(args, withPassword);
    expect(exitCode).toBe(11);
    expect(lines.filter(({ type }) => type === 'question').at(-1)).toMatchObject({
      question: { kind: 'answer-prompts', prompts: [{ text: expect.any(String) }] },
    });
  });
});

test('no test of a connection leaves a secret on the disk', async () => {
  const args = [source(), '--accept-key', await keyOf()];
  expect((await connect(args, withPassword)).exitCode).toBe(0);
  const files = readdirSync(place.home, { recursive: true, encoding: 'utf8' })
    .map((file) => join(place.home, file))
    .filter((file) => statSync(file).isFile());
  expect(files).toEqual([join(place.home, 'known-hosts.json')]);
  for (const file of files) expect(readFileSync(file, 'latin1')).not.toContain(secret);
});

/** A server on a port of its own, closed at the end of the scope. */
async function listen(answer: Parameters<typeof createServer>[1]) {
  const server: Server = createServer(answer);
  const sockets = new Set<{ destroy: () => void }>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
