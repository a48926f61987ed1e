import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { readState } from '../../electron/engine/migration/journal';
import { liveOwner } from '../../electron/engine/migration/lock';
import type { HandAnswer } from '../../shared/hand-work';
import type { MigrationEvent, Question } from '../../shared/migration';
import { byHand, until } from './by-hand';
import { type Asked, webPerson } from './by-web-person';
import { confirming, openPlace, type Place } from './terminal-program';
import { keys, noWindow, openWindow, screens, type Window } from './terminal-window';

let place: Place | undefined;
const windows: Window[] = [];
afterEach(async () => {
  for (const { child } of windows.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  await place?.close();
  place = undefined;
});

/** The options for a pair that nobody logs in to; the port is that of its web pages. */
const byWeb = ({ pair }: Place): readonly string[] => [
  '--by-hand',
  ...(['source', 'target'] as const).flatMap((side) => [
    `--${side}`,
    `${pair.plan[side].host}:${pair.plan[side].webPort}`,
  ]),
  ...['--watch-minutes', '0', '--answers', 'answers.json'],
];

const journalIn = ({ home }: Place): string => {
  const [id = ''] = readdirSync(join(home, 'migrations')).filter((name) => name.startsWith('m'));
  return join(home, 'migrations', id, 'journal.jsonl');
};

/** The question that is open, as the journal has it. */
function openQuestion(at: Place): Question | undefined {
  let open: Question | undefined;
  for (const line of readFileSync(journalIn(at), 'utf8').split('\n')) {
    if (line === '') continue;
    const event = JSON.parse(line) as MigrationEvent;
    if (event.type === 'question-asked') open = event.question;
    if (event.type === 'question-answered') open = undefined;
  }
  return open;
}

/** Types an answer as a person does, field by field. */
async function typeAnswer(
  { fields }: Asked,
  { given, secrets, file }: HandAnswer,
  { sees, type }: Window,
): Promise<void> {
  await sees('It is done; enter what came of it');
  type('\r');
  for (const field of fields) {
    if (field.form === 'file' && given['state'] !== 'ready') continue;
    const failed = ['failed', 'error-500'].includes(given['state'] ?? 'failed');
    if (field.name === 'reason' && !failed) continue;
    // The hint before it may hold the same words.
    if (field.hint) await sees(field.hint.split(' ').at(-1) ?? '');
    // What is long is broken into lines.
    await sees(field.label.split(' ').slice(0, 2).join(' '));
    const { choices = [], form } = field;
    const value = given[field.name] ?? '';
    if (form === 'choice') {
      const before = Math.max(
        0,
        choices.findIndex((each) => each.value === field.known),
      );
      const wanted = choices.findIndex((each) => each.value === value);
      type((wanted < before ? keys.up : keys.down).repeat(Math.abs(wanted - before)));
      type('\r');
    } else if (form === 'confirm') type('\r');
    else if (form === 'secret') type(`${secrets[field.name]}\r`);
    else if (form === 'file') type(`${file && 'path' in file ? file.path : ''}\r`);
    // A default goes where something is typed.
    else type(`${value}\r`);
    await sees('✔');
  }
}

describe.skipIf(noWindow)('a person at a terminal who works in web consoles', () => {
  test('comes to the good end by instructions and proofs', { timeout: 180_000 }, async () => {
    place = await openPlace();
    const { pair, home, desk } = place;
    const at = place;
    const options = [...byWeb(place), ...confirming, '--kit', join(desk, 'kit.txt')];
    const window = openWindow(['run', ...options], { home, desk });
    windows.push(window);
    await trustBoth(at, window);
    await answerAll(at, window);
    expect(await window.exitCode).toBe(0);
    const state = readState(journalIn(place));
    expect(state?.status).toBe('finished');
    expect(pair.machine('source').power).toBe('off');
    expect(pair.machine('target').address).toBe(pair.plan.source.host);
    const shown = stripVTControlCharacters(window.shown());
    expect(shown).toContain('System Maintenance > System Backup v2');
    const key = /^System Backup Key +(\S+)$/m.exec(
      readFileSync(join(desk, 'kit.txt'), 'utf8'),
    )?.[1];
    // On the screen of its own that the person asked for, and nowhere else.
    const between = window.shown().split(screens.second);
    const outside = between.map((each) => each.split(screens.first).at(-1)).join('');
    expect(outside).not.toContain(key ?? 'no key');
  });

  test.each(['startBackup', 'importBackup', 'restoreJob'] as const)(
    'killed while %s is asked, it goes on with that question',
    { timeout: 180_000 },
    async (operation) => {
      place = await openPlace();
      const at = place;
      const { pair, home, desk } = place;
      const { person, done } = personAt(at);
      const kit = ['--kit', join(desk, 'kit.txt')];
      const first = openWindow(['run', ...byWeb(place), ...confirming, ...kit], { home, desk });
      windows.push(first);
      await trustBoth(at, first, person);
      await answerAll(at, first, { person, stopAt: operation });
      const folder = dirname(journalIn(at));
      const pid = liveOwner(folder)?.pid;
      expect(pid).toBeGreaterThan(1);
      process.kill(pid as number, 'SIGKILL');
      await first.exitCode;
      const before = [...done];
      const asked = openQuestion(at);
      expect(asked).toMatchObject({ kind: 'do-by-hand', operation });

      const again = ['resume', basename(folder), ...confirming, ...kit];
      const second = openWindow([...again, '--answers', 'answers.json'], { home, desk });
      windows.push(second);
      await answerAll(at, second, { person });
      expect(await second.exitCode).toBe(0);
      expect(readState(journalIn(at))?.status).toBe('finished');
      expect(pair.machine('target').address).toBe(pair.plan.source.host);
      // It goes on with just that, and nothing that was done is done twice.
      const after = done.slice(before.length);
      expect(after[0]).toBe(`${operation === 'startBackup' ? 'source' : 'target'} ${operation}`);
      const once = ['source prepareBackup', 'source startBackup', 'target importBackup'];
      for (const each of once) expect(done.filter((which) => which === each)).toHaveLength(1);
      expect(pair.machine('target').restoresStarted).toBe(1);
    },
  );

  test('without a terminal it stops and says that a person has to do it', async () => {
    place = await openPlace();
    const running = place.run(['run', ...byWeb(place)]);
    expect(await running.exitCode).toBe(11);
  });
});

/** The key as its kit has it. */
const kitKey = ({ desk }: Place): string =>
  /^System Backup Key +(\S+)$/m.exec(readFileSync(join(desk, 'kit.txt'), 'utf8'))?.[1] ?? '';

/** Who works at the machines; the same one remembers what they began there. */
const personAt = (at: Place) =>
  webPerson({ pair: at.pair, dataFolder: at.desk, keyOf: async () => kitKey(at) });
type WebPerson = ReturnType<typeof personAt>['person'];

/** Accepts both certificates; between them the old server is looked at. */
async function trustBoth(at: Place, window: Window, person?: WebPerson): Promise<void> {
  for (let trusted = 0; trusted < 2; trusted++) {
    await window.sees('shows this certificate');
    await window.sees('Is it the same?');
    window.type('yes\r');
    if (trusted === 0) {
      await until(() => openQuestion(at)?.kind === 'do-by-hand');
      await answerAll(at, window, { most: 1, person });
    }
  }
}

/** Does what is asked and types it, until the program ends or so many questions are answered. */
async function answerAll(
  at: Place,
  window: Window,
  wish: {
    readonly most?: number;
    readonly person?: WebPerson | undefined;
    /** Leaves this one open. */
    readonly stopAt?: Asked['operation'];
  } = {},
): Promise<void> {
  const { pair } = at;
  const { most = Number.POSITIVE_INFINITY, person = personAt(at).person, stopAt } = wish;
  const moved = { off: false, address: false };
  const answered = new Set<string>();
  let over = false;
  void window.exitCode.then(() => {
    over = true;
  });
  while (!over && answered.size < most) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const state = readState(journalIn(at));
    // It was answered beforehand; now a person carries it out.
    if (state?.confirmed.includes('power-off') && !moved.off) {
      moved.off = true;
      await byHand.powerOff({ pair });
    }
    const question = openQuestion(at);
    // It goes on by itself when the new server is there.
    if (question?.kind === 'move-address' && !moved.address) {
      moved.address = true;
      await byHand.move({ pair });
    }
    if (!question || answered.has(question.id)) continue;
    if (question.kind === 'do-by-hand') {
      if (question.operation === stopAt) return;
      answered.add(question.id);
      if (question.needsKey) await lookAtKey(window, kitKey(at));
      const answer = await person.answers?.['do-by-hand']?.(question, '');
      if (answer?.kind === 'do-by-hand') await typeAnswer(question, answer, window);
    } else if (question.kind === 'clients-by-person') {
      answered.add(question.id);
      await new Promise((resolve) => setTimeout(resolve, 500));
      window.type('y\r');
    } else if (question.kind === 'trust-host' && answered.size > 0) return;
  }
}

/** Has the key shown for the import, and put away again. */
async function lookAtKey({ sees, type }: Window, key: string): Promise<void> {
  await sees('It is done; enter what came of it');
  type(`${keys.down}\r`);
  await sees(screens.second);
  await sees(key);
  type('\r');
  await sees(screens.first);
}
