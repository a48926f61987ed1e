// `npm run faults`: everything that goes wrong on real hosts, in parts beside each other, each with a lab of its own.
//
//   node scripts/faults.mjs            all, in as many parts as there are cores
//   node scripts/faults.mjs WORD       those whose name has this word

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { setUp } from './setup.mjs';
import { run, say } from './terminal.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
await setUp('test');
const built = await run(process.execPath, ['scripts/build.mjs', 'cli', 'practice-appliance'], {
  cwd: root,
});
if (built.code !== 0) {
  console.log(built.output);
  process.exit(1);
}

const word = process.argv.slice(2).join(' ');
const parts = word === '' ? Math.max(1, availableParallelism()) : 1;
const vitest = ['vitest', 'run', '--config', 'test/vitest.config.ts', '--project', 'lab'];
say(`${word === '' ? 'all faults' : `faults with “${word}”`}, ${parts} at a time`);
const results = await Promise.all(
  Array.from({ length: parts }, (_, part) =>
    run('npx', [...vitest, 'test/lab/faults.test.ts'], {
      cwd: root,
      env: { ...process.env, EPP_FAULTS: word === '' ? `${part + 1}/${parts}` : word },
    }),
  ),
);
for (const { code, output } of results) {
  const text = stripVTControlCharacters(output);
  console.log(code === 0 ? text.match(/^lab, .*(?:\n.+)+/gm)?.join('\n') : text);
}
process.exitCode = results.some(({ code }) => code !== 0) ? 1 : 0;
