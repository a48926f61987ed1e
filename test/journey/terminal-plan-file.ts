import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import type { Side } from '../../shared/appliance';
import { everythingHolds, type Place } from './terminal-program';

/** Writes a plan for the pair as somebody would who knows both servers, and gives its name. */
export async function writePlan(
  { pair, desk }: Place,
  change: (plan: Readonly<Record<string, unknown>>) => unknown = (plan) => plan,
): Promise<string> {
  const server = (side: Side) => {
    const { host, port, user, webPort } = pair[side];
    return { host, port, user, webPort };
  };
  const key = async (side: Side): Promise<string> =>
    (await hostKeyAt(pair[side].host, pair[side].port, AbortSignal.timeout(10_000))).sha256;
  const plan = {
    plan: 1,
    source: server('source'),
    target: server('target'),
    secrets: {
      sourcePassword: { env: 'EPP_SOURCE_PASSWORD' },
      targetPassword: { env: 'EPP_TARGET_PASSWORD' },
    },
    cutover: { watchMinutes: 0 },
    acceptKeys: { source: [await key('source')], target: [await key('target')] },
    answers: {
      ...everythingHolds,
      kit: 'kit.txt',
      overwrite: 'NEW-EPP',
      powerOff: 'OLD-EPP',
      moveAddress: true,
    },
  };
  const text = JSON.stringify(change(plan), null, 2);
  writeFileSync(join(desk, 'plan.json'), `// Somebody’s plan.\n${text}`);
  return 'plan.json';
}

/** What was asked of both servers that changed something. */
export const changed = ({ pair }: Place) => ({
  source: pair.machine('source').record.changes,
  target: pair.machine('target').record.changes,
});
export const nothing = { source: [], target: [] };
