import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { runProgram } from './simulator/appliance-program';

/** `practice-appliance`: a practice machine that lives in a folder, for a real SSH server to run. */
const program = resolve(process.argv[1] ?? '');

runProgram(process.argv.slice(2), {
  stdout: (answer) => process.stdout.write(answer),
  stderr: (answer) => process.stderr.write(answer),
  stdin: () => text(process.stdin),
  // Its own session and no pipe to this one, so that the SSH channel ends with the command.
  inBackground: (args) => {
    spawn(process.execPath, [program, ...args], { detached: true, stdio: 'ignore' }).unref();
  },
  onHost: async (own, args) => {
    const child = spawn(own, args, { stdio: 'inherit' });
    const [exitCode] = await once(child, 'exit');
    return typeof exitCode === 'number' ? exitCode : 1;
  },
}).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`practice-appliance: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  },
);
