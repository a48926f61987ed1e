import { afterEach, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../shared/plan';
import { type JumpServer, startJumpServer } from './jump-server';
import { goodEnd, goodEndOf, type Stage, setStage } from './stage';

const secret = 'only for the jump host';
let stage: Stage;
let jump: JumpServer;
afterEach(async () => {
  await stage?.close();
  await jump?.stop();
});

/** The practice pair with a jump host before both servers. */
async function begin() {
  stage = await setStage();
  jump = await startJumpServer(secret);
  const { host, port, user } = jump;
  const behind = (endpoint: Endpoint): Endpoint => ({
    ...endpoint,
    agent: false,
    via: [{ host, port, user, agent: false }],
  });
  return {
    plan: { source: behind(stage.pair.source), target: behind(stage.pair.target) },
    answers: {
      'enter-password': (question: { readonly hop?: number | undefined }) => ({
        kind: 'enter-password' as const,
        secret: question.hop === undefined ? stage.pair.password : secret,
      }),
    },
  };
}

describe('a migration of servers behind a jump host', () => {
  test('goes all the way: the old server is proven silent, and the new one at its address, over the jump host', async () => {
    const { plan, answers } = await begin();
    const { ended, events } = await stage.start({ answers }, plan);
    const state = await ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    const asked = events.flatMap((event) => {
      if (event.type !== 'question-asked') return [];
      const { question } = event;
      return question.kind === 'trust-host' || question.kind === 'enter-password'
        ? [`${question.kind} ${question.side} ${question.hop ?? ''}`.trim()]
        : [];
    });
    expect(asked).toEqual([
      ...['trust-host source 1', 'enter-password source 1'],
      ...['trust-host source', 'enter-password source'],
      // The jump host of both is the same one: its key is known by now, and its password.
      ...['trust-host target', 'enter-password target'],
    ]);
    // Also its certificate is looked at from there.
    const { certificate } = state.facts.takeover ?? {};
    expect(certificate).toMatchObject({
      was: 'target',
      seen: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(state.facts.before?.certificates.target?.seen).toBe(certificate?.seen);
    expect(Object.keys(state.hopKeys)).toEqual([`${jump.host}:${jump.port}`]);
    expect(new Set(jump.asked)).toEqual(
      new Set(
        [stage.pair.source, stage.pair.target].flatMap(({ host, port, webPort }) => [
          `${host}:${port}`,
          `${host}:${webPort}`,
        ]),
      ),
    );
  });

  test('whose jump host goes away in the middle goes on when it is there again', async () => {
    const { plan, answers } = await begin();
    const { ended } = await stage.start({ answers }, plan);
    const leave = stage.engine.onEvent((_id, event) => {
      if (event.type !== 'step-started' || event.step !== 'download-backup') return;
      leave();
      jump.cut();
    });
    const state = await ended;
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    expect(jump.logins()).toBeGreaterThan(2);
  });
});
