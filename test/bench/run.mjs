// `npm run bench`: what is measured, each in a file `NAME.bench.ts`; `npm run bench -- NAME` measures that alone, and what takes long is
// measured only so. With --check it fails where a goal is missed by more than it may be; --rounds N and --gib N change how
// often and how much, where that can be changed.
//
// The work is done in a process group of its own: Ctrl+C reaches this program alone, which has the other put everything away in order.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

const onlyByName = ['ftp', 'inspect', 'lossy', 'memory', 'soak'];
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => basename(file, '.bench.ts'))
  .sort();

/** @param {string | undefined} text */
function positive(text) {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!(number > 0)) throw new Error(`${text} is not a number above 0`);
  return number;
}

const { values, positionals } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    gib: { type: 'string' },
  },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0)
  throw new Error(`no bench ${unknown.join(', ')}; there are ${all.join(', ')}`);
const names =
  positionals.length > 0 ? positionals : all.filter((name) => !onlyByName.includes(name));
const wish = { rounds: positive(values.rounds), gib: positive(values.gib) };

const child = fork(join(import.meta.dirname, 'measure.mjs'), [JSON.stringify({ names, wish })], {
  detached: true,
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
let stopped = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    if (!stopped) console.error('\nstopped; what was made is being put away');
    stopped = true;
    if (child.connected) child.disconnect();
  });
}
/** @type {boolean | undefined} */
let missed;
child.on('message', (/** @type {boolean} */ value) => {
  missed = value;
});
await once(child, 'exit');
if (stopped) process.exit(130);
// Whatever kept it from an answer it has said itself.
if (missed === undefined) process.exit(2);
process.exit(missed && values.check ? 1 : 0);
