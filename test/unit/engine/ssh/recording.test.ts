import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, openConnection } from '../../../../electron/engine/appliance/connection';
import { type Endpoint, formatAddress } from '../../../../shared/plan';
import { failureOf } from '../failure-of';
import { newKeyPair } from '../key-pair';
import { type DeskScript, type ScriptedDesk, scriptedDesk } from './servers-desk';
import { type Recorder, type Recording, startRecorder } from './servers-recording';

const { signal } = new AbortController();
const credentials: DeskScript = { passwords: ['right'], answers: () => ['right'] };

let folder: string;
let keyFile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recording-'));
  keyFile = join(folder, 'key');
  await writeFile(keyFile, newKeyPair().private, { mode: 0o600 });
});
afterAll(() => rm(folder, { recursive: true }));

const at = ({ host, port }: Recorder, how: Partial<Endpoint> = {}): Endpoint => ({
  ...{ host, port, user: 'root', agent: false },
  ...how,
});
const open = (endpoint: Endpoint, { desk }: ScriptedDesk): Promise<Connection> =>
  openConnection(endpoint, desk, signal);

/** The three ways to prove who one is; each would tell a wrong server something. */
const ways: readonly (readonly [string, Recording, () => Partial<Endpoint>])[] = [
  ['a password', { methods: ['password'] }, () => ({})],
  ['answers to prompts', { methods: ['keyboard-interactive'] }, () => ({})],
  ['a key', { methods: ['publickey'] }, () => ({ identityFiles: [keyFile] })],
];

describe.each(ways)('with %s, a server', (_way, recording, login) => {
  it('is told nothing while the question about its host key is open, nor after a no', async () => {
    const server = await startRecorder(recording);
    let toldBeforeAnswer: unknown;
    const person = scriptedDesk({
      ...credentials,
      trust: () => {
        toldBeforeAnswer = [...server.told];
        return false;
      },
    });
    const failure = await failureOf(() => open(at(server, login()), person));
    expect(failure.code).toBe('ssh.host-key-rejected');
    expect(toldBeforeAnswer).toEqual([]);
    expect(server.told).toEqual([]);
    expect(person.asked).toEqual([`trust ${formatAddress(server)}`]);
  });

  it('is told after a yes', async () => {
    const server = await startRecorder(recording);
    const connection = await open(
      at(server, login()),
      scriptedDesk({ ...credentials, trust: true }),
    );
    expect(connection.hostKey.sha256).toBe(server.keys.A.sha256);
    expect(server.secrets().length).toBeGreaterThan(0);
    connection.close();
  });

  it('with another key than the known one is told nothing, whatever it takes', async () => {
    const server = await startRecorder(recording);
    server.show('B');
    const known = { [formatAddress(server)]: [server.keys.A] };
    const person = scriptedDesk({ ...credentials, known, trust: true });
    const failure = await failureOf(() => open(at(server, login()), person));
    expect(failure.code).toBe('ssh.host-key-changed');
    expect(failure.facts).toMatchObject({
      expected: server.keys.A.sha256,
      seen: server.keys.B.sha256,
    });
    expect(person.asked).toEqual([`replace ${formatAddress(server)}`]);
    expect(server.told).toEqual([]);
  });

  it('that shows another key at a reconnect is told nothing any more', async () => {
    const server = await startRecorder(recording);
    const person = scriptedDesk({ ...credentials, trust: true });
    const connection = await open(at(server, login()), person);
    const before = server.told.length;
    server.show('B');
    const lost = (await connection.session()).onLost;
    const gone = new Promise<void>((resolve) => lost(() => resolve()));
    server.cut();
    await gone;
    const failure = await failureOf(() => connection.session());
    expect(failure.code).toBe('ssh.host-key-changed');
    expect(server.told.length).toBe(before);
    connection.close();
  });

  it('that changes its key between the question and the login is told nothing', async () => {
    const server = await startRecorder(recording);
    const person = scriptedDesk({
      ...credentials,
      trust: () => {
        server.show('B');
        server.cut();
        return true;
      },
    });
    expect((await failureOf(() => open(at(server, login()), person))).code).toBe(
      'ssh.host-key-changed',
    );
    expect(server.told).toEqual([]);
  });

  it('whose key was revoked is told nothing, and nobody is asked', async () => {
    const server = await startRecorder(recording);
    const person = scriptedDesk({
      ...credentials,
      ...{ trust: true, replace: true, revoked: [server.keys.A.sha256] },
    });
    const failure = await failureOf(() => open(at(server, login()), person));
    expect(failure.code).toBe('ssh.host-key-revoked');
    expect(person.asked).toEqual([]);
    expect(server.told).toEqual([]);
  });
});

describe('a changed key', () => {
  it('is logged in to only after the person has taken it for the new one', async () => {
    const server = await startRecorder();
    server.show('B');
    const known = { [formatAddress(server)]: [server.keys.A] };
    const person = scriptedDesk({ ...credentials, known, replace: true });
    const connection = await open(at(server), person);
    expect(connection.hostKey.sha256).toBe(server.keys.B.sha256);
    expect(person.asked[0]).toBe(`replace ${formatAddress(server)}`);
    expect(server.secrets()).toHaveLength(1);
    connection.close();
  });
});

describe('on the way over a jump host', () => {
  const jumping = async () => {
    const server = await startRecorder();
    const jump = await startRecorder({ forwardsTo: server });
    const via = [{ host: jump.host, port: jump.port, user: 'jumper', agent: false as const }];
    // By a name that only the jump host knows.
    const endpoint = { host: 'behind.invalid', port: 22, user: 'root', agent: false as const, via };
    const known = {
      [formatAddress(jump)]: [jump.keys.A],
      'behind.invalid:22': [server.keys.A],
    };
    return { server, jump, endpoint, known };
  };

  it('both are logged in to, each with its own credentials', async () => {
    const { server, jump, endpoint, known } = await jumping();
    const person = scriptedDesk({ ...credentials, known });
    const connection = await open(endpoint, person);
    expect(jump.secrets()).toMatchObject([{ user: 'jumper', password: 'right' }]);
    expect(server.secrets()).toMatchObject([{ user: 'root', password: 'right' }]);
    expect(jump.forwarded).toEqual(['behind.invalid:22']);
    expect(person.asked).toEqual([`password ${formatAddress(jump)}`, 'password behind.invalid:22']);
    connection.close();
  });

  it('a jump host with a wrong key is told nothing, not even where the way leads', async () => {
    const { server, jump, endpoint, known } = await jumping();
    jump.show('B');
    const failure = await failureOf(() => open(endpoint, scriptedDesk({ ...credentials, known })));
    expect(failure).toMatchObject({ code: 'ssh.host-key-changed', facts: { hop: 1 } });
    expect(jump.told).toEqual([]);
    expect(jump.forwarded).toEqual([]);
    expect(server.connections()).toBe(0);
  });

  it('a server with a wrong key behind an honest jump host is told nothing', async () => {
    const { server, jump, endpoint, known } = await jumping();
    server.show('B');
    const failure = await failureOf(() => open(endpoint, scriptedDesk({ ...credentials, known })));
    expect(failure.code).toBe('ssh.host-key-changed');
    expect(jump.secrets()).toHaveLength(1);
    expect(server.told).toEqual([]);
  });

  it('a jump host that forwards nothing is named', async () => {
    const jump = await startRecorder();
    const endpoint = {
      ...{ host: '198.18.0.1', port: 22, user: 'root', agent: false as const },
      via: [{ host: jump.host, port: jump.port, user: 'jumper', agent: false as const }],
    };
    const person = scriptedDesk({ ...credentials, trust: true });
    const failure = await failureOf(() => open(endpoint, person));
    expect(failure).toMatchObject({
      code: 'ssh.forwarding-refused',
      facts: { host: '198.18.0.1', via: formatAddress(jump) },
    });
    expect(jump.secrets()).toHaveLength(1);
  });
});
