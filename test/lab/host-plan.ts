import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import type { Side } from '../../shared/appliance';
import type { PlanFile } from '../../shared/plan-file';
import { everythingHolds, program, type Running, startProgram } from '../journey/terminal-program';
import { type HostLab, hostPasswords } from './host-lab';

/** The folders of whoever runs the program against the hosts. */
export type Desk = {
  /** The plan, the kit and whatever else lies about. */
  readonly folder: string;
  /** The data folder of the program. */
  readonly home: string;
};

/** Writes a plan that needs nobody, for hosts as they are now; `more` takes the place of what it says. */
export async function writeHostPlan(
  lab: HostLab,
  { folder }: Desk,
  more: Partial<PlanFile> = {},
): Promise<string> {
  const key = async (side: Side): Promise<string> =>
    (await hostKeyAt(lab[side].address, 22, AbortSignal.timeout(10_000))).sha256;
  const plan = {
    plan: 1,
    source: lab.endpoint('source'),
    target: lab.endpoint('target'),
    secrets: {
      sourcePassword: { env: 'EPP_SOURCE_PASSWORD' },
      targetPassword: { env: 'EPP_TARGET_PASSWORD' },
    },
    acceptKeys: { source: [await key('source')], target: [await key('target')] },
    // Every computer that the old server saw has to be back; for how long the old address is watched, journeys try.
    clients: { share: 1, minutes: 2 },
    cutover: { watchMinutes: 0 },
    answers: {
      ...everythingHolds,
      kit: 'kit.txt',
      newKit: 'new-kit.txt',
      overwrite: lab.target.hostname,
      powerOff: lab.source.hostname,
      moveAddress: true,
    },
    ...more,
  };
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
  return 'plan.json';
}

/** Starts the command line against the hosts, with their passwords in its environment. */
export const onHosts = (
  { folder, home }: Desk,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Running =>
  startProgram(process.execPath, [program, ...args, '--json'], home, folder, {
    EPP_SOURCE_PASSWORD: hostPasswords.source,
    EPP_TARGET_PASSWORD: hostPasswords.target,
    ...env,
  });
