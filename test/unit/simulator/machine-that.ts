import { expect } from 'vitest';
import { newAccount } from '../../../electron/simulator/accounts';
import type { CommandContext } from '../../../electron/simulator/command';
import { runLine } from '../../../electron/simulator/command-line';
import { type FaultSwitches, faultsFrom } from '../../../electron/simulator/faults';
import type { MachineState } from '../../../electron/simulator/machine';
import { openStorage } from '../../../electron/simulator/storage';
import { machine, start } from './machines';
import { temporaryFolder } from './practice-client';

/** A machine whose command lines run without a connection; 127.0.0.9 is taken by another. */
export async function machineThat(
  changes: Partial<MachineState> = {},
  stdin = '',
  side: 'source' | 'target' = 'source',
) {
  const folder = await temporaryFolder();
  let state: MachineState = machine(side, {
    network: { address: '127.0.0.1', prefix: 24, gateway: '127.0.0.254', dns: ['127.0.0.253'] },
    accounts: [newAccount('epproot', 'practice')],
    ...changes,
  });
  const context: CommandContext = {
    now: () => start,
    state: () => state,
    change: (next) => {
      state = next;
    },
    storage: await openStorage({ area: folder, work: `${folder}/work`, seenAs: '' }, () => state),
    stdin: async () => stdin,
    answersAt: (address) => address === '127.0.0.9',
  };
  const run = async (line: string) => {
    const { stdout, stderr, exitCode } = await runLine(line, context);
    if (exitCode === 0)
      return {
        lines: stdout
          .split('\n')
          .slice(0, -1)
          .map((text) => JSON.parse(text)),
      };
    const { error, message } = JSON.parse(stderr);
    expect(stdout).toBe('');
    expect(stderr).toBe(`${JSON.stringify({ error, message })}\n`);
    return { exitCode, error };
  };
  return { run, folder, state: () => state, raw: (line: string) => runLine(line, context) };
}

/** One that has these faults. */
export const machineWith = (faults: FaultSwitches, side: 'source' | 'target' = 'source') =>
  machineThat({ faults: faultsFrom(faults) }, '', side);
