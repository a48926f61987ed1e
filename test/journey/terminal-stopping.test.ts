import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  both,
  confirming,
  linesOf,
  openPlace,
  type Place,
  passwords,
  program,
  resultOf,
  startProgram,
  trusting,
} from './terminal-program';

let place: Place | undefined;
afterEach(async () => {
  await place?.close();
  place = undefined;
});

test('Ctrl+C stops in order with 130, a second program is kept out meanwhile, and resume finishes the work', async () => {
  place = await openPlace({ timeScale: 2 });
  const { pair, desk, run } = place;
  const env = passwords(pair);
  const kit = join(desk, 'kit.txt');
  const args = ['run', ...both(pair), ...(await trusting(pair)), ...confirming, '--kit', kit];
  const first = run([...args, '--json'], env);
  await first.until(/"type":"progress","step":"create-backup"/);
  const id = linesOf(first.stdout().slice(0, first.stdout().indexOf('\n')))[0]?.id ?? '';

  const second = run(['resume', id, '--json'], env);
  expect(await second.exitCode).toBe(10);
  expect(resultOf(second.stdout()).failure).toMatchObject({
    code: 'migration.locked',
    facts: { pid: first.child.pid },
  });

  first.child.kill('SIGINT');
  expect(await first.exitCode).toBe(130);
  expect(resultOf(first.stdout())).toMatchObject({ outcome: 'cancelled', id });

  const third = run(['resume', id, ...confirming, '--kit', kit], env);
  expect(await third.exitCode).toBe(0);
  expect(third.stdout()).toContain('NEW-EPP has taken the place of OLD-EPP');
  expect(pair.machine('source').backupsStarted).toBe(1);
  expect(pair.machine('target').restoresStarted).toBe(1);
});

test('a reader that goes away ends the program without a word', async () => {
  place = await openPlace();
  const { pair, home, desk } = place;
  const args = ['run', ...both(pair), ...(await trusting(pair)), '--kit', 'kit.txt'];
  const command = `"$@" 2>stderr.txt | head -1; exit "\${PIPESTATUS[0]}"`;
  const piped = ['-c', command, 'bash', process.execPath, program, ...args];
  const running = startProgram('bash', piped, home, desk, passwords(pair));
  expect(await running.exitCode).toBe(130);
  expect(running.stdout().trimEnd().split('\n')).toHaveLength(1);
  expect(readFileSync(join(desk, 'stderr.txt'), 'utf8')).not.toMatch(/EPIPE|Error/);
});
