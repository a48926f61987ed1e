import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { runtimeOnDisk } from '../../scripts/electron-runtime.mjs';
import { bundleInto, noElectronBecause, type RuntimeName } from '../lab/other-runtime';
import type { Order, Outcome } from './engine-work';

/** The engine as it is shipped, in a process of its own. */
export type Engine = {
  readonly name: RuntimeName;
  /** One order at a time. Rejects where it fails, and where the process ends instead. */
  readonly ask: (order: Order) => Promise<Outcome>;
  /** Ends the process, whatever it does. */
  readonly end: () => Promise<void>;
};

/** Where the engine can be measured here; says what is left out. */
export function runtimesHere(): readonly RuntimeName[] {
  const reason = noElectronBecause();
  if (reason) console.log(`not measured in Electron: ${reason}`);
  return reason ? ['node'] : ['node', 'electron'];
}

/** Bundles the engine; gives the path of the program that `startEngine` starts. */
export const bundleEngine = (folder: string): Promise<string> =>
  bundleInto(folder, 'test/bench/engine-program.ts');

/** Starts the engine; `inside` are the words that run it in a namespace. Killed where the signal is aborted. */
export async function startEngine(
  name: RuntimeName,
  bundle: string,
  { inside = [], signal }: { readonly inside?: readonly string[]; readonly signal: AbortSignal },
): Promise<Engine> {
  const program = name === 'node' ? process.execPath : (runtimeOnDisk()?.program ?? 'electron');
  const [first = program, ...rest] = [...inside, program, bundle];
  const child = spawn(first, rest, {
    env: { ...process.env, ...(name === 'electron' ? { ELECTRON_RUN_AS_NODE: '1' } : {}) },
    stdio: ['pipe', 'pipe', 'inherit'],
    ...{ signal, killSignal: 'SIGKILL' },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  // Whoever asks hears of it when there is no answer.
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`the engine in ${name} has ended`);
    return value;
  };
  await next();
  return {
    name,
    ask: async (order) => {
      child.stdin.write(`${JSON.stringify(order)}\n`);
      const answer = JSON.parse(await next()) as Outcome | { readonly thrown: string };
      if ('thrown' in answer) throw new Error(`the engine in ${name}: ${answer.thrown}`);
      return answer;
    },
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}
