import { randomBytes } from 'node:crypto';
import type { Side } from '../../../shared/appliance';
import type { ConnectionTest } from '../../../shared/connection-test';
import type { Endpoint } from '../../../shared/plan';
import {
  type ConnectedWork,
  type RunningTest,
  type TestOptions,
  testConnection,
} from './connection-test';

/** The tests of connections of this process, in memory. */
export type Tests = {
  readonly start: (endpoint: Endpoint, side: Side | undefined, work?: ConnectedWork) => string;
  /** Another work that is followed like a test. */
  readonly startInstead: (
    endpoint: Endpoint,
    instead: NonNullable<TestOptions['instead']>,
  ) => string;
  readonly get: (id: string) => RunningTest | undefined;
  readonly list: () => readonly ConnectionTest[];
  /** Ends a test that runs and forgets it. */
  readonly end: (id: string) => Promise<void>;
  readonly endAll: () => Promise<void>;
};

/** Of tests that are over, the newest are kept. */
const mostKept = 20;

export function openTests(
  options: Omit<TestOptions, 'id' | 'endpoint' | 'side' | 'work' | 'instead'>,
): Tests {
  const tests = new Map<string, RunningTest>();
  const end = async (id: string): Promise<void> => {
    const test = tests.get(id);
    tests.delete(id);
    test?.cancel();
    await test?.ended;
  };
  const forgetOld = (): void => {
    const over = [...tests].filter(([, test]) => test.state().status !== 'running');
    for (const [id] of over.slice(0, Math.max(0, over.length - mostKept))) tests.delete(id);
  };
  const begin = (wish: Pick<TestOptions, 'endpoint' | 'side' | 'work' | 'instead'>): string => {
    forgetOld();
    const id = `test-${randomBytes(6).toString('hex')}`;
    tests.set(id, testConnection({ ...options, ...wish, id }));
    return id;
  };
  return {
    start: (endpoint, side, work) => begin({ endpoint, side, work }),
    startInstead: (endpoint, instead) => begin({ endpoint, instead }),
    get: (id) => tests.get(id),
    list: () => [...tests.values()].map((test) => test.state()),
    end,
    endAll: async () => {
      await Promise.all([...tests.keys()].map(end));
    },
  };
}
