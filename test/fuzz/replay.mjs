import { join } from 'node:path';
import { run } from '../../scripts/terminal.mjs';
import { bundleInto } from './bundle.mjs';

/** What one input may take, twice over (each is inspected twice), and a process that inspects all of them. */
const limits = { milliseconds: 10_000, mebibytes: 300 };
/** Milliseconds for all of them, some of a second each where they hold a key. */
const patience = 10 * 60_000;

/**
 * Inspects all that was made up once more, in a Node that nothing instruments: that is what the limits are about.
 * @param {{ folder: string, root: string, targets: readonly string[], seeds: string }} where
 */
export async function replay({ folder, root, targets, seeds }) {
  const program = await bundleInto(folder, root, 'replay-program');
  const folders = Object.fromEntries(
    targets.map((name) => [name, [seeds, join(folder, 'corpus', name)]]),
  );
  const args = [program, JSON.stringify(folders)];
  const { code, output } = await run(process.execPath, args, { limit: patience });
  const lines = output.trimEnd().split('\n');
  if (code !== 0) {
    return { failed: true, sentence: `all once more: it ended at\n${lines.slice(-20).join('\n')}` };
  }
  const { inputs, slowest, failed, peakMebibytes } = JSON.parse(lines.at(-1) ?? '');
  const sentence = [
    `all once more, without the fuzzer: ${inputs} inputs, the slowest ${Math.round(slowest.milliseconds)} ms (${slowest.input}), at most ${Math.round(peakMebibytes)} MiB`,
    ...failed,
  ].join('\n');
  const tooMuch = slowest.milliseconds > limits.milliseconds || peakMebibytes > limits.mebibytes;
  return { failed: failed.length > 0 || tooMuch, sentence };
}
