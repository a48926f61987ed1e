import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

let place: Place;
let id = '';
beforeAll(async () => {
  place = await openPlace();
  const { pair, run } = place;
  const args = ['run', ...both(pair), ...(await trusting(pair)), '--until', 'check', '--json'];
  const checked = run(args, passwords(pair));
  await checked.exitCode;
  id = resultOf(checked.stdout()).id ?? '';
});
afterAll(() => place?.close());

const sheet = async (...args: readonly string[]) => {
  const running = place.run(['worksheet', id, ...args]);
  return { code: await running.exitCode, out: running.stdout(), err: running.stderr() };
};

test('shows every item with what to look up before and to do after', async () => {
  const { code, out } = await sheet();
  expect(code).toBe(0);
  expect(out).toMatch(/· E-mail \(SMTP\): Not known\n {2}Item {5}smtp\n {2}Before {3}Host, port/);
  expect(out).toMatch(/16 not known\.\n/);
});

test('notes, shows what was noted alone, and keeps what is not given', async () => {
  const where = ['--where', 'mail.example.com:587', '--note', 'relay, see the vault'];
  const first = await sheet('--set', 'smtp', ...where, '--by', 'Ada');
  expect(first.code).toBe(0);
  expect(first.out).toMatch(/E-mail \(SMTP\): To do\n[\s\S]*mail\.example\.com:587[\s\S]*Ada, 20/);
  expect(first.out).not.toContain('SIEM');
  const second = await sheet('--set', 'smtp=re-entered', '--set', 'scim=not-used', '--json');
  const lines = linesOf(second.out) as unknown as Record<string, unknown>[];
  expect(lines.find(({ item }) => item === 'smtp')).toMatchObject({
    ...{ type: 'worksheet', state: 're-entered', where: 'mail.example.com:587', open: true },
  });
  expect(lines.find(({ item }) => item === 'scim')).toMatchObject({ open: false });
  expect(resultOf(second.out)).toMatchObject({ outcome: 'finished', exitCode: 0 });
});

test('takes no secret, and says what is wrong on the command line', async () => {
  const { code, out, err } = await sheet('--set', 'siem', '--note', 'token=8fK3-hunter2');
  expect(code).toBe(64);
  expect(err).toContain('A secret does not belong into the worksheet');
  expect(out + err).not.toContain('hunter2');
  const journal = readFileSync(join(place.home, 'migrations', id, 'journal.jsonl'), 'utf8');
  expect(journal).not.toContain('hunter2');
  for (const args of [
    ['--set', 'fax=tested'],
    ['--set', 'smtp=fine'],
    ['--where', 'mail:25'],
    ['--set', 'smtp', '--set', 'siem', '--note', 'x'],
    ['--by', 'Ada'],
    ['--set', 'smtp', '--where', 'x'.repeat(301)],
  ]) {
    expect((await sheet(...args)).code, args.join(' ')).toBe(64);
  }
  expect(await place.run(['worksheet', 'm0']).exitCode).toBe(64);
});

test('is written into files, and what is open is told at the end of the run', async () => {
  const written = await sheet('--csv', 'sheet.csv', '--html', 'sheet.html');
  expect(written.code).toBe(0);
  expect(readFileSync(join(place.desk, 'sheet.csv'), 'utf8')).toContain('mail.example.com:587');
  expect(readFileSync(join(place.desk, 'sheet.html'), 'utf8')).toContain('What to look up');
  const kit = join(place.desk, 'kit.txt');
  const args = ['resume', id, ...confirming, '--answers', 'answers.json', '--kit', kit];
  const rest = place.run(args, passwords(place.pair));
  expect(await rest.exitCode).toBe(0);
  expect(rest.stdout()).toMatch(/To do +Enter again or test, .*to be tested: E-mail \(SMTP\)/);
  expect(rest.stdout()).toContain(`epp-migrate worksheet ${id}`);
  expect((await sheet('--set', 'smtp=tested')).code).toBe(0);
  const report = readFileSync(join(place.home, 'migrations', id, 'report.txt'), 'utf8');
  expect(report).toMatch(/E-mail \(SMTP\) +Tested +mail\.example\.com:587/);
});
