import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  both,
  confirming,
  linesOf,
  openPlace,
  type Place,
  passwords,
  resultOf,
  trusting,
} from './terminal-program';

let place: Place | undefined;
afterEach(async () => {
  await place?.close();
  place = undefined;
});

const canaries = { source: 'canary-Old-7Kq!x', target: 'canary-New-3Zw!y' };

describe('epp-migrate run', () => {
  test('migrates with answers given beforehand, once, and leaves no secret anywhere but in the kit', async () => {
    place = await openPlace({ password: canaries });
    const { pair, home, desk } = place;
    const kit = join(desk, 'kit.txt');
    const args = ['run', ...both(pair), ...(await trusting(pair)), ...confirming, '--kit', kit];
    const running = place.run([...args, '--json'], passwords(pair));
    await running.until(/"type":"step-started","step":"create-backup"/);
    const processFiles = `/proc/${running.child.pid}`;
    const commandLine = readFileSync(join(processFiles, 'cmdline'), 'utf8');
    const environment = readFileSync(join(processFiles, 'environ'), 'utf8');
    expect(await running.exitCode).toBe(0);

    const lines = linesOf(running.stdout());
    const result = resultOf(running.stdout());
    expect(result).toMatchObject({ type: 'result', outcome: 'finished', exitCode: 0 });
    expect(lines.slice(0, -1).every((line) => 'id' in line && line.id === result.id)).toBe(true);
    expect(existsSync(result.report?.html ?? '')).toBe(true);
    const [source, target] = [pair.machine('source'), pair.machine('target')];
    expect([source.backupsStarted, target.restoresStarted]).toEqual([1, 1]);
    expect([source.power, target.address]).toEqual(['off', pair.source.host]);

    const key = /^System Backup Key +(\S+)$/m.exec(readFileSync(kit, 'utf8'))?.[1] ?? '';
    expect(key).toMatch(/^[A-Z0-9]{16}$/);
    expect(statSync(kit).mode & 0o777).toBe(0o600);
    for (const secret of [key, canaries.source, canaries.target]) {
      expect(running.stdout()).not.toContain(secret);
      expect(running.stderr()).not.toContain(secret);
      expect(commandLine).not.toContain(secret);
      expect(filesWith(home, secret)).toEqual([]);
    }
    // The passwords came with the environment; the key never goes there.
    expect(environment).not.toContain(key);
  });

  test('writes lines with the time where nobody watches, without colours or redrawing', async () => {
    place = await openPlace();
    const { pair, desk } = place;
    const args = ['run', ...both(pair), ...(await trusting(pair)), '--until', 'check'];
    const running = place.run([...args, '--kit', join(desk, 'kit.txt')], passwords(pair));
    expect(await running.exitCode).toBe(11);
    expect(running.stdout()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}✓ Compare versions/m);
    expect(running.stdout()).not.toContain('\u001b');
    expect(running.stdout()).toContain('Stopped after “Check”, as planned.');
    expect(pair.machine('source').backupsStarted).toBe(0);
  });

  test('asks nothing twice: what --until left is finished by resume', async () => {
    place = await openPlace();
    const { pair, desk, run } = place;
    const env = passwords(pair);
    const first = ['run', ...both(pair), ...(await trusting(pair)), '--until', 'transfer'];
    const kit = join(desk, 'kit.txt');
    const half = run([...first, '--kit', kit, '--json'], env);
    expect(await half.exitCode).toBe(11);
    expect(resultOf(half.stdout()).outcome).toBe('paused');
    const rest = run(['resume', ...confirming, '--kit', kit, '--json'], env);
    expect(await rest.exitCode).toBe(0);
    expect(pair.machine('source').backupsStarted).toBe(1);
    expect(pair.machine('target').restoresStarted).toBe(1);

    const status = run(['status']);
    expect(await status.exitCode).toBe(0);
    expect(status.stdout()).toMatch(/OLD-EPP → NEW-EPP\n {2}State +finished/);
  });
});

describe('epp-migrate inspect', () => {
  test('says what a file is, and what it is not', async () => {
    place = await openPlace();
    const file = join(place.desk, 'page.eppb');
    execFileSync('sh', ['-c', `printf '<!doctype html><html></html>' > '${file}'`]);
    const running = place.run(['inspect', file, '--json']);
    expect(await running.exitCode).toBe(12);
    expect(linesOf(running.stdout())[0]).toMatchObject({
      ...{ type: 'inspection', layers: [{ container: 'html' }], verdict: 'not-a-backup' },
    });
    expect(resultOf(running.stdout()).exitCode).toBe(12);
  });
});

function filesWith(folder: string, secret: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(secret));
}
