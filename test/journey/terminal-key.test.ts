import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { kitText } from '../../electron/engine/kit/kit-text';
import type { PairOptions } from '../../electron/simulator/pair';
import { keyAnswerWords } from '../../shared/words/inspection';
import { contentOf, usualKey } from '../unit/engine/kit/kits';
import { changed, nothing } from './terminal-plan-file';
import {
  both,
  confirming,
  linesOf,
  openPlace,
  type Place,
  passwords,
  type Running,
  resultOf,
  trusting,
} from './terminal-program';

let place: Place | undefined;
afterEach(async () => {
  await place?.close();
  place = undefined;
});

/** Begins a run of a new pair with everything answered beforehand, the kit as it is named. */
async function runWith(
  args: readonly string[],
  options: Omit<PairOptions, 'folder'> = {},
): Promise<Place & { readonly running: Running }> {
  place = await openPlace(options);
  const { pair, run } = place;
  const all = ['run', ...both(pair), ...(await trusting(pair)), ...confirming, ...args, '--json'];
  return { ...place, running: run(all, passwords(pair)) };
}

const untilRestored = ['--until', 'restore'] as const;
const keyIn = (kit: string): string =>
  /^System Backup Key +(\S.*)$/m.exec(readFileSync(kit, 'utf8'))?.[1] ?? '';

test('only the kit of this backup or its key goes to the new server; what is wrong with anything else is said', async () => {
  const { running, desk, pair, run } = await runWith(['--kit', 'kit.txt', '--until', 'transfer']);
  expect(await running.exitCode, running.stderr()).toBe(11);
  const kit = join(desk, 'kit.txt');
  const right = readFileSync(kit, 'utf8');
  const key = keyIn(kit);
  const changedKey = `${key[0] === 'A' ? 'B' : 'A'}${key.slice(1)}`;
  const write = (content: string | Uint8Array) => () => writeFileSync(kit, content);
  const cases: readonly (readonly [() => void, string, string, string?])[] = [
    [write(kitText(contentOf(usualKey))), 'kit.other-backup', contentOf(usualKey).backupName],
    [write(right.replaceAll(key.slice(0, 4), changedKey.slice(0, 4))), 'kit.damaged', ''],
    [write(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')), 'kit.not-one', 'PNG'],
    [() => truncateSync(kit, 1_000_000_000), 'kit.not-one', '1.0 GB'],
    [write(right), 'key.wrong', '', changedKey],
  ];
  for (const [prepare, code, seen, typed] of cases) {
    prepare();
    const env = { ...passwords(pair), ...(typed !== undefined && { EPP_BACKUP_KEY: typed }) };
    const again = run(['resume', ...confirming, '--kit', 'kit.txt', '--json'], env);
    expect(await again.exitCode, code).toBe(7);
    const { failure } = resultOf(again.stdout());
    expect(failure?.code).toBe(code);
    expect(String(failure?.facts['seen'] ?? '')).toContain(seen);
    expect(pair.machine('target').restoresStarted).toBe(0);
    for (const secret of [key, changedKey, usualKey])
      expect(again.stdout() + again.stderr()).not.toContain(secret);
  }
  const last = run(['resume', ...confirming, '--kit', 'kit.txt', '--json'], passwords(pair));
  expect(await last.exitCode, last.stderr()).toBe(0);
  expect(pair.machine('source').backupsStarted).toBe(1);
  expect(pair.machine('target').restoresStarted).toBe(1);
});

describe('a kit that cannot be written where it is wanted is known before anything is changed:', () => {
  test.each<readonly [string, string, string]>([
    ['a PDF', 'kit.pdf', 'kit.form'],
    ['no known form', 'kit', 'kit.form'],
    ['no such folder', join('stick', 'kit.txt'), 'file.unwritable'],
    ['another file has the name', 'answers.json.txt', 'file.unwritable'],
    // Nobody may write there, not even root.
    ...(process.platform === 'linux'
      ? ([['a folder that takes none', '/proc/kit.txt', 'file.unwritable']] as const)
      : []),
  ])('%s', async (_what, kit, code) => {
    place = await openPlace();
    const { pair, desk, run } = place;
    const letter = join(desk, 'answers.json.txt');
    writeFileSync(letter, 'Dear customer');
    const args = ['run', ...both(pair), ...(await trusting(pair)), ...confirming, '--kit', kit];
    const running = run([...args, '--json'], passwords(pair));
    expect(await running.exitCode).toBe(2);
    expect(resultOf(running.stdout()).failure?.code).toBe(code);
    expect(changed(place)).toEqual(nothing);
    expect(readFileSync(letter, 'utf8')).toBe('Dear customer');
    expect(readdirSync(desk).sort()).toEqual(['answers.json', 'answers.json.txt']);
  });
});

describe('a key', () => {
  test.each([
    ['has blanks and letters of other alphabets', 'Schlüssel 0O-1Il für Köln', 'kit.txt'],
    ['has characters that nobody sees', 'a\u00a0b\u200bc \u05db-\u00fc', 'kit.html'],
    ['is long', 'K7QM2X9RT4BW8ZLA'.repeat(40), 'kit.html'],
  ])('that %s comes back from the kit as it was', async (_what, key, kit) => {
    const { running, pair } = await runWith(
      ['--kit', kit, '--kit-language', 'de', ...untilRestored],
      {
        faults: { source: { 'odd-key': { key } } },
      },
    );
    expect(await running.exitCode, running.stdout().slice(-2000)).toBe(11);
    expect(pair.machine('target').restoresStarted).toBe(1);
    const saved = linesOf(running.stdout()).filter((line) => line.type === 'kit-saved');
    expect(saved).toMatchObject([
      { language: 'de', complete: false },
      { language: 'de', complete: true },
    ]);
    expect(running.stdout()).not.toContain(JSON.stringify(key).slice(1, -1));
  });

  test('stays in memory where that is wanted, and the kit is not read again', async () => {
    const { running, desk, pair } = await runWith([
      '--kit',
      'kit.txt',
      '--key-from-memory',
      ...untilRestored,
    ]);
    await running.until(/"type":"step-done","step":"save-key"/);
    await running.until(/"complete":true/);
    writeFileSync(join(desk, 'kit.txt'), 'no kit any more');
    expect(await running.exitCode, running.stderr()).toBe(11);
    expect(pair.machine('target').restoresStarted).toBe(1);
    const asked = linesOf(running.stdout()).filter((line) => line.type === 'question-asked');
    expect(asked.map(({ question }) => question.kind)).not.toContain('enter-key');
  });
});

describe('inspect with a key', () => {
  test('says whether it belongs to the file, and whether the file is as downloaded', async () => {
    const { running, home, desk, run } = await runWith(['--kit', 'kit.txt', '--until', 'transfer']);
    expect(await running.exitCode, running.stderr()).toBe(11);
    const folder = join(home, 'migrations', resultOf(running.stdout()).id ?? '');
    const name = readdirSync(folder).find((each) => each.endsWith('.eppb')) ?? '';
    const file = join(folder, name);
    const inspect = (...args: readonly string[]) => run(['inspect', ...args]);

    const right = inspect(file, '--kit', 'kit.txt');
    expect(await right.exitCode, right.stderr()).toBe(0);
    expect(right.stdout()).toMatch(/Size and SHA-256 are those of the manifest/);
    expect(right.stdout()).toContain(keyAnswerWords.opens);

    writeFileSync(join(desk, 'other.txt'), kitText(contentOf(usualKey)));
    const wrong = inspect(file, '--kit', 'other.txt');
    expect(await wrong.exitCode).toBe(7);
    expect(wrong.stdout()).toContain(keyAnswerWords.wrong);

    const copy = join(desk, 'copy.eppb');
    writeFileSync(copy, readFileSync(file));
    const alone = inspect(copy, '--kit', 'kit.txt', '--json');
    expect(await alone.exitCode).toBe(0);
    expect(linesOf(alone.stdout())).toContainEqual(
      expect.objectContaining({ type: 'inspection', path: copy, key: 'opens' }),
    );

    writeFileSync(`${copy}.json`, readFileSync(`${file}.json`));
    truncateSync(copy, 1000);
    const cut = inspect(copy, '--kit', 'kit.txt');
    expect(await cut.exitCode).toBe(8);
    expect(cut.stdout().replaceAll(/\s+/g, ' ')).toContain(
      'belongs to the backup that the manifest describes, not to this file',
    );
    const none = inspect(file, '--key-stdin');
    expect(await none.exitCode).toBe(64);
    for (const each of [right, wrong, alone, cut])
      expect(each.stdout() + each.stderr()).not.toContain(keyIn(join(desk, 'kit.txt')));
  });
});
