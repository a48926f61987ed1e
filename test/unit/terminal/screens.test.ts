import { describe, expect, test } from 'vitest';
import { endingOf, failedEnding } from '../../../electron/terminal/ending';
import { failureText } from '../../../electron/terminal/failure-text';
import { endWords } from '../../../electron/terminal/screens/end-words';
import { jsonScreen } from '../../../electron/terminal/screens/json-screen';
import { plainScreen } from '../../../electron/terminal/screens/plain-screen';
import { type Failure, type FailureCode, failureExit } from '../../../shared/failure';
import type { MigrationEvent, Question } from '../../../shared/migration';
import { page, plainPaint } from './page';
import { hostKey, stateAfter } from './state';

const at = '2026-11-24T10:00:00.000Z';
const progress = (done: number, total = 40e6): MigrationEvent => ({
  at,
  type: 'progress',
  step: 'download-backup',
  progress: { unit: 'bytes', done, total, rate: 8.2e6 },
});

describe('plain lines', () => {
  test('tell progress every ten percent at most, or every ten seconds', () => {
    const { lines, terminal } = page();
    let now = Date.parse(at);
    const screen = plainScreen(terminal, () => now);
    const started: MigrationEvent = { at, type: 'step-started', step: 'download-backup' };
    const state = stateAfter(started);
    screen.show('m1', started, state);
    for (let done = 0; done <= 40e6; done += 0.4e6) screen.show('m1', progress(done), state);
    expect(lines).toHaveLength(1 + 10);
    screen.show('m1', { ...started }, state);
    now += 11_000;
    screen.show('m1', progress(0.4e6), state);
    expect(lines.at(-1)).toContain('1 %');
  });

  const waiting = (doing: string, done = 0): MigrationEvent => ({
    ...{ at, type: 'progress', step: 'create-backup' },
    progress: { unit: 'percent', done, total: 100, doing },
  });

  test('say at once that the server is busy or silent, and then only now and then', () => {
    const { lines, terminal } = page();
    let now = Date.parse(at);
    const screen = plainScreen(terminal, () => now);
    const started: MigrationEvent = { at, type: 'step-started', step: 'create-backup' };
    const state = stateAfter(started);
    screen.show('m1', started, state);
    for (let time = 0; time < 60; time++) {
      now += 1000;
      screen.show('m1', waiting('busy'), state);
    }
    expect(lines.slice(1)).toEqual([expect.stringContaining('the server is busy with other work')]);
    for (let time = 0; time < 60; time++) {
      now += 100;
      screen.show('m1', waiting(time % 2 === 0 ? 'no-answer' : 'busy'), state);
    }
    expect(lines.length).toBeLessThanOrEqual(3);
    now += 11_000;
    screen.show('m1', waiting('no-answer'), state);
    expect(lines.at(-1)).toContain('no answer; trying again');
  });

  test('say what became of a backup and its kit, and that of a kit only once it is whole', () => {
    const { lines, terminal } = page();
    const screen = plainScreen(terminal);
    const kit = { path: '/safe/kit.txt', language: 'en', paper: 'A4', warnings: [] } as const;
    screen.show('m1', { at, type: 'kit-saved', ...kit, complete: false }, stateAfter());
    expect(lines).toEqual([]);
    screen.show('m1', { at, type: 'kit-saved', ...kit, complete: true }, stateAfter());
    expect(lines.at(-1)).toContain('SHA-256 of the backup now stand in the recovery kit /safe/kit');
    const given = { backupId: 'b-1', name: 'b1', reason: 'failed', deleted: true } as const;
    const after = { ...stateAfter(), givenUp: [{ ...given, at, ready: false }] };
    screen.show('m1', { at, type: 'backup-given-up', ...given }, after);
    expect(lines.at(-1)).toMatch(/b1 is given up: the old server could not.+was deleted/);
  });

  test('say where a transfer goes on, and why it begins anew', () => {
    const { lines, terminal } = page();
    const screen = plainScreen(terminal);
    const noted = { at, type: 'transfer-noted', step: 'upload-backup' } as const;
    screen.show('m1', { ...noted, note: { kind: 'goes-on', at: 1.2e9 } }, stateAfter());
    const because = 'part-differs';
    const anew = { kind: 'starts-over', because, seen: 'x' } as const;
    screen.show('m1', { ...noted, note: anew }, stateAfter());
    expect(lines).toEqual([
      '2026-11-24T10:00:00Z    Goes on at 1.2 GB: what had arrived before was checked and is right.',
      expect.stringMatching(/What an earlier try left on the new server is not .+ moved again\.$/),
    ]);
  });

  test('keep the host key that was asked about', () => {
    const { lines, terminal } = page();
    const question: Question = {
      ...{ id: 'q', kind: 'trust-host', side: 'source', host: 'h', port: 22, hostKey },
    };
    plainScreen(terminal).show('m1', { at, type: 'question-asked', question }, stateAfter());
    expect(lines[0]).toContain(hostKey.sha256);
  });
});

describe('lines for programs', () => {
  test('are events with the id, and the result at last', () => {
    const { lines, terminal } = page();
    const screen = jsonScreen(terminal);
    const state = stateAfter();
    screen.show('m1', { at, type: 'step-started', step: 'connect-source' }, state);
    screen.say('not for programs');
    screen.write('neither');
    screen.end(failedEnding({ code: 'ssh.refused', facts: { host: 'h', port: 22 } }, state));
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { id: 'm1', at, type: 'step-started', step: 'connect-source' },
      {
        type: 'result',
        id: 'm1',
        outcome: 'failed',
        exitCode: 2,
        failure: { code: 'ssh.refused', facts: { host: 'h', port: 22 } },
      },
    ]);
  });

  test('thin out progress', () => {
    const { lines, terminal } = page();
    const screen = jsonScreen(terminal, () => 1000);
    for (let done = 0; done < 50; done++) screen.show('m1', progress(done), stateAfter());
    expect(lines).toHaveLength(1);
  });

  test('hold no character that steers a terminal', () => {
    const { lines, terminal } = page();
    jsonScreen(terminal).item({ name: 'a\u009b31m\u001b[0m\u007f' });
    expect(lines[0]).toBe('{"name":"a\\u009b31m\\u001b[0m\\u007f"}');
  });
});

describe('the ending', () => {
  const finding = (level: 'ok' | 'warning'): MigrationEvent => ({
    at,
    type: 'findings-made',
    findings: [{ id: 'EPP-110', level, on: 'source', measured: '', required: '' }],
  });
  const over = (outcome: 'finished' | 'stopped' | 'cancelled'): MigrationEvent => ({
    at,
    type: 'run-ended',
    outcome,
  });

  test('is 0, and 1 with warnings', () => {
    expect(endingOf(stateAfter(finding('ok'), over('finished'))).exitCode).toBe(0);
    expect(endingOf(stateAfter(finding('warning'), over('finished'))).exitCode).toBe(1);
  });

  test('is 11 when paused as planned, 130 when cancelled', () => {
    expect(endingOf(stateAfter(over('stopped')))).toMatchObject({
      exitCode: 11,
      outcome: 'paused',
    });
    expect(endingOf(stateAfter(over('cancelled')))).toMatchObject({
      exitCode: 130,
      outcome: 'cancelled',
    });
  });

  const failedWith = (failure: Failure): string => {
    const { lines, terminal } = page();
    const request = { backupId: 'b-1', name: 'b1' };
    const state = stateAfter(
      { at, type: 'step-done', step: 'request-backup', learned: { request }, found: false },
      { at, type: 'step-failed', step: 'restore-backup', failure },
      over('stopped'),
    );
    endWords(endingOf(state), terminal);
    return lines.join('\n');
  };

  test.each([
    [{ code: 'key.lost', facts: { backup: 'b1' } }, true],
    [{ code: 'key.wrong', facts: { backup: 'b1' } }, true],
    [{ code: 'key.wrong', facts: { backup: 'b1', by: 'target' } }, false],
    [{ code: 'backup.vanished', facts: { id: 'b-1' } }, false],
  ] as const)('says of %j how to make a new backup', (failure, mayTurnUp) => {
    const text = failedWith(failure);
    expect(text).toMatch(/Go on +epp-migrate resume m1 --new-backup\n/);
    expect(text.includes('If the key turns up')).toBe(mayTurnUp);
  });

  test('says of nothing else to make a new backup', () => {
    const text = failedWith({ code: 'transfer.failed', facts: {} });
    expect(text).toMatch(/Go on +epp-migrate resume m1$/m);
    expect(text).not.toContain('--new-backup');
  });

  test('names what ended the run from outside', () => {
    const failure = { code: 'migration.waiting', facts: { question: 'save-key' } } as const;
    expect(endingOf(stateAfter(over('cancelled')), failure)).toMatchObject({
      exitCode: 11,
      outcome: 'waiting',
    });
  });

  test('fits 80 columns for every failure', () => {
    for (const code of Object.keys(failureExit) as FailureCode[]) {
      const text = failureText({ code, facts: { host: 'h'.repeat(20), port: 22 } }, 79, plainPaint);
      expect(text.split('\n').filter((line) => line.length > 79)).toEqual([]);
    }
  });
});
