import { execFile } from 'node:child_process';

/** What became of a program: its exit code and what it wrote, or why it did not run. */
export type ProgramEnd =
  | { readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  | { readonly failed: 'no-program' | 'not-allowed' | 'unclear' };

/** Runs a program of the system with these arguments; no shell is in between. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<ProgramEnd>;

const timeLimit = 5000;

/** As `RunProgram`, by this system, in the C locale, for at most five seconds. */
export const runProgram: RunProgram = (program, args) =>
  new Promise((resolve) => {
    const options = {
      timeout: timeLimit,
      windowsHide: true,
      maxBuffer: 1_048_576,
      env: { ...process.env, LC_ALL: 'C' },
    };
    execFile(program, [...args], options, (error, stdout, stderr) => {
      if (!error) return resolve({ exitCode: 0, stdout, stderr });
      const { code } = error as { readonly code?: unknown };
      if (typeof code === 'number') return resolve({ exitCode: code, stdout, stderr });
      if (code === 'ENOENT') return resolve({ failed: 'no-program' });
      resolve({ failed: code === 'EACCES' || code === 'EPERM' ? 'not-allowed' : 'unclear' });
    });
  });
