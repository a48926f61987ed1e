import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { runtimeOnDisk } from '../../scripts/electron-runtime.mjs';
import type { Order, Outcome } from './connect';
import type { Hello } from './connect-program';

export type RuntimeName = 'node' | 'electron';

/** The engine in a process of its own, which is there before the first connection is asked for. */
export type OtherRuntime = {
  readonly name: RuntimeName;
  readonly hello: Hello;
  readonly connect: (order: Order) => Promise<Outcome>;
};

export type Runtimes = {
  readonly all: readonly OtherRuntime[];
  readonly stop: () => Promise<void>;
};

/** Why there is no Electron to run the engine in, or undefined. */
export const noElectronBecause = (): string | undefined =>
  runtimeOnDisk() ? undefined : 'there is no Electron on this computer (npm test gets one)';

/** Bundles the engine as the shipped programs are, and starts it in this Node, in Electron or in both. */
export async function startRuntimes(names: readonly RuntimeName[]): Promise<Runtimes> {
  const folder = await mkdtemp(join(tmpdir(), 'runtime-'));
  const ends: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends) await end();
    await rm(folder, { recursive: true });
  };
  try {
    const bundle = await bundleInto(folder, 'test/lab/connect-program.ts');
    const all: OtherRuntime[] = [];
    for (const name of names) {
      const { hello, ask, end } = await startProgram<Order, Outcome>(name, bundle);
      ends.push(end);
      all.push({ name, hello, connect: ask });
    }
    return { all, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A program in a process of its own that answers questions, each a line of JSON. */
export type Program<Question, Answer> = {
  readonly hello: Hello;
  /** Rejects where the program ends instead. */
  readonly ask: (question: Question) => Promise<Answer>;
  readonly end: () => Promise<void>;
};

/** Starts a bundle that says hello and then answers a line with a line, in this Node or in Electron. */
export async function startProgram<Question, Answer>(
  name: RuntimeName,
  bundle: string,
): Promise<Program<Question, Answer>> {
  const program = name === 'node' ? process.execPath : (runtimeOnDisk()?.program ?? 'electron');
  const child = spawn(program, [bundle], {
    env: { ...process.env, ...(name === 'electron' ? { ELECTRON_RUN_AS_NODE: '1' } : {}) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <Value>(): Promise<Value> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`the engine in ${name} has ended`);
    return JSON.parse(value) as Value;
  };
  return {
    hello: await next<Hello>(),
    ask: async (question) => {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      return await next<Answer>();
    },
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}

/**
 * Bundles a program of the tests as scripts/build.mjs does it: everything inside, without ssh2's native modules, which no
 * shipped program has. Gives the path of the bundle.
 */
export async function bundleInto(folder: string, entry: string): Promise<string> {
  await build({
    root: join(import.meta.dirname, '../..'),
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      {
        name: 'without-native-modules',
        enforce: 'pre',
        resolveId: (source) =>
          source === 'cpu-features' || source.endsWith('.node') ? '\0native-module' : null,
        load: (id) =>
          id === '\0native-module'
            ? 'module.exports = (() => { throw new Error("native module left out"); })();'
            : null,
      },
    ],
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: entry,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        output: { format: 'cjs', entryFileNames: 'program.cjs', codeSplitting: false },
      },
    },
  });
  return join(folder, 'program.cjs');
}
