import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { noVault } from '../../../electron/engine/login/vault';
import type { FromEngine, ToEngine } from '../../../electron/shell/engine-messages';
import { type EngineChild, runEngineProcess } from '../../../electron/shell/engine-process';
import type { ShellWork } from '../../../electron/shell/shell-calls';
import type { ConnectionTest } from '../../../shared/connection-test';
import type { InspectionRun } from '../../../shared/inspection';
import type { LibraryChange } from '../../../shared/library';

class Child extends EventEmitter {
  readonly got: ToEngine[] = [];
  killed = false;
  postMessage(message: ToEngine): void {
    this.got.push(message);
  }
  kill(): boolean {
    this.killed = true;
    return true;
  }
  say(message: FromEngine): void {
    this.emit('message', message);
  }
  end(code: number): void {
    this.emit('exit', code);
  }
}

const noWork: ShellWork = { ...noVault, printPdf: async () => new Uint8Array() };

function open(options = {}, work: ShellWork = noWork) {
  const children: Child[] = [];
  const engine = runEngineProcess(
    () => {
      const child = new Child();
      children.push(child);
      return child as unknown as EngineChild;
    },
    work,
    options,
  );
  return { engine, children, last: () => children.at(-1) as Child };
}

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

const outcomeOf = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (thrown) => ({ failure: thrown.failure }),
  );

describe('the engine process', () => {
  it('gives each reply to the call it belongs to', async () => {
    const { engine, last } = open();
    const first = outcomeOf(engine.call('list-migrations', {}));
    const second = outcomeOf(engine.call('reveal-key', { id: 'm-1' }));
    const [one, two] = last().got.map((message) => (message.kind === 'call' ? message.call : 0));
    last().say({ kind: 'reply', call: two ?? 0, reply: { ok: true, value: { key: 'K' } } });
    const failure = { code: 'migration.storage', facts: {} } as const;
    last().say({ kind: 'reply', call: one ?? 0, reply: { ok: false, failure } });
    expect(await Promise.all([first, second])).toEqual([{ failure }, { value: { key: 'K' } }]);
  });

  it('fails what was asked with a code when it dies', async () => {
    const { engine, last } = open();
    const asked = outcomeOf(engine.call('list-migrations', {}));
    last().end(9);
    expect(await asked).toMatchObject({ failure: { code: 'internal.unexpected' } });
  });

  it('starts again and pushes every migration as the journal has it', async () => {
    const { engine, children, last } = open({ restartAfter: 0 });
    const pushed: unknown[] = [];
    engine.listen('migration-changed', (state) => pushed.push(state));
    void outcomeOf(engine.call('list-migrations', {}));
    last().end(9);
    await wait(5);
    expect(children).toHaveLength(2);
    const [list] = last().got;
    expect(list).toMatchObject({ kind: 'call', command: 'list-migrations' });
    const state = { id: 'm-1', status: 'paused', updatedAt: '2026-01-01T00:00:00.000Z' };
    const call = list?.kind === 'call' ? list.call : 0;
    last().say({ kind: 'reply', call, reply: { ok: true, value: [state] } });
    await new Promise(setImmediate);
    expect(pushed).toMatchObject([{ id: 'm-1', status: 'paused' }]);
    expect((pushed[0] as typeof state).updatedAt > state.updatedAt).toBe(true);
  });

  it('pushes the tests that ran as cancelled when it dies, without their questions', async () => {
    const { engine, last } = open({ restartAfter: 0 });
    const pushed: ConnectionTest[] = [];
    engine.listen('test-changed', (test) => pushed.push(test));
    void outcomeOf(engine.call('list-tests', {}));
    const time = '2026-01-01T00:00:00.000Z';
    const push = (id: string, change: Partial<ConnectionTest>): void =>
      last().say({
        ...{ kind: 'push', push: 'test-changed' },
        value: {
          ...{ id, endpoint: { host: '10.0.0.1', port: 22, user: 'root' }, status: 'running' },
          ...{ startedAt: time, updatedAt: time, stages: [], legacyAllowed: [] },
          ...change,
        },
      });
    const question = { id: 'q-1', kind: 'allow-legacy' } as NonNullable<ConnectionTest['question']>;
    push('t-1', { question });
    push('t-2', {});
    push('t-2', { status: 'passed' });
    push('t-3', {});
    expect(pushed.splice(0)).toHaveLength(4);
    last().end(9);
    expect(pushed).toMatchObject([
      { id: 't-1', status: 'cancelled', question: undefined, endpoint: { host: '10.0.0.1' } },
      { id: 't-3', status: 'cancelled' },
    ]);
    expect(pushed.every(({ updatedAt }) => updatedAt > time)).toBe(true);
    // Once is enough, also when the next process dies.
    await wait(5);
    pushed.splice(0);
    last().end(9);
    expect(pushed).toEqual([]);
  });

  it('pushes the library that was being made as cancelled when it dies', async () => {
    const { engine, last } = open();
    const pushed: LibraryChange[] = [];
    engine.listen('library-changed', (change) => pushed.push(change));
    void outcomeOf(engine.call('list-tests', {}));
    const made: Omit<LibraryChange, 'rows'> = {
      ...{ id: 'library-1', name: 'backups', stage: 'reading', found: 1, looked: 1, read: 0 },
      ...{ bytes: 1, bytesRead: 0, known: 0, more: false },
    };
    const rows = [{ row: 0, path: 'a.eppb', state: 'looked', problems: [] }] as const;
    last().say({ kind: 'push', push: 'library-changed', value: { ...made, rows } });
    pushed.splice(0);
    last().end(9);
    expect(pushed).toEqual([{ ...made, stage: 'cancelled', rows: [] }]);
  });

  it('pushes the inspections that ran as cancelled when it dies, with what was found', async () => {
    const { engine, last } = open({ restartAfter: 0 });
    const pushed: InspectionRun[] = [];
    engine.listen('inspection-changed', (run) => pushed.push(run));
    void outcomeOf(engine.call('list-tests', {}));
    const push = (id: string, stage: InspectionRun['stage']): void =>
      last().say({
        ...{ kind: 'push', push: 'inspection-changed' },
        value: { id, stage, name: 'a.eppb', read: 5, total: 10 },
      });
    push('i-1', 'reading');
    push('i-2', 'reading');
    push('i-2', 'done');
    pushed.splice(0);
    last().end(9);
    expect(pushed).toEqual([{ id: 'i-1', stage: 'cancelled', name: 'a.eppb', read: 5, total: 10 }]);
  });

  it('asks the shell, and only itself gets the reply', async () => {
    const work: ShellWork = { ...noWork, recall: async (account) => `secret of ${account}` };
    const { engine, last, children } = open({ restartAfter: 0 }, work);
    void outcomeOf(engine.call('list-tests', {}));
    const asked = { name: 'recall', input: ['password a@b:22'] } as const;
    last().say({ kind: 'ask-shell', call: 7, asked });
    await new Promise(setImmediate);
    const reply = { ok: true, value: 'secret of password a@b:22' };
    expect(last().got.at(-1)).toEqual({ kind: 'shell-reply', call: 7, reply });

    last().say({ kind: 'ask-shell', call: 8, asked });
    last().end(9);
    await wait(5);
    expect(children).toHaveLength(2);
    const replies = children.flatMap(({ got }) => got).filter(({ kind }) => kind === 'shell-reply');
    expect(replies).toHaveLength(1);
  });

  it('is started again only after a while where it dies at once, unless somebody calls', async () => {
    const { engine, children, last } = open({ restartAfter: 40 });
    void outcomeOf(engine.call('list-migrations', {}));
    last().end(1);
    await wait(5);
    expect(children).toHaveLength(1);
    await wait(60);
    expect(children).toHaveLength(2);
    last().end(1);
    void outcomeOf(engine.call('list-migrations', {}));
    expect(children).toHaveLength(3);
  });

  it('closes in order, and takes no call after that', async () => {
    const { engine, children, last } = open();
    void outcomeOf(engine.call('list-migrations', {}));
    const closed = engine.close();
    expect(last().got.at(-1)).toEqual({ kind: 'close' });
    last().end(0);
    await closed;
    expect(await outcomeOf(engine.call('list-migrations', {}))).toHaveProperty('failure');
    expect(children).toHaveLength(1);
  });

  it('is ended where it does not close by itself', async () => {
    const { engine, last } = open({ closeWithin: 5 });
    void outcomeOf(engine.call('list-migrations', {}));
    await engine.close();
    expect(last().killed).toBe(true);
  });
});
