import { describe, expect, test } from 'vitest';
import type { Tools } from '../../../electron/engine/migration/step';
import { matchVersions } from '../../../electron/engine/migration/steps/match-versions';
import { loadRules } from '../../../electron/engine/rules/load-rules';
import type { Identity, Side } from '../../../shared/appliance';
import { describeFailure } from '../../../shared/words/failures';
import { failureOf } from '../engine/failure-of';

const { rules } = loadRules('/no/such/folder');

/** Runs the step against servers that tell these versions. */
const match = (source: string, target: string) => {
  const versions = { source, target };
  const appliance = async (side: Side) => ({
    identity: async () => ({ version: versions[side] }) as Partial<Identity> as Identity,
  });
  const tools = { loadRules: () => rules, appliance } as unknown as Tools;
  return matchVersions.run({} as never, tools);
};

describe('comparing the versions', () => {
  test.each([
    ['5.2.0.6', '5.2.0.6', 'accepted'],
    ['5.9.4.2', '2604.0.1.0', 'accepted'],
    ['2602.0.1.0', '2608.0.1.0', 'caution'],
    ['2509.0.1.0', '2604.0.1.0', 'conflicting'],
  ])(
    'lets %s to %s go on as %s, with the reason and the rules',
    async (source, target, verdict) => {
      const learned = await match(source, target);
      expect(learned.verdict).toMatchObject({
        ...{ verdict, rules: rules.name, origin: 'built-in', reason: expect.stringMatching(/\.$/) },
      });
      expect([learned.source.version, learned.target.version]).toEqual([source, target]);
    },
  );

  test.each([
    ['5.2.0.6', '2604.0.1.0', 'refused', 'one patch after the other'],
    ['5.9.4.1', '2604.0.1.0', 'refused', 'cumulative patch'],
    ['2608.0.1.0', '2604.0.1.0', 'refused', 'release of the old one'],
    ['5.9.4.2', '2611.0.1.0', 'unknown', '2604 or 2608'],
    ['5.9.4.3', '2604.0.1.0', 'unknown', 'support'],
  ])('stops %s to %s as %s and says what to do instead', async (source, target, verdict, todo) => {
    const failure = await failureOf(() => match(source, target));
    expect(failure).toMatchObject({
      code: 'version.not-allowed',
      facts: { source, target, verdict },
    });
    const words = describeFailure(failure);
    expect(words.title).toMatch(verdict === 'unknown' ? /not known/ : /do not go together/);
    expect(words.seen).toContain(String(failure.facts['reason']));
    expect(words.todo).toContain(todo);
    expect(words.todo).toMatch(/Nothing was changed\.$/);
  });

  test('stops where a server tells no version', async () => {
    const failure = await failureOf(() => match('5.2.0.6', 'unknown'));
    expect(failure).toEqual({
      code: 'version.unreadable',
      facts: { side: 'target', seen: 'unknown' },
    });
  });
});
