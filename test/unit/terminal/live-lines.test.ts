import { describe, expect, test } from 'vitest';
import { progressWords } from '../../../electron/terminal/progress-words';
import { type LiveView, liveLines } from '../../../electron/terminal/screens/live-lines';
import type { MigrationEvent } from '../../../shared/migration';
import type { Progress } from '../../../shared/progress';
import { throughput } from '../../../shared/throughput';
import { plainPaint } from './page';
import { stateAfter } from './state';

const at = '2026-11-24T10:00:00.000Z';
const progress = (done: number, total = 40e6, more: Partial<Progress> = {}): MigrationEvent => ({
  at,
  type: 'progress',
  step: 'download-backup',
  progress: { unit: 'bytes', done, total, rate: 8.2e6, average: 8.2e6, ...more },
});

const start = Date.parse(at);

/** How the live lines look so many seconds after the step began, while it moved 1 MB a second. */
function linesAfter(
  seconds: number,
  event: MigrationEvent,
  { paused = false, moved = seconds, ...view }: Partial<LiveView & Moving> = {},
): readonly string[] {
  const state = stateAfter(
    { at, type: 'step-started', step: 'download-backup' },
    { at, type: 'pace-set', pace: { paused, bytesPerSecond: 5e6 } },
    event,
  );
  const heard = throughput();
  for (let ms = 0; ms <= moved * 1000; ms += 500) heard.hear(start + ms, ms * 1000);
  const running = {
    step: 'download-backup',
    ...{ startedAt: start, throughput: heard, progress: state.progress },
  } as const;
  const now = start + seconds * 1000;
  return liveLines(running, state, {
    ...{ now, width: 79, paint: plainPaint, mayPause: true, ...view },
  });
}
type Moving = { readonly paused: boolean; readonly moved: number };

describe('the running step', () => {
  test('fits 80 columns with bar, amount, rate and time left', () => {
    const lines = linesAfter(20, progress(21e6));
    expect(lines.every((line) => line.length <= 79)).toBe(true);
    expect(lines[0]).toMatch(/Moving the backup from the old server +Transfer, 5 of 10$/);
    expect(lines[1]).toMatch(/█+░+ {3}52 % {2}21\.0 MB of 40\.0 MB {2}8\.2 MB\/s {2}10 s left$/);
  });

  test('has the last seconds as bars, what is slower, and the key that pauses', () => {
    const lines = linesAfter(70, progress(21e6, 40e6, { slower: 'source' }), { moved: 68 });
    const [, , pace = ''] = lines;
    expect(pace).toMatch(/^ {4}█{27}·· {2}The old server is the slower side\. +p pauses$/);
    expect(pace).toHaveLength(79);
    const limited = progress(21e6, 40e6, { slower: 'limit' });
    expect(linesAfter(70, limited).join('\n')).toContain('The limit of 5.0 MB/s holds it back.');
    expect(linesAfter(1, progress(1), { mayPause: false })).toHaveLength(3);
    for (const width of [20, 40, 60])
      for (const line of linesAfter(70, limited, { width }).slice(2))
        expect(line.length).toBeLessThanOrEqual(width);
  });

  test('that is paused, or does not move, has no rate and no end', () => {
    const moving = progress(21e6, 40e6, { slower: 'source' });
    const paused = linesAfter(20, moving, { paused: true, moved: 19 }).join('\n');
    expect(paused).toMatch(/21\.0 MB of 40\.0 MB\n/);
    expect(paused).toMatch(/Paused\. What was under way has arrived\. +p goes on$/);
    expect(paused).not.toContain('slower');
    const still = linesAfter(20, moving, { moved: 16 });
    expect(still[1]).toMatch(/21\.0 MB of 40\.0 MB$/);
  });

  test('says how long it usually takes where no progress is known, and when a server is silent', () => {
    const state = stateAfter(
      { at, type: 'contact', side: 'target', state: 'connected' },
      { at, type: 'step-started', step: 'restore-backup' },
    );
    const startedAt = Date.parse(at);
    const running = { step: 'restore-backup', startedAt, throughput: throughput() } as const;
    const text = liveLines(running, state, {
      ...{ now: startedAt + 65_000, width: 79, paint: plainPaint, mayPause: true },
    }).join('\n');
    expect(text).not.toContain('p pauses');
    expect(text).toContain('1 min 5 s so far. On a real server this usually takes');
    expect(text).toContain('Last answer from the new server 1 min 5 s ago.');
  });

  test('gives no time before it can be known', () => {
    const words = progressWords(
      { unit: 'percent', done: 10, total: 100, doing: 'generating' },
      900,
    );
    expect(words).toBe(' 10 %  creating the backup');
  });
});
