import { describe, expect, test } from 'vitest';
import type { Answerer } from '../../../electron/terminal/answers/answerer';
import { type FollowTestOptions, followTest } from '../../../electron/terminal/follow-test';
import { openInterruption } from '../../../electron/terminal/interruption';
import { plainScreen } from '../../../electron/terminal/screens/plain-screen';
import type { ConnectionTest } from '../../../shared/connection-test';
import { fail } from '../../../shared/failure';
import type { Answer, Question } from '../../../shared/migration';
import { passed, testAfter } from './connection';
import { page } from './page';
import { hostKey } from './state';

const question: Question = {
  ...{ id: 'q1', kind: 'trust-host', host: '10.0.0.20', port: 22, hostKey },
};

/** A test under way, with an engine that does what it is told. */
function begin(answerer: Answerer = async () => undefined, refuse?: () => never) {
  const told: string[] = [];
  const answers: Answer[] = [];
  let tell: (test: ConnectionTest) => void = () => undefined;
  const engine: FollowTestOptions['engine'] = {
    onTest: (hear) => {
      tell = hear;
      return () => told.push('no longer heard');
    },
    handlers: {
      'test-connection': async () => refuse?.() ?? { id: 't1' },
      'answer-question': async ({ answer }) => {
        answers.push(answer);
        return null;
      },
      'end-test': async ({ id }) => {
        told.push(`end ${id}`);
        return null;
      },
    },
  };
  const interruption = openInterruption(() => undefined);
  const { lines, terminal } = page();
  const ending = followTest({
    ...{ engine, endpoint: testAfter(0).endpoint, screen: plainScreen(terminal) },
    ...{ answerer, interruption },
  });
  return { ending, answers, told, lines, interruption, tell: (test: ConnectionTest) => tell(test) };
}

describe('following a test of a connection', () => {
  test('shows each stage once and ends with 0 when it passed', async () => {
    const { ending, tell, lines } = begin();
    for (const reached of [0, 1, 1, 3]) tell(testAfter(reached));
    tell(passed());
    expect(await ending).toMatchObject({ exitCode: 0, outcome: 'finished' });
    expect(lines.filter((line) => line.includes('✓ Network'))).toEqual([
      '  ✓ Network         2 ms  seen tcp',
    ]);
    expect(lines.filter((line) => line.includes('✓'))).toHaveLength(10);
  });

  test('gives each question to whoever answers, once', async () => {
    const { ending, tell, answers } = begin(async () => ({ kind: 'trust-host', accept: true }));
    tell(testAfter(4, { question }));
    tell(testAfter(4, { question }));
    await expect.poll(() => answers).toHaveLength(1);
    tell(passed());
    await ending;
    expect(answers).toEqual([{ kind: 'trust-host', accept: true }]);
  });

  test('ends with 11 and forgets the test where nobody answers', async () => {
    const { ending, tell, told } = begin();
    tell(testAfter(4, { question }));
    expect(await ending).toMatchObject({
      ...{ exitCode: 11, outcome: 'waiting' },
      failure: { code: 'migration.waiting', facts: { question: 'trust-host' } },
    });
    expect(told).toContain('end t1');
  });

  test('ends with the failure of the test, or of whoever answers', async () => {
    const failure = { code: 'ssh.refused', facts: { host: 'h', port: 22 } } as const;
    const failing = begin();
    failing.tell(testAfter(1, { status: 'failed', failure }));
    expect(await failing.ending).toMatchObject({ exitCode: 2, failure });
    const refusing = begin(async () => fail('ssh.authentication', { host: 'h', user: 'me' }));
    refusing.tell(testAfter(5, { question }));
    expect(await refusing.ending).toMatchObject({ exitCode: 6 });
  });

  test('stops with 130 at Ctrl+C, also before it has begun', async () => {
    const running = begin();
    running.tell(testAfter(2));
    running.interruption.trigger();
    expect(await running.ending).toMatchObject({ exitCode: 130, outcome: 'cancelled' });
    expect(running.told).toContain('end t1');
    const early = begin();
    early.interruption.trigger();
    expect(await early.ending).toMatchObject({ exitCode: 130 });
  });

  test('takes the prompt away when its question is no longer open', async () => {
    let gone: AbortSignal | undefined;
    const { ending, tell, answers } = begin((_question, { signal }) => {
      gone = signal;
      return new Promise(() => undefined);
    });
    tell(testAfter(4, { question }));
    tell(testAfter(4, { status: 'failed', failure: { code: 'ssh.connection-lost', facts: {} } }));
    expect(await ending).toMatchObject({ exitCode: 2 });
    expect(gone?.aborted).toBe(true);
    expect(answers).toEqual([]);
  });

  test('throws where the engine refuses to begin', async () => {
    const { ending } = begin(undefined, () => fail('contract.bad-input', { where: 'endpoint' }));
    await expect(ending).rejects.toThrow('contract.bad-input');
  });
});
