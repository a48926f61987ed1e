import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { MigrationEvent } from '../../shared/migration';
import { type Stage, setStage } from './stage';

let stage: Stage;
afterEach(async () => {
  await stage?.close();
});

describe('another host key than the accepted one', () => {
  const changed = async () => {
    stage = await setStage();
    const first = await stage.start({}, { until: 'check' });
    await first.ended;
    await stage.pair.setFault('source', 'wrong-host-key', true);
    return { id: first.id, logins: stage.pair.machine('source').record.logins.length };
  };
  const asked = ({ events }: { readonly events: readonly MigrationEvent[] }) =>
    events.flatMap((event) => (event.type === 'question-asked' ? [event.question] : []));

  test('is a hard stop, and nothing is sent to the server', async () => {
    const { id, logins } = await changed();
    const second = stage.resume(id);
    expect((await second.ended).failure).toMatchObject({ code: 'ssh.host-key-changed' });
    expect(asked(second)).toMatchObject([
      {
        kind: 'replace-host-key',
        side: 'source',
        origin: { file: expect.stringMatching(/journal\.jsonl$/) },
      },
    ]);
    expect(stage.pair.machine('source').record.logins).toHaveLength(logins);
  });

  test('in the middle of a run ends it, and nobody is asked', async () => {
    stage = await setStage();
    const started = await stage.start();
    const leave = stage.engine.onEvent((_id, event) => {
      if (event.type !== 'step-started' || event.step !== 'take-baseline') return;
      leave();
      void stage.pair
        .setFault('source', 'wrong-host-key', true)
        .then(() => stage.pair.setFault('source', 'drop-at', { at: 'counts', when: 'before' }));
    });
    const { failure } = await started.ended;
    expect(failure).toMatchObject({ code: 'ssh.host-key-changed' });
    expect(asked(started).map(({ kind }) => kind)).not.toContain('replace-host-key');
  });

  test('is gone on with only where the name of the server was typed, and the report says so', async () => {
    const { id } = await changed();
    const second = stage.resume(id, {
      answers: {
        'replace-host-key': ({ host }) => ({ kind: 'replace-host-key', typedName: host }),
      },
    });
    const state = await second.ended;
    expect(state).toMatchObject({ status: 'finished', failure: undefined });
    const [replaced] = state.replacedKeys;
    expect(replaced?.replaced?.sha256).not.toBe(replaced?.hostKey.sha256);
    const report = readFileSync(state.facts.report?.text ?? '', 'utf8');
    expect(report).toContain(replaced?.replaced?.sha256);
    expect(report).toContain(replaced?.hostKey.sha256);
  });
});
