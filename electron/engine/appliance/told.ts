import type { ApplianceDesk } from './appliance';

/** Waits for a command that runs on an appliance and tells the desk how it went; without an exit code that is -1. */
export async function told<Result extends { readonly exitCode: number }>(
  { onCommand }: Pick<ApplianceDesk, 'onCommand'>,
  { command, changes }: { readonly command: string; readonly changes: boolean },
  run: () => Promise<Result>,
): Promise<Result> {
  const began = performance.now();
  let exitCode = -1;
  try {
    const result = await run();
    exitCode = result.exitCode;
    return result;
  } finally {
    const milliseconds = Math.round(performance.now() - began);
    onCommand({ command, exitCode, milliseconds, changes });
  }
}
