import type { Side } from '../../../shared/appliance';
import type { Archiving } from '../../../shared/archiving';
import type { ConnectionTest } from '../../../shared/connection-test';
import { isFailure, toFailure } from '../../../shared/failure';
import type { Answer } from '../../../shared/migration';
import { type Endpoint, formatAddress } from '../../../shared/plan';
import type { Appliance, ApplianceDesk, OpenAppliance } from '../appliance/appliance';
import { openQuestionDesk } from '../migration/question-desk';
import { type AskConnecting, askingDesk } from './asking-desk';
import { HeldSecrets } from './held-secrets';
import type { KnownKeysOnDisk } from './known-keys';
import { remembering } from './remembering';
import { testStages } from './test-stages';
import type { Vault } from './vault';

/** A test under way, or over. */
export type RunningTest = {
  readonly state: () => ConnectionTest;
  /** Throws `contract.bad-input` where this is no answer to the open question. */
  readonly answer: (questionId: string, answer: Answer) => void;
  readonly cancel: () => void;
  /** Settles when it is over; never rejects. */
  readonly ended: Promise<void>;
};

/** Work that begins when the test has passed; it changes nothing on the server. */
export type ConnectedWork = (
  appliance: Appliance,
  signal: AbortSignal,
  tell: (archiving: Archiving) => void,
) => Promise<void>;

export type TestOptions = {
  readonly id: string;
  readonly endpoint: Endpoint;
  readonly side?: Side | undefined;
  readonly open: OpenAppliance;
  readonly keysOnDisk: KnownKeysOnDisk;
  readonly vault: Vault;
  /** Connects in its own way and does its own work, in the place of asking who it is. */
  readonly instead?: ((desk: ApplianceDesk, signal: AbortSignal) => Promise<void>) | undefined;
  /** What is done over the connection once it stands. */
  readonly work?: ConnectedWork | undefined;
  /** Heard after each change. */
  readonly onChange: (test: ConnectionTest) => void;
};

/** Connects stage by stage and asks who answers; nothing is changed there, and nothing of it is written down but accepted keys. */
export function testConnection(options: TestOptions): RunningTest {
  const { id, endpoint, side, onChange } = options;
  const aborter = new AbortController();
  const stages = testStages(endpoint);
  const startedAt = new Date().toISOString();
  let test: ConnectionTest = {
    ...{ id, endpoint, side, startedAt, updatedAt: startedAt, status: 'running' },
    ...{ stages: stages.list(), legacyAllowed: [] },
  };
  const change = (next: Partial<ConnectionTest>): void => {
    const updatedAt = new Date().toISOString();
    test = { ...test, ...next, stages: stages.list(), updatedAt };
    onChange(test);
  };
  const questions = openQuestionDesk((event) => {
    if (event.type === 'question-asked') {
      stages.pause();
      change({ question: event.question });
    } else {
      stages.goOn();
      change({ question: undefined });
    }
  }, aborter.signal);
  const ask = questions.ask as AskConnecting;
  const secrets = new HeldSecrets();

  const desk: ApplianceDesk = {
    ...askingDesk({
      ...{ endpoint, side, ask, secrets },
      memory: remembering(options.vault),
      onDisk: options.keysOnDisk,
      onLegacy: (server) =>
        change({ legacyAllowed: [...test.legacyAllowed, formatAddress(server)] }),
    }),
    onStage: (...told) => {
      stages.tell(...told);
      change({});
    },
    version: async (seen) => {
      const asked = { kind: 'enter-version', host: endpoint.host, seen } as const;
      return (await ask<'enter-version'>({ ...asked, ...(side && { side }) })).version;
    },
    onContact: () => {},
    onCommand: () => {},
  };

  const run = async (): Promise<void> => {
    // The caller has the test in hand before it changes.
    await new Promise(setImmediate);
    if (options.instead) {
      await options.instead(desk, aborter.signal);
      change({ status: 'passed' });
      return;
    }
    const appliance = await options.open(side ?? 'source', endpoint, desk, aborter.signal);
    try {
      change({ agreed: appliance.agreed });
      // What a server without SSH is, nobody but a person tells.
      if (endpoint.access === 'web') return change({ status: 'passed' });
      const identity = await appliance.identity();
      if (options.work) {
        change({ identity });
        await options.work(appliance, aborter.signal, (archiving) => change({ archiving }));
      }
      change({ identity, status: 'passed' });
    } finally {
      appliance.close();
    }
  };
  const ended = run()
    .catch((thrown: unknown) => {
      if (aborter.signal.aborted) return change({ status: 'cancelled', question: undefined });
      stages.fail(isFailure(thrown, 'file.damaged') ? 'host-key' : undefined);
      change({ status: 'failed', failure: toFailure(thrown), question: undefined });
    })
    .finally(() => secrets.forgetAll());

  return {
    state: () => test,
    answer: questions.answer,
    cancel: () => aborter.abort(new Error('the test was ended')),
    ended,
  };
}
