// `npm run fuzz`: Jazzer.js (libFuzzer) makes up files and looks for one that an inspection does not bear.
//
//   npm run fuzz -- --minutes 10            so long, shared by the targets of targets.ts
//   npm run fuzz -- --target packed         that one alone
//   npm run fuzz -- --save                  what reaches something new goes to test/vectors/fuzz, as few and as small as can be
//
// Fails where an input breaks a rule of rules.ts, takes more than 5 s or 300 MiB, or something is written. The input is then in
// .cache/fuzz/found. What was made up stays in .cache/fuzz/corpus: the next run goes on from there.

import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { giveUp, say } from '../../scripts/terminal.mjs';
import { bundleInto } from './bundle.mjs';
import { findJazzer } from './jazzer.mjs';
import { replay } from './replay.mjs';
import { saveCorpus } from './save-corpus.mjs';
import { writeSeeds } from './seeds.mjs';

const targets = ['file', 'packed'];

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, '.cache', 'fuzz');
const found = join(folder, 'found');
const seeds = join(folder, 'seeds');

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    target: { type: 'string' },
    save: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) giveUp(`${values.minutes} is not a number above 0`);
const chosen = values.target === undefined ? targets : [values.target];
if (!chosen.every((name) => targets.includes(name))) {
  giveUp(`there is no target ${values.target}; there are ${targets.join(', ')}`);
}

await mkdir(found, { recursive: true });
await writeSeeds(root, seeds);
const bundle = await bundleInto(folder, root, 'targets');
const jazzer = findJazzer(folder, bundle);
const empty = await mkdtemp(join(tmpdir(), 'fuzz-'));
let failed = false;
try {
  for (const name of chosen) {
    const corpus = join(folder, 'corpus', name);
    await mkdir(corpus, { recursive: true });
    const seconds = Math.round((60 * minutes) / chosen.length);
    say(`${name}: for ${seconds} s; what it says is in ${join(folder, `${name}.log`)}`);
    const outcome = await jazzer({ name, seconds, corpus, seeds: [seeds], found, cwd: empty });
    say(`${name}: ${outcome.figures}`);
    if (outcome.code !== 0) {
      failed = true;
      say(`${name}: ${outcome.complaint}`);
    }
    if (values.save) await saveCorpus({ name, corpus, root, jazzer, cwd: empty });
  }
  const written = await readdir(empty);
  if (written.length > 0) {
    failed = true;
    say(`written where nothing should be: ${written.join(', ')}`);
  }
} finally {
  await rm(empty, { recursive: true });
}
if (!failed) {
  const again = await replay({ folder, root, targets: chosen, seeds });
  say(again.sentence);
  failed = again.failed;
}
process.exitCode = failed ? 1 : 0;
