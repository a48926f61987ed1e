import { resolve } from 'node:path';
import { formatBytes } from '../../../shared/bytes';
import { fail } from '../../../shared/failure';
import type { Inspection } from '../../../shared/inspection';
import { inspectionExit, worstExit } from '../../../shared/inspection-exit';
import { containerWords } from '../../../shared/words/inspection';
import { fileSource } from '../../engine/eppb/byte-source';
import { compareFiles } from '../../engine/eppb/compare-files';
import type { InspectOptions as Wanted } from '../../engine/eppb/inspect';
import { inspectFile } from '../../engine/eppb/inspect-file';
import { readKit } from '../../engine/kit/read-kit';
import { loadRules } from '../../engine/rules/load-rules';
import type { InspectOptions } from '../choice';
import { clean, cleanAll } from '../clean';
import { type Ending, finished } from '../ending';
import { comparisonText, inspectionText } from '../inspection-text';
import { keyFromStdin } from '../key-stdin';
import { typedPath } from '../kit-file';
import type { Desk } from '../ports';

/** Above this, what the beginning shows is said before the rest is read. */
const longBytes = 64_000_000;

/** `inspect`: what each file is, whose key a key is, and whether it fits a server; the worst of it is the exit code. */
export async function inspect(
  files: readonly string[],
  options: InspectOptions,
  desk: Desk,
): Promise<Ending> {
  const { screen, folder, terminal, interruption, ports } = desk;
  // Before a file is read, which may take minutes.
  const key = await keyGiven(options, desk);
  const { target } = options;
  const rules = target === undefined ? undefined : loadRules(ports.dataFolder).rules;
  const stop = new AbortController();
  const { signal } = stop;
  const unheard = interruption.onStop(() => stop.abort());
  const seen: { readonly path: string; readonly found: Inspection }[] = [];
  try {
    for (const file of files) {
      const path = resolve(folder, file);
      const found = await inspectFile(path, {
        ...{ key, target, rules, signal },
        onFirst: (first) => first.size > longBytes && screen.say(firstWords(first)),
      });
      seen.push({ path, found });
      screen.item({ type: 'inspection', path, ...found });
      screen.write(inspectionText(cleanAll(found), terminal));
      screen.write('');
    }
    if (options.compare === true) await compare(seen, signal, desk);
  } finally {
    unheard();
  }
  return { ...finished, exitCode: worstExit(seen.map(({ found }) => inspectionExit(found))) };
}

const firstWords = ({ name, size, layers }: Inspection): string =>
  `${clean(name)}: ${containerWords[layers[0]?.container ?? 'opaque']}, ${formatBytes(size)}. It is being read…`;

async function compare(
  seen: readonly { readonly path: string; readonly found: Inspection }[],
  signal: AbortSignal,
  { screen, terminal }: Desk,
): Promise<void> {
  const [first, second] = seen;
  if (!first || !second) return;
  const sources = [await fileSource(first.path), await fileSource(second.path)] as const;
  try {
    const compared = await compareFiles(
      { source: sources[0], found: first.found },
      { source: sources[1], found: second.found },
      signal,
    );
    screen.item({ type: 'file-comparison', paths: [first.path, second.path], ...compared });
    screen.write(comparisonText(cleanAll(compared), terminal));
  } finally {
    for (const source of sources) await source.close();
  }
}

async function keyGiven(
  { kit, keyStdin }: InspectOptions,
  { terminal, folder }: Desk,
): Promise<Wanted['key']> {
  if (kit !== undefined) {
    const { key } = await readKit(typedPath(kit, folder));
    return key === '' ? fail('usage.wrong', { seen: 'There is no key in that kit.' }) : key;
  }
  return keyStdin === true ? await keyFromStdin(terminal) : undefined;
}
