import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { residentMebibytes } from './memory';
import { file, packed } from './targets';

const targets = { file, packed };

/** `node replay-program.cjs '{"file":["FOLDER"],…}'`: every file of folders to its target, as it is outside the fuzzer; the figures as JSON in the last line. */
async function main(): Promise<void> {
  const folders: Record<keyof typeof targets, readonly string[]> = JSON.parse(
    process.argv[2] ?? '{}',
  );
  let inputs = 0;
  let slowest = { milliseconds: 0, input: '' };
  const failed: string[] = [];
  for (const name of ['file', 'packed'] as const) {
    for (const folder of folders[name] ?? []) {
      for (const file of readdirSync(folder)) {
        const input = join(folder, file);
        // Where it hangs or dies, this is the last that was said.
        console.log(input);
        const bytes = readFileSync(input);
        const began = performance.now();
        await targets[name](bytes).catch((thrown) => failed.push(`${input}: ${thrown}`));
        const milliseconds = performance.now() - began;
        inputs++;
        if (milliseconds > slowest.milliseconds) slowest = { milliseconds, input };
      }
    }
  }
  const peakMebibytes = residentMebibytes('VmHWM');
  console.log(JSON.stringify({ inputs, slowest, failed, peakMebibytes }));
}

void main();
