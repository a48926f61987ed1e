import { describe, expect, test } from 'vitest';
import { guideFor } from '../../../electron/engine/guide/families';
import { openQuestionDesk } from '../../../electron/engine/migration/question-desk';
import type { UntimedEvent } from '../../../electron/engine/migration/untimed-event';
import type { Side } from '../../../shared/appliance';
import type { HandOperation } from '../../../shared/hand-work';
import type { Answer } from '../../../shared/migration';

function desk() {
  const events: UntimedEvent[] = [];
  const stop = new AbortController();
  const opened = openQuestionDesk((event) => events.push(event), stop.signal);
  const asked = async (): Promise<string> => {
    await Promise.resolve();
    await Promise.resolve();
    const last = events.filter((event) => event.type === 'question-asked').at(-1);
    return last?.type === 'question-asked' ? last.question.id : '';
  };
  return { ...opened, events, stop, asked };
}
const powerOff = { kind: 'power-off', sourceName: 'OLD-EPP', address: '10.0.0.1' } as const;

describe('a question', () => {
  test('waits for its answer, which may be a secret and is not told to the journal', async () => {
    const { ask, answer, events, asked } = desk();
    const typed = ask<'enter-key'>({ kind: 'enter-key', backupName: 'b', again: false });
    answer(await asked(), { kind: 'enter-key', secret: 'CANARY' });
    expect(await typed).toEqual({ kind: 'enter-key', secret: 'CANARY' });
    expect(JSON.stringify(events)).not.toContain('CANARY');
  });

  test.each([
    ['OLD-EPP', true],
    [' old-epp ', true],
    ['NEW-EPP', false],
    ['', false],
  ])('to power off answered with “%s” is a yes: %s', async (typedName, accepted) => {
    const { ask, answer, events, asked } = desk();
    const answered = ask<'power-off'>(powerOff);
    answer(await asked(), { kind: 'power-off', typedName });
    await answered;
    expect(events.at(-1)).toMatchObject({ type: 'question-answered', kind: 'power-off', accepted });
  });

  test.each<[string, Answer]>([
    ['another question', { kind: 'power-off', typedName: 'OLD-EPP' }],
    ['another kind', { kind: 'move-address', accept: true }],
  ])('is not answered by the answer to %s', async (which, wrong) => {
    const { ask, answer, asked, stop } = desk();
    const answered = ask<'power-off'>(powerOff);
    const id = which === 'another kind' ? await asked() : 'q-other';
    expect(() => answer(id, wrong)).toThrow(/contract.bad-input/);
    stop.abort();
    await expect(answered).rejects.toThrow();
  });

  test('about the same server is asked before one about the other', async () => {
    const { ask, answer, asked, events } = desk();
    const work = (side: Side, operation: HandOperation) =>
      ask<'do-by-hand'>({
        ...{ kind: 'do-by-hand', side, operation, serverName: side, way: 'console' },
        ...{ mayBeCommand: false, guide: guideFor(undefined, operation, {}), fields: [] },
      });
    const all = [
      ...[work('source', 'disk'), work('target', 'disk')],
      ...[work('source', 'counts'), work('target', 'counts')],
    ];
    for (const _one of all) {
      const id = await asked();
      answer(id, { kind: 'do-by-hand', action: 'done', given: {}, secrets: {} });
      await new Promise(setImmediate);
    }
    await Promise.all(all);
    const order = events.flatMap((event) =>
      event.type === 'question-asked' && event.question.kind === 'do-by-hand'
        ? [`${event.question.side} ${event.question.operation}`]
        : [],
    );
    expect(order).toEqual(['source disk', 'source counts', 'target disk', 'target counts']);
  });

  test('is asked when the one before it was answered', async () => {
    const { ask, answer, asked, events } = desk();
    const first = ask<'enter-key'>({ kind: 'enter-key', backupName: 'first', again: false });
    const second = ask<'enter-key'>({ kind: 'enter-key', backupName: 'second', again: false });
    answer(await asked(), { kind: 'enter-key', secret: '1' });
    await first;
    answer(await asked(), { kind: 'enter-key', secret: '2' });
    expect(await second).toMatchObject({ secret: '2' });
    expect(events.map((event) => event.type)).toEqual([
      'question-asked',
      'question-answered',
      'question-asked',
      'question-answered',
    ]);
  });

  test('ends when the run is cancelled', async () => {
    const { ask, stop, asked } = desk();
    const answered = ask<'power-off'>(powerOff);
    await asked();
    stop.abort();
    await expect(answered).rejects.toThrow();
  });
});
