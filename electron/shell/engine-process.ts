import type { ConnectionTest } from '../../shared/connection-test';
import type { CommandName, Pushes, PushName, Reply } from '../../shared/contract';
import type { InspectionRun } from '../../shared/inspection';
import { isOver, type LibraryChange } from '../../shared/library';
import type { MigrationState } from '../../shared/migration';
import { type Client, connect } from '../../shared/wire';
import type { FromEngine, ToEngine } from './engine-messages';
import { answerShellCall, type ShellWork } from './shell-calls';

/** A process as `utilityProcess.fork` gives it, as far as it is used here. */
export type EngineChild = {
  readonly postMessage: (message: ToEngine) => void;
  readonly kill: () => boolean;
  on(event: 'message', hear: (message: FromEngine) => void): unknown;
  on(event: 'exit', hear: (code: number) => void): unknown;
};

/** The engine, wherever it runs: a client of the contract that can be closed. */
export type EngineProcess = Client & {
  /** Stops the runs in order and resolves when the process is gone, at the latest after `closeWithin`. */
  readonly close: () => Promise<void>;
};

type Options = {
  /** Milliseconds from one start to the next, unless somebody calls. */
  readonly restartAfter?: number;
  /** Milliseconds that a process has for stopping its runs. */
  readonly closeWithin?: number;
};

type Hear = (value: unknown) => void;
type Running = { readonly child: EngineChild; readonly startedAt: number };

/**
 * Keeps the engine's process running. When it dies, what was asked fails with `internal.unexpected`, a new process
 * starts, and every migration is pushed again as the journal has it, so that no page shows a run that is gone. Tests of
 * connections, inspections and the library live in its memory alone: those that ran are pushed as cancelled. Its process asks `work` to encrypt and to print.
 */
export function runEngineProcess(
  fork: () => EngineChild,
  work: ShellWork,
  { restartAfter = 2000, closeWithin = 10_000 }: Options = {},
): EngineProcess {
  const pending = new Map<number, (reply: Reply<unknown>) => void>();
  const listeners = new Map<PushName, Set<Hear>>();
  const runningTests = new Map<string, ConnectionTest>();
  const inspections = new Map<string, InspectionRun>();
  let library: LibraryChange | undefined;
  let calls = 0;
  let running: Running | undefined;
  let gone: (() => void) | undefined;

  const tell = <Push extends PushName>(push: Push, value: Pushes[Push]): void => {
    for (const hear of listeners.get(push) ?? []) hear(value);
  };

  const note = (test: ConnectionTest): void => {
    if (test.status === 'running') runningTests.set(test.id, test);
    else runningTests.delete(test.id);
  };

  const noteInspection = (run: InspectionRun): void => {
    if (run.stage === 'reading') inspections.set(run.id, run);
    else inspections.delete(run.id);
  };

  const cancelInspections = (): void => {
    const lost = [...inspections.values()];
    inspections.clear();
    for (const run of lost) tell('inspection-changed', { ...run, stage: 'cancelled' });
  };

  const cancelLibrary = (): void => {
    if (library && !isOver(library)) tell('library-changed', { ...library, stage: 'cancelled' });
    library = undefined;
  };

  const cancelTests = (): void => {
    const updatedAt = new Date().toISOString();
    const lost = [...runningTests.values()];
    runningTests.clear();
    for (const test of lost) {
      tell('test-changed', { ...test, status: 'cancelled', question: undefined, updatedAt });
    }
  };

  const take = (own: Running, message: FromEngine): void => {
    if (message.kind === 'push') {
      if (message.push === 'test-changed') note(message.value);
      if (message.push === 'inspection-changed') noteInspection(message.value);
      if (message.push === 'library-changed') library = { ...message.value, rows: [] };
      tell(message.push, message.value);
    } else if (message.kind === 'ask-shell') {
      void answerShellCall(work, message.asked).then((reply) => {
        // One that has died meanwhile, or another one in its place, did not ask.
        if (running !== own) return;
        own.child.postMessage({ kind: 'shell-reply', call: message.call, reply });
      });
    } else {
      pending.get(message.call)?.(message.reply);
      pending.delete(message.call);
    }
  };

  const start = (): EngineChild => {
    const child = fork();
    const own: Running = { child, startedAt: Date.now() };
    running = own;
    child.on('message', (message) => take(own, message));
    child.on('exit', (code) => ended(own, code));
    return child;
  };

  const ended = (own: Running, code: number): void => {
    if (running === own) running = undefined;
    const message = `the engine's process ended with code ${code}`;
    for (const settle of pending.values()) {
      settle({ ok: false, failure: { code: 'internal.unexpected', facts: { message } } });
    }
    pending.clear();
    cancelTests();
    cancelInspections();
    cancelLibrary();
    if (gone) gone();
    else setTimeout(pushAll, own.startedAt + restartAfter - Date.now()).unref();
  };

  const send = (command: CommandName, input: unknown): Promise<Reply<unknown>> =>
    new Promise((settle) => {
      if (gone) {
        const facts = { message: 'the program is closing' };
        return settle({ ok: false, failure: { code: 'internal.unexpected', facts } });
      }
      const child = running?.child ?? start();
      calls += 1;
      pending.set(calls, settle);
      child.postMessage({ kind: 'call', call: calls, command, input });
    });

  const pushAll = async (): Promise<void> => {
    if (gone) return;
    const reply = await send('list-migrations', {});
    if (!reply.ok) return;
    // A snapshot that never reached the journal may be newer than what it says; the page keeps the newest.
    const updatedAt = new Date().toISOString();
    for (const state of reply.value as readonly MigrationState[]) {
      tell('migration-changed', { ...state, updatedAt });
    }
  };

  const listen = (push: PushName, hear: Hear): (() => void) => {
    const hearers = listeners.get(push) ?? new Set();
    listeners.set(push, hearers.add(hear));
    return () => hearers.delete(hear);
  };

  const close = (): Promise<void> =>
    new Promise((resolve) => {
      const child = running?.child;
      gone = resolve;
      if (!child) return resolve();
      child.postMessage({ kind: 'close' });
      setTimeout(() => {
        child.kill();
        resolve();
      }, closeWithin).unref();
    });

  return { ...connect(send, listen), close };
}
