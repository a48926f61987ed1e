import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import { formatAddress } from '../../shared/plan';
import { openPlace, type Place } from './terminal-program';

const secret = 'Geheim-4711';
let place: Place;
beforeEach(async () => {
  place = await openPlace({ password: secret, dialect: 'acme', computers: 20 });
  cpSync(
    join(import.meta.dirname, '..', 'acme', 'acme.profile.jsonc'),
    join(place.desk, 'acme.jsonc'),
  );
});
afterEach(() => place.close());

async function profile(...args: readonly string[]) {
  const running = place.run(['profile', ...args], { HOME: place.desk, EPP_PASSWORD: secret });
  const exitCode = await running.exitCode;
  const [out, err] = [running.stdout(), running.stderr()];
  expect(out + err).not.toContain(secret);
  return { exitCode, out, err };
}

test('a profile is begun, checked, corrected by what is said of it, and exported', async () => {
  expect((await profile('init', 'mine', '-o', 'mine.jsonc')).exitCode).toBe(0);
  const begun = await profile('check', './mine.jsonc');
  expect(begun).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining('The profile is valid.'),
  });
  expect(begun.out).toContain('prepareBackup: no command; a person does it');
  const again = await profile('init', 'mine', '-o', 'mine.jsonc');
  expect(again).toMatchObject({ exitCode: 2, err: expect.stringContaining('another file') });

  const file = join(place.desk, 'acme.jsonc');
  const right = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    right
      .replace('"{id}"],', `"'{id}'"],`)
      .replace('"sizeBytes"', '"size"')
      .replace('"reads": "key-value"', '"reads": "yaml"'),
  );
  const wrong = await profile('check', 'acme.jsonc');
  expect(wrong.exitCode).toBe(4);
  expect(wrong.out).toContain('✗ operations.startBackup.words.3');
  expect(wrong.out).toContain('✗ operations.identity.reads');
  expect(wrong.out).toContain('2 faults.');
  writeFileSync(file, right);

  const shown = await profile('check', 'acme.jsonc');
  expect(shown.out).toContain(`acme job new migration-20261124-1800 --note 'Jane'\\''s migration`);
  expect(shown.out).toContain('on standard input, in secret: {key}');
  expect((await profile('export', 'acme.jsonc', '-o', 'mail.json')).exitCode).toBe(0);
  const mailed = join(place.desk, 'mail.json');
  // What is left out, such as “exits”, stays left out.
  const brief = await profile('export', './mine.jsonc', '-o', 'brief.json');
  expect(brief.exitCode).toBe(0);
  expect((await profile('check', 'brief.json')).exitCode).toBe(0);
  const hashOf = (text: string) => /^Hash (\w+)$/m.exec(text)?.[1];
  const intact = await profile('check', 'mail.json');
  expect(intact.exitCode).toBe(0);
  expect(hashOf(intact.out)).toBe(hashOf(shown.out));
  writeFileSync(mailed, readFileSync(mailed, 'utf8').replace('"halt"', '"reboot"'));
  const looked = await profile('check', 'mail.json');
  expect(looked).toMatchObject({ exitCode: 4, err: expect.stringContaining('profile.changed') });
  const { source } = place.pair;
  const server = `${source.user}@${formatAddress(source)}`;
  const changed = await profile('try', 'mail.json', server);
  expect(changed).toMatchObject({ exitCode: 4, err: expect.stringContaining('profile.changed') });
});

test('answers out of a manual are read without a server', async () => {
  writeFileSync(
    join(place.desk, 'new.txt'),
    'Job 1 is ready to go.\nRecovery key: 7QK2M94XW0ZB1C8D\n',
  );
  writeFileSync(join(place.desk, 'system.txt'), 'Product : Acme Guard\nRelease : 5.2.0.6\n');
  const kept = ['--answer', 'prepareBackup=new.txt'];
  const read = await profile('check', './acme.jsonc', ...kept);
  expect(read).toMatchObject({ exitCode: 0, err: '' });
  expect(read.out).toMatch(/prepareBackup, as new\.txt has it\n.*not shown\n +✓ read/);
  expect(read.out).not.toContain('7QK2M94XW0ZB1C8D');
  const lacking = await profile('check', './acme.jsonc', '--answer', 'identity=system.txt');
  expect(lacking.exitCode).toBe(1);
  expect(lacking.out).toMatch(/version +"5\.2\.0\.6"/);
  expect(lacking.out).toMatch(/✗ hostname: it is missing\n\nNot read: 1\./);
  const unknown = await profile('check', './acme.jsonc', '--answer', 'reboot=new.txt');
  expect(unknown).toMatchObject({ exitCode: 64, err: expect.stringContaining('no operation') });
  const none = await profile('check', './acme.jsonc', '--answer', 'identity=none.txt');
  expect(none).toMatchObject({ exitCode: 2, err: expect.stringContaining('ENOENT') });
});

test('what is tried is shown before it runs, and read field by field', async () => {
  const { source } = place.pair;
  const { sha256 } = await hostKeyAt(source.host, source.port, AbortSignal.timeout(10_000));
  const server = `${source.user}@${formatAddress(source)}`;
  const tried = await profile(
    ...['try', 'acme.jsonc', server, '--accept-key', sha256, '--record', 'rec.json'],
    ...['--operation', 'identity', '--operation', 'counts', '--operation', 'powerOff'],
  );
  expect(tried.exitCode).toBe(0);
  const order = ['$ acme show system', '| Product', 'hostname   "OLD-EPP"', '✓ read'];
  const places = order.map((text) => tried.out.indexOf(text));
  expect(places.every((at) => at >= 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(tried.out).toContain('powerOff: not run: it changes something');
  expect(place.pair.machine('source').record.commands.map((line) => line.split(' ')[1])).toEqual([
    expect.stringMatching(/^epp-/),
    'show',
    'show',
  ]);

  const replay = place.run(['practice', '--replay', 'rec.json']);
  await replay.until(/Ctrl\+C stops it/);
  const [at = ''] = /epproot@[\d.:]+/.exec(replay.stdout()) ?? [];
  const [host = '', port = ''] = at.slice('epproot@'.length).split(':');
  const key = await hostKeyAt(host, Number(port), AbortSignal.timeout(10_000));
  const again = place.run(
    ['profile', 'try', 'acme.jsonc', at, '--accept-key', key.sha256, '--operation', 'counts'],
    { HOME: place.desk, EPP_PASSWORD: 'practice' },
  );
  expect(await again.exitCode).toBe(0);
  expect(again.stdout()).toContain('computers  20');
  replay.child.kill('SIGINT');
  expect(await replay.exitCode).toBe(0);
});
