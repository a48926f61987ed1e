import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { reviewByPerson } from '../../../electron/terminal/answers/review-by-person';
import type { Finding } from '../../../shared/finding';
import { page } from './page';
import { stateAfter } from './state';

const down = '↓';
const finding = (id: Finding['id'], level: Finding['level']): Finding => ({
  ...{ id, level, on: 'source', measured: 'this', required: 'that' },
});
const snapshot = finding('EPP-140', 'unknown');
const full = finding('EPP-110', 'error');
const waivable = finding('EPP-116', 'error');
const notFresh = finding('EPP-122', 'warning');

/** Has somebody review these findings who types these keys, each after the text that it answers. */
async function review(
  findings: readonly Finding[],
  keys: readonly (readonly [string, string])[],
  listed = false,
) {
  const { lines, terminal } = page();
  const [input, output] = [new PassThrough(), new PassThrough()];
  // Each prompt ends what it writes to, which a window does not mind.
  output.end = () => output;
  let shown = '';
  output.on('data', (chunk: Buffer) => {
    shown += stripVTControlCharacters(chunk.toString('utf8'));
  });
  const context = { signal: new AbortController().signal, input, output };
  const state = stateAfter({ at: '2026-11-24T10:00:00.000Z', type: 'findings-made', findings });
  const reviewed = reviewByPerson(state, context, terminal, listed).then(
    (answer) => ({ answer, thrown: undefined }),
    (thrown: Error) => ({ answer: undefined, thrown }),
  );
  for (const [text, typed] of keys) {
    await expect.poll(() => shown, { timeout: 3000, interval: 5 }).toContain(text);
    shown = '';
    for (const key of typed) {
      await wait(5);
      input.write(key === down ? '\u001b[B' : key);
    }
  }
  return { lines, ...(await reviewed) };
}

describe('a person who reviews findings', () => {
  test('is not shown the list twice', async () => {
    const keys = [['Go on?', '\r']] as const;
    const line = 'EPP-122';
    expect((await review([notFresh], keys)).lines.join('\n')).toContain(line);
    const { lines } = await review([notFresh], keys, true);
    expect(lines.join('\n')).not.toContain(line);
    expect(lines.join('\n')).toContain('What the checks found');
  });

  test('says how it is, with the note that the check needs', async () => {
    const { answer, lines } = await review(
      [snapshot, notFresh],
      [
        ['It holds', '\r'],
        ['Name of the snapshot, and when it was completed', '\r'],
        ['A note is needed', 'OLD1-SNAP, 18:00\r'],
        ['Go on?', '\r'],
      ],
    );
    expect(lines.join('\n')).toMatch(/How long it will take: .* to /);
    expect(answer).toEqual({
      kind: 'review-findings',
      action: 'go-on',
      statements: [{ id: 'EPP-140', on: 'source', holds: true, note: 'OLD1-SNAP, 18:00' }],
      waivers: [],
    });
    expect(lines.join('\n')).toContain('What the checks found: To be said 1 · Warning 1');
  });

  test('goes on in spite of a finding with a reason', async () => {
    const { answer } = await review(
      [waivable],
      [
        ['Look again', `${down}\r`],
        ['Why?', 'no\r'],
        ['A reason is needed', ' matter\r'],
        ['Go on?', '\r'],
      ],
    );
    expect(answer).toMatchObject({
      action: 'go-on',
      waivers: [{ id: 'EPP-116', on: 'source', reason: 'no matter' }],
    });
  });

  test('has the checks look again when something is settled', async () => {
    const { answer } = await review([full], [['Look again', '\r']]);
    expect(answer).toMatchObject({ action: 'look-again', statements: [], waivers: [] });
  });

  test('cannot go on in spite of what nobody may pass, and stops with what blocks', async () => {
    const { answer, lines } = await review(
      [full],
      [
        ['Leave it for now', `${down}\r`],
        ['Something still blocks', `${down}\r`],
      ],
    );
    expect(lines.join('\n')).not.toContain('in spite of it');
    expect(answer).toMatchObject({ action: 'stop' });
  });

  test('is asked about warnings once, and may stop', async () => {
    const { thrown } = await review([notFresh], [['Go on?', `${down}${down}\r`]]);
    expect(thrown?.message).toBe('migration.cancelled {}');
  });

  test('needs no note where it does not hold', async () => {
    const { answer } = await review(
      [snapshot],
      [
        ['It does not hold', `${down}\r`],
        ['What is the matter? (may stay empty)', '\r'],
        ['Go on in spite of it?', 'n\r'],
        ['Something still blocks', `${down}\r`],
      ],
    );
    expect(answer).toMatchObject({ action: 'stop', statements: [{ holds: false, note: '' }] });
  });

  test('who says that it does not hold is asked whether to go on in spite of it', async () => {
    const { answer } = await review(
      [snapshot],
      [
        ['It does not hold', `${down}\r`],
        ['What is the matter?', 'no room\r'],
        ['Go on in spite of it?', 'y\r'],
        ['Why?', 'a test server\r'],
        ['Go on?', '\r'],
      ],
    );
    expect(answer).toMatchObject({
      statements: [{ holds: false, note: 'no room' }],
      waivers: [{ reason: 'a test server' }],
    });
  });
});
