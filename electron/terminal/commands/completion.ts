import { shapeOf } from '../command-shape';
import { completionScript, type Shell } from '../completion';
import { describeProgram } from '../describe-program';
import { type Ending, finished } from '../ending';
import { manualPage } from '../manual';
import type { Desk } from '../ports';

const nobody = (): void => undefined;

/** `completion`: the script for a shell. */
export async function completion(shell: Shell, { terminal, ports }: Desk): Promise<Ending> {
  terminal.print(completionScript(shell, shapeOf(describeProgram(ports.version, nobody))));
  return finished;
}

/** `man`: the manual page. */
export async function manual({ terminal, ports }: Desk): Promise<Ending> {
  terminal.print(manualPage(shapeOf(describeProgram(ports.version, nobody)), ports.version));
  return finished;
}
