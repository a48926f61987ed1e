// `npm test`: every check there is, from a bare clone. The last line is the sum over all of them.
//
//   node scripts/test.mjs              everything
//   node scripts/test.mjs unit e2e     only these stages

import { rmSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { runtimeOnDisk } from './electron-runtime.mjs';
import { setUp } from './setup.mjs';
import { STUCK } from './stuck-tests.mjs';
import { hasDisplay, noHostsBecause, noLabBecause, noWindowBecause } from './system-packages.mjs';
import { giveUp, run, say } from './terminal.mjs';
import { countPlaywright, countVitest, lineOf, NOTHING, sum } from './test-counts.mjs';
import { failuresOfPlaywright, failuresOfVitest, tellFailures } from './test-failures.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, '.cache', 'reports');
const STAGE_LIMIT = 20 * 60_000;

/** @typedef {import('./test-counts.mjs').Counts} Counts */
/** @typedef {import('./test-failures.mjs').TestFailure} TestFailure */
/** @typedef {{ counts: Counts, output: string, failures?: TestFailure[] }} Result */

/** @param {readonly string[]} command a program of node_modules/.bin with its arguments */
const tool = (...command) => {
  const [name = '', ...args] = command;
  return run(join(root, 'node_modules', '.bin', name), args, { cwd: root, limit: STAGE_LIMIT });
};

/**
 * A stage that is one test: it works or it does not.
 * @param {() => ReturnType<typeof run>} work
 */
const single = (work) => async () => {
  const { code, output } = await work();
  const counts = code === 0 ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 };
  return { counts, output };
};

/**
 * @param {string} name
 * @param {readonly string[]} projects
 * @returns {() => Promise<Result>}
 */
const vitest = (name, projects) => async () => {
  const report = join(reports, `${name}.json`);
  const once = () =>
    tool(
      ...['vitest', 'run', '--config', 'test/vitest.config.ts'],
      ...projects.flatMap((project) => ['--project', project]),
      ...['--reporter=default', '--reporter=./scripts/stuck-tests.mjs'],
      ...['--reporter=json', `--outputFile.json=${report}`],
    );
  let { code, output } = await once();
  if (code === STUCK) {
    // No test failed: the process of one was blocked as a whole. It is told, and tried once more.
    say(`${name}: ${output.slice(output.lastIndexOf('STUCK:'))}`.trim());
    ({ code, output } = await once());
  }
  const told = await readReport(report);
  return { counts: countVitest(told, code), output, failures: failuresOfVitest(told, root) };
};

async function lab() {
  const reason = noLabBecause();
  if (!reason) {
    const { counts, output } = await vitest('lab', ['lab'])();
    const hosts = noHostsBecause();
    return { counts: hosts ? { ...counts, reason: `no hosts: ${hosts}` } : counts, output };
  }
  const { output } = await tool(
    ...['vitest', 'list', '--config', 'test/vitest.config.ts', '--project', 'lab'],
  );
  const tests = output.split('\n').filter((line) => line.startsWith('[lab] '));
  return { counts: { ...NOTHING, skipped: tests.length, reason }, output };
}

/** The tag of tests of the window that count milliseconds. */
const ALONE = '@alone';

/**
 * Tests of the window; without a display of the system's own, two at a time, each on one of its own, so that no window takes the focus of
 * another one.
 * @param {string} name
 * @param {readonly string[]} chosen which of them
 * @returns {() => Promise<Result>}
 */
const windows = (name, chosen) => async () => {
  // Every test would wait for a window in vain.
  if (!builds) return { counts: { ...NOTHING, failed: 1 }, output: 'The build failed.' };
  const reason = noWindowBecause() ?? (runtimeOnDisk() ? undefined : 'there is no Electron');
  const workers = hasDisplay() || name === 'alone' ? 1 : 2;
  const args = [...chosen, ...(reason ? ['--list'] : []), `--workers=${workers}`];
  const report = join(reports, `e2e-${name}.json`);
  const playwright = [
    ...['node_modules/.bin/playwright', 'test', '--config', 'test/playwright.config.ts'],
    // What a failed test leaves behind; one run empties the folder of another one otherwise.
    ...['--reporter=list,json', `--output=${join(root, '.cache', 'e2e', name)}`, ...args],
  ];
  const { code, output } = await run(
    process.execPath,
    reason ? playwright : ['scripts/with-electron.mjs', '--no-display', ...playwright],
    {
      cwd: root,
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      limit: STAGE_LIMIT,
    },
  );
  const told = await readReport(report);
  const failures = reason === undefined ? failuresOfPlaywright(told) : [];
  return { counts: countPlaywright(told, code, reason), output, failures };
};

const readReport = async (/** @type {string} */ file) =>
  JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));

/** @type {Record<string, () => Promise<Result>>} */
const stages = {
  typecheck: single(() => tool('tsc', '-b')),
  lint: single(() => tool('biome', 'check', '--error-on-warnings')),
  knip: single(() => tool('knip')),
  build: single(() => run(process.execPath, ['scripts/build.mjs'], { cwd: root })),
  unit: vitest('unit', ['node', 'apart', 'web']),
  contract: vitest('contract', ['contract']),
  journey: vitest('journey', ['journey']),
  lab,
  e2e: windows('e2e', ['--grep-invert', ALONE]),
  alone: windows('alone', ['--grep', ALONE]),
};

// Rows run one after the other, the lanes of a row side by side. What counts seconds runs alone.
const ROWS = [
  [
    ['typecheck', 'lint', 'knip'],
    ['build', 'unit', 'contract'],
  ],
  // They mostly wait: for servers that restart, for silence to be proven. All three at once would be too much for two cores.
  [['journey'], ['lab', 'e2e']],
  [['alone']],
];

/** @param {string} name */
async function runStage(name) {
  const started = performance.now();
  const { counts, output, failures = [] } = await (stages[name] ?? unknown(name))();
  allFailures.push(...failures);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${counts.failed > 0 ? 'FAILED' : 'ok    '}  ${name.padEnd(9)}  ${lineOf(counts)}  ${seconds} s` +
      (counts.reason ? `  (${counts.reason})` : ''),
  );
  if (counts.failed > 0) console.log(`${output.trim()}\n`);
  else for (const table of tablesIn(output)) console.log(`\n${table}\n`);
  return counts;
}

/** The tables that tests against real servers print, as `test/lab/table.ts` makes them, and the matrix of a transfer's faults. */
const tablesIn = (/** @type {string} */ output) =>
  stripVTControlCharacters(output).match(/^(?:lab|fault), .*(?:\n.+)+/gm) ?? [];

/** @returns {never} */
function unknown(/** @type {string} */ name) {
  return giveUp(`there is no stage ${name}; there are ${Object.keys(stages).join(' ')}`);
}

const chosen = process.argv.slice(2);
for (const name of chosen) if (!(name in stages)) unknown(name);
const isChosen = (/** @type {string} */ name) => chosen.length === 0 || chosen.includes(name);

await setUp('test');
rmSync(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });

/** @type {Counts[]} */
const all = [];
/** @type {TestFailure[]} */
const allFailures = [];
let builds = true;
for (const row of ROWS) {
  const lanes = row.map(async (lane) => {
    for (const name of lane.filter(isChosen)) {
      const counts = await runStage(name);
      all.push(counts);
      if (name === 'build') builds = counts.failed === 0;
    }
  });
  await Promise.all(lanes);
}
const total = all.reduce(sum, NOTHING);
const failed = tellFailures(allFailures);
if (failed !== '') console.log(`\n${failed}\n`);
console.log(lineOf(total));
process.exitCode = total.failed > 0 ? 1 : 0;
