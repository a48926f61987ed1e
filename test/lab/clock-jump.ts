import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Running } from '../journey/terminal-program';
import type { FaultStage } from './fault-stage';

/** Debian's package faketime; a program that is started with it takes its time of day from there. */
const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';

/**
 * Lets a program sleep as the lid of its computer does: it stands still, its connections end, and an hour later by the clock it goes
 * on. What counts the time since the start stands still meanwhile, as it does on Linux and macOS.
 */
export function sleeper(folder: string) {
  const file = join(folder, 'clock');
  const env: Readonly<Record<string, string>> = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
  if (!existsSync(library)) throw new Error(`${library} is missing (Debian package faketime)`);
  if (!existsSync(file)) writeFileSync(file, '+0');
  return {
    env,
    sleep: async ({ child }: Running, { lab }: FaultStage): Promise<void> => {
      child.kill('SIGSTOP');
      for (const host of [lab.source, lab.target])
        if (host.isOn()) await host.order({ order: 'kill-sessions' });
      await pause(3000);
      writeFileSync(file, '+3600s');
      child.kill('SIGCONT');
    },
  };
}
