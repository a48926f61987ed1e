import { request } from 'node:http';
import { connect as connectTls } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import type { ConsoleTunnel } from '../../shared/connecting';
import { isFailure } from '../../shared/failure';
import { type Asked, webPerson, webPlan } from './by-web-person';
import { goodEnd, goodEndOf, type Stage, setStage } from './stage';

let stage: Stage;
afterEach(async () => {
  await stage?.close();
});

/** What a browser gets that opens `at` by the proxy: the status of the proxy, and the first line of the page behind it. */
const visit = (
  { port, user, password }: ConsoleTunnel,
  at: string,
): Promise<{ readonly status: number; readonly line?: string }> =>
  new Promise((resolve, reject) => {
    const login = Buffer.from(`${user}:${password}`).toString('base64');
    const asked = request({
      ...{ host: '127.0.0.1', port, method: 'CONNECT', path: at },
      headers: { 'proxy-authorization': `Basic ${login}` },
    });
    asked.on('error', reject);
    asked.on('connect', ({ statusCode: status = 0 }, socket) => {
      if (status !== 200) return resolve({ status });
      const page = connectTls({ socket, rejectUnauthorized: false }, () =>
        page.write('GET /login HTTP/1.1\r\nHost: console\r\nConnection: close\r\n\r\n'),
      );
      page.once('data', (text) => {
        resolve({ status, line: String(text).split('\r\n')[0] ?? '' });
        page.destroy();
      });
      page.on('error', reject);
    });
    asked.end();
  });

/** Runs a migration whose old server counts by hand, and does something while that is asked. */
async function whileAsked(work: (id: string) => Promise<void>) {
  stage = await setStage();
  const { person } = webPerson(stage);
  const usual = person.answers?.['do-by-hand'];
  let id = '';
  let worked = false;
  const answers: typeof person.answers = {
    ...person.answers,
    'do-by-hand': async (question: Asked, key: string) => {
      if (!worked) await work(id);
      worked = true;
      return await usual?.(question, key);
    },
  };
  const target = { ...stage.pair.plan.target, ways: { importBackup: 'hand' } as const };
  const started = await stage.start({ ...person, answers }, { target });
  ({ id } = started);
  const state = await started.ended;
  expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
  expect(worked).toBe(true);
  return { id, events: started.events };
}

describe('the web console through the SSH connection', () => {
  test('is reached with the password, at its own address alone, for as long as the run lasts', async () => {
    const seen: unknown[] = [];
    let tunnel: ConsoleTunnel | undefined;
    const { id, events } = await whileAsked(async (id) => {
      const given = await stage.engine.handlers['console-tunnel']({ id, side: 'source' });
      expect(await stage.engine.handlers['console-tunnel']({ id, side: 'source' })).toEqual(given);
      tunnel = given;
      const { host, webPort, port } = stage.pair.plan.source;
      seen.push(await visit(given, `${host}:${webPort}`));
      seen.push(await visit({ ...given, password: 'guess' }, `${host}:${webPort}`));
      seen.push(await visit(given, `${host}:${port}`));
      seen.push(await visit(given, `${stage.pair.plan.target.host}:${webPort}`));
    });
    expect(seen).toEqual([
      { status: 200, line: expect.stringMatching(/^HTTP\/1\.1 (200|30\d)/) },
      { status: 407 },
      { status: 403 },
      { status: 403 },
    ]);
    expect(JSON.stringify(events)).not.toContain(tunnel?.password);
    await expect(visit(tunnel as ConsoleTunnel, 'any:443')).rejects.toThrow(/ECONNREFUSED/);
    await expect(stage.engine.handlers['console-tunnel']({ id, side: 'source' })).rejects.toSatisfy(
      (thrown) => isFailure(thrown, 'migration.not-found'),
    );
  });

  test('is not there where nobody logs in over SSH', async () => {
    stage = await setStage();
    const { person } = webPerson(stage);
    let id = '';
    let refused: unknown;
    const answers: typeof person.answers = {
      ...person.answers,
      'do-by-hand': async () => {
        refused = await stage.engine.handlers['console-tunnel']({ id, side: 'source' }).catch(
          (thrown: unknown) => thrown,
        );
        void stage.engine.handlers['cancel-migration']({ id, because: 'unanswered' });
        return undefined;
      },
    };
    const started = await stage.start({ ...person, answers }, webPlan(stage));
    ({ id } = started);
    await started.ended;
    expect(isFailure(refused, 'contract.bad-input')).toBe(true);
  });
});
