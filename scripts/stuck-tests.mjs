// A reporter for Vitest that ends a run in which a test file has stopped telling anything.
//
// Every test and every hook has a time limit, kept by a timer in the file's own process. Where that process is blocked as a
// whole (seen once: Node's own threads waiting for each other), no timer fires and the run would wait for ever.

import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** The exit code of a run that was ended; no runner has it. */
export const STUCK = 75;

/** On top of what a test and a hook may take, in milliseconds. */
const GRACE = 45_000;

/**
 * @typedef {{ moduleId: string, project: { config: { testTimeout: number, hookTimeout: number, retry?: number } } }} TestModule
 * @typedef {{ fullName: string, module: TestModule }} TestCase
 * @typedef {{ last: number, limit: number, running: Set<string> }} Sign
 */

export default class StuckTests {
  /** @type {Map<string, Sign>} */
  #modules = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /** @param {{ now?: () => number, grace?: number, end?: (message: string) => void }} [options] for its own tests */
  constructor({ now = Date.now, grace = GRACE, end = endRun } = {}) {
    this.now = now;
    this.grace = grace;
    this.end = end;
  }

  onTestRunStart() {
    this.#timer = setInterval(() => this.look(), 5000);
    this.#timer.unref();
  }

  onTestRunEnd() {
    clearInterval(this.#timer);
  }

  onTestModuleStart(/** @type {TestModule} */ { moduleId, project: { config } }) {
    const tries = 1 + (config.retry ?? 0);
    const limit = tries * (config.testTimeout + config.hookTimeout) + this.grace;
    this.#modules.set(moduleId, { last: this.now(), limit, running: new Set() });
  }

  onTestModuleEnd(/** @type {TestModule} */ { moduleId }) {
    this.#modules.delete(moduleId);
  }

  onTestCaseReady(/** @type {TestCase} */ test) {
    this.#sign(test.module.moduleId)?.running.add(test.fullName);
  }

  onTestCaseResult(/** @type {TestCase} */ test) {
    this.#sign(test.module.moduleId)?.running.delete(test.fullName);
  }

  /** Ends the run where a file has been silent for longer than any test and hook of it may take. */
  look() {
    const now = this.now();
    const silent = [...this.#modules].filter(([, { last, limit }]) => now - last > limit);
    if (silent.length === 0) return;
    clearInterval(this.#timer);
    const lines = silent.map(([file, { last, running }]) => {
      const during = running.size > 0 ? [...running].join(', ') : 'between two tests';
      return `${relative(process.cwd(), file)}: nothing for ${Math.round((now - last) / 1000)} s, during: ${during}`;
    });
    this.end(['STUCK: the process of a test file does not answer any more', ...lines].join('\n'));
  }

  #sign(/** @type {string} */ moduleId) {
    const sign = this.#modules.get(moduleId);
    if (sign) sign.last = this.now();
    return sign;
  }
}

/** @returns {never} */
function endRun(/** @type {string} */ message) {
  const workers = childrenOf(process.pid);
  process.stdout.write(`${[message, ...workers.flatMap(threadsOf)].join('\n')}\n`);
  for (const pid of workers) process.kill(pid, 'SIGKILL');
  process.exit(STUCK);
}

/** What the kernel knows of the threads of a process: what each does or waits for. Nothing outside of Linux. */
const threadsOf = (/** @type {number} */ pid) =>
  read(() =>
    readdirSync(`/proc/${pid}/task`).map((thread) => {
      const of = (/** @type {string} */ name) =>
        readFileSync(`/proc/${pid}/task/${thread}/${name}`, 'utf8').trim();
      return `  ${pid}/${thread} ${of('comm')}: ${/^State:\s*(.*)$/m.exec(of('status'))?.[1]}, ${of('wchan')}`;
    }),
  );

const childrenOf = (/** @type {number} */ parent) =>
  read(() =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => read(() => [parentOf(pid)])[0] === parent)
      .map(Number),
  );

const parentOf = (/** @type {string} */ pid) =>
  Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')[1]);

/**
 * @template Value
 * @param {() => Value[]} work
 * @returns {Value[]}
 */
function read(work) {
  try {
    return work();
  } catch {
    return [];
  }
}
