import fs from 'node:fs';

// As they are before `writingNothing`: what the kernel is told here is no file.
const { openSync, readFileSync, writeSync } = fs;

/** What a process of ours may take in all, and what it has before it inspects anything, in MiB. */
const [most, before] = [300, 90];

/**
 * Throws where work takes more memory at its peak, above what was there, than is left of 300 MiB. Only Linux tells a peak that can be
 * set back: elsewhere it is not looked at.
 */
export async function withinMemory(work: () => Promise<unknown>): Promise<void> {
  forgetPeak();
  const start = residentMebibytes('VmRSS');
  await work();
  const taken = residentMebibytes('VmHWM') - start;
  if (taken > most - before) throw new Error(`it took ${Math.round(taken)} MiB`);
}

const linux = process.platform === 'linux';
const peakReset = linux ? openSync('/proc/self/clear_refs', 'w') : undefined;

function forgetPeak(): void {
  if (peakReset !== undefined) writeSync(peakReset, '5');
}

/** Memory of this process, now (`VmRSS`) or at its peak (`VmHWM`), in MiB; 0 where nobody tells. */
export function residentMebibytes(what: 'VmRSS' | 'VmHWM'): number {
  if (!linux) return 0;
  const line = new RegExp(`^${what}:\\s+(\\d+) kB$`, 'm').exec(
    readFileSync('/proc/self/status', 'latin1'),
  );
  return Number(line?.[1]) / 1024;
}
