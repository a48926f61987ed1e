import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { runProgram } from '../../electron/simulator/appliance-program';
import { type FaultName, switchFault } from '../../electron/simulator/faults';
import { loadMachine, withMachine } from '../../electron/simulator/file-machine';
import type { MachineState } from '../../electron/simulator/machine';
import { settle } from '../../electron/simulator/settle';
import { type HostAnswer, type HostConfig, type HostFaults, placesOfHost } from './host-config';

/** The practice machine inside a host: it answers what the host does not answer itself. */
export type HostMachine = {
  /** Its own answer to a command, whatever the host would say. */
  readonly answer: (words: readonly string[], stdin?: string) => Promise<HostAnswer>;
  /** Its answer with every line changed by what the host knows better; what is no answer stays as it is. */
  readonly amended: (
    words: readonly string[],
    amend: (lines: readonly Line[]) => Promise<readonly object[]>,
  ) => Promise<HostAnswer>;
  /** As it is now by the clock. */
  readonly state: () => MachineState;
  readonly change: (next: (state: MachineState) => MachineState) => Promise<void>;
  readonly setFault: (name: FaultName, to: object | false) => Promise<void>;
  /** What else is to go wrong. */
  readonly faults: () => HostFaults;
};
type Line = Readonly<Record<string, unknown>>;

/** The practice machine of a host; every command to it goes through one process at a time. */
export function hostMachine({ folder, node, practice }: HostConfig): HostMachine {
  const { root, faults } = placesOfHost(folder);
  const answer: HostMachine['answer'] = async (words, stdin = '') => {
    let [stdout, stderr] = ['', ''];
    const exitCode = await runProgram(['--root', root, '--', ...words], {
      stdout: (text) => {
        stdout += text;
      },
      stderr: (text) => {
        stderr += text;
      },
      stdin: async () => stdin,
      inBackground: (args) => {
        spawn(node, [practice, ...args], { detached: true, stdio: 'ignore' }).unref();
      },
    });
    return { stdout, stderr, exitCode };
  };
  const change: HostMachine['change'] = (next) =>
    withMachine(root, async (machine) => machine.change(next(machine.state())));
  return {
    answer,
    change,
    amended: async (words, amend) => {
      const given = await answer(words);
      const lines = linesIn(given.stdout);
      if (given.exitCode !== 0 || !lines) return given;
      return says(await amend(lines));
    },
    state: () => settle(loadMachine(root), Date.now()),
    setFault: (name, to) =>
      change((state) => ({
        ...state,
        faults: switchFault(state.faults, name, to as Parameters<typeof switchFault>[2]),
      })),
    faults: () => JSON.parse(readFileSync(faults, 'utf8')) as HostFaults,
  };
}

/** The objects of an answer, or undefined where it is none that a program can read. */
function linesIn(stdout: string): readonly Line[] | undefined {
  try {
    const texts = stdout.split('\n').slice(0, -1);
    return texts.map((text) => JSON.parse(text) as Line);
  } catch {
    return undefined;
  }
}

/** An answer of these objects, a line each. */
export const says = (lines: readonly object[]): HostAnswer => ({
  stdout: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  stderr: '',
  exitCode: 0,
});
