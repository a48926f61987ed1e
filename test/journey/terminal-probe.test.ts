import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import { formatAddress, webPortOf } from '../../shared/plan';
import { linuxProbes } from '../../shared/probes';
import { openPlace, type Place } from './terminal-program';

const secret = 'Geheim-4711';
let place: Place;
beforeEach(async () => {
  place = await openPlace({ password: secret });
});
afterEach(async () => {
  expect(place.pair.machine('source').record.changes).toEqual([]);
  await place.close();
});

const web = (): string => `${place.pair.source.host}:${webPortOf(place.pair.source)}`;
const ssh = (): string => `${place.pair.source.user}@${formatAddress(place.pair.source)}`;
type Line = Readonly<Record<string, unknown>> & { readonly type: string };

async function probe(...args: readonly string[]) {
  const env = { HOME: place.desk, EPP_PASSWORD: secret };
  const running = place.run(['probe', ...args], env);
  const exitCode = await running.exitCode;
  const out = running.stdout();
  expect(out + running.stderr()).not.toContain(secret);
  const lines = args.includes('--json')
    ? out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Line)
    : [];
  const of = (type: string) => lines.find((line) => line.type === type);
  return { exitCode, out: out.replaceAll(/\s+/g, ' '), err: running.stderr(), lines, of };
}

describe('probe', () => {
  test('shows what the web console shows to anybody, and what is known of its family', async () => {
    const { exitCode, out, err } = await probe(web(), '--seen', '5942');
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toContain(`Web console at ${web()}, without logging in`);
    expect(out).toMatch(/SHA-256 [0-9a-f]{64}/);
    expect(out).toContain('signed by itself');
    expect(out).toContain('/ answers 200');
    expect(out).toContain('Family: 5.x, on Ubuntu 14.04 or 18.04');
    expect(out).toContain('Why The version is 5942.');
    expect(out).toContain('(high)');
    expect(place.pair.machine('source').record.operations).toEqual([]);
  });

  test('logs in only where that is wanted, and says of each command why it tells nothing', async () => {
    const { host, port } = place.pair.source;
    const { sha256 } = await hostKeyAt(host, port, AbortSignal.timeout(10_000));
    const login = ['--ssh', ssh(), '--accept-key', sha256, '--no-agent'];
    const { exitCode, of, lines } = await probe(web(), ...login, '--json');
    // A practice machine is no Linux: it knows its own commands.
    expect(exitCode).toBe(1);
    expect(
      lines.map(({ type }) => type).filter((type) => type !== 'stage' && type !== 'question'),
    ).toEqual([...['web', 'test', 'linux', 'family', 'result']]);
    expect(of('web')).toMatchObject({ answers: [{ status: 200 }], certificates: [{}] });
    const results = of('linux')?.['results'] as readonly Line[];
    expect(results.map((each) => each['probe'])).toEqual(linuxProbes);
    for (const { failure } of results)
      expect(failure).toMatchObject({ code: 'appliance.command-failed' });
    expect(of('family')).toMatchObject({ family: 'unknown', signs: [] });
    expect(of('result')).toMatchObject({ outcome: 'finished', exitCode: 1 });
  });

  test('goes on over SSH where nobody answers at the web port', async () => {
    const { host, port } = place.pair.source;
    const { sha256 } = await hostKeyAt(host, port, AbortSignal.timeout(10_000));
    const login = ['--ssh', ssh(), '--accept-key', sha256, '--no-agent'];
    const { exitCode, of } = await probe(`${host}:1`, ...login, '--json');
    expect(exitCode).toBe(1);
    expect(of('web-failed')).toMatchObject({ failure: { code: 'web.no-answer' } });
    expect(of('linux')).toBeDefined();
  });

  test.each<[string, (at: string) => readonly string[], number, string]>([
    ['nobody answers', () => ['127.0.0.1:1'], 2, 'web.no-answer'],
    ['it is SSH', () => [formatAddress(place.pair.source)], 2, 'web.not-https'],
    [
      'the host key is another',
      (at) => [at, '--ssh', ssh(), '--accept-key', `SHA256:${'A'.repeat(43)}`],
      5,
      'ssh.host-key-rejected',
    ],
    [
      'nobody is there to accept the host key',
      (at) => [at, '--ssh', ssh()],
      11,
      'migration.waiting',
    ],
    ['an option has no login to be for', (at) => [at, '--key', 'id'], 64, 'usage.wrong'],
    ['the host is a page', () => ['https://epp.example.test/login'], 64, 'usage.wrong'],
    ['the version is none', (at) => [at, '--seen', 'new'], 64, 'usage.wrong'],
  ])('says so where %s', async (_what, args, code, failure) => {
    const { exitCode, of } = await probe(...args(web()), '--json');
    expect(of('result')).toMatchObject({ exitCode: code, failure: { code: failure } });
    expect(exitCode).toBe(code);
  });
});
