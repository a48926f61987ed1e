import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { giveUp } from '../../scripts/terminal.mjs';
import { environmentFor } from './older-glibc.mjs';

/** Longer inputs are slower and show little that shorter ones do not. */
const bytesMax = 8192;
/** Milliseconds that one input may take. */
const timeout = 5000;
/** For all of the process, most of which is the fuzzer's own; `targets.ts` looks after each input. */
const mebibytesMax = 1500;

/**
 * @typedef {object} Order
 * @property {string} name of the target
 * @property {string} corpus a folder that is read and written
 * @property {readonly string[]} seeds folders that are read
 * @property {string} found takes the input that breaks something
 * @property {string} cwd a folder that should be empty afterwards too
 * @property {number} [seconds]
 * @property {readonly string[]} [options] of libFuzzer, instead of time
 */

/**
 * What runs Jazzer.js with the targets in a bundle. Ends this program where it is not installed.
 * @param {string} folder
 * @param {string} bundle
 */
export function findJazzer(folder, bundle) {
  const core = find();
  const env = environmentFor(folder, core);
  return async (/** @type {Order} */ order) => {
    const { name, seconds = 0, corpus, seeds, found, cwd } = order;
    const options = order.options ?? [`-max_total_time=${seconds}`, '-print_final_stats=1'];
    // A file, for what libFuzzer writes to a pipe that is full is lost.
    const told = join(folder, `${name}${order.options ? '-merge' : ''}.log`);
    const log = await open(told, 'w');
    const child = spawn(
      process.execPath,
      [
        ...[
          join(core, '..', 'cli.js'),
          bundle,
          '-f',
          name,
          '-i',
          bundle,
          '--timeout',
          `${timeout}`,
        ],
        ...[corpus, ...seeds, '--', `-max_len=${bytesMax}`, `-rss_limit_mb=${mebibytesMax}`],
        ...[`-artifact_prefix=${found}/`, `-dict=${join(import.meta.dirname, 'words.dict')}`],
        ...options,
      ],
      { cwd, env, stdio: ['ignore', 'ignore', log.fd] },
    );
    const [code] = await once(child, 'close');
    await log.close();
    const said = await readFile(told, 'latin1');
    return { code, figures: figuresOf(said), complaint: complaintOf(said) };
  };
}

function find() {
  try {
    return fileURLToPath(import.meta.resolve('@jazzer.js/core'));
  } catch {
    return giveUp('@jazzer.js/core is not there; npm ci gets it');
  }
}

/** @param {string} said */
function figuresOf(said) {
  const stat = (/** @type {string} */ name) =>
    new RegExp(`^stat::${name}: +(\\d+)$`, 'm').exec(said)?.[1] ?? '?';
  const last = [...said.matchAll(/cov: (\d+) ft: (\d+) corp: (\d+)\/(\S+)/g)].at(-1);
  const [, edges = '?', features = '?', inputs = '?', size = '?'] = last ?? [];
  return [
    `${stat('number_of_executed_units')} runs, ${stat('average_exec_per_sec')} a second`,
    `${edges} edges, ${features} features, ${inputs} inputs of ${size} in the corpus`,
    `slowest ${stat('slowest_unit_time_sec')} s, at most ${stat('peak_rss_mb')} MiB with the fuzzer`,
  ].join('; ');
}

/** @param {string} said */
function complaintOf(said) {
  const start = said.search(/^==\d+==/m);
  return start < 0 ? said.slice(-2000) : said.slice(start, start + 4000);
}
