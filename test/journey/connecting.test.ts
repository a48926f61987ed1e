import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../electron/engine/engine';
import type { Vault } from '../../electron/engine/login/vault';
import { type Pair, startPair } from '../../electron/simulator/pair';
import { type ConnectionTest, currentStage } from '../../shared/connection-test';
import type { Answer, Question, QuestionKind } from '../../shared/migration';
import { type Endpoint, parsePlan } from '../../shared/plan';
import { startJumpServer } from './jump-server';
import { attend } from './person';
import { fastPair } from './stage';

let folder: string;
let pair: Pair;
let engine: Engine;
const kept = new Map<string, string>();
const vault: Vault = {
  keeping: async () => 'yes',
  recall: async (account) => kept.get(account),
  keep: async (account, secret) => void kept.set(account, secret),
  forget: async (account) => void kept.delete(account),
  accounts: async () => [...kept.keys()],
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connecting-'));
  pair = await startPair({ ...fastPair, folder: join(folder, 'pair') });
  engine = createEngine({ dataFolder: join(folder, 'home'), program: 'connecting 0.0.0', vault });
  kept.clear();
});
afterEach(async () => {
  await engine.close();
  await pair.stop();
  await rm(folder, { recursive: true });
});

type Answers = Partial<Record<QuestionKind, (question: Question) => Answer | undefined>>;
const usual = (): Answers => ({
  'trust-host': () => ({ kind: 'trust-host', accept: true }),
  'enter-password': () => ({ kind: 'enter-password', secret: pair.password }),
});

/** Tests a connection to its end, answering what it asks. */
async function tryOut(
  endpoint: Endpoint,
  answers: Answers = {},
): Promise<ConnectionTest & { readonly asked: readonly QuestionKind[] }> {
  const all = { ...usual(), ...answers };
  const asked: QuestionKind[] = [];
  const seen = new Set<string>();
  return await new Promise((resolve, reject) => {
    const leave = engine.onTest((state) => {
      const { question, id } = state;
      if (question && !seen.has(question.id)) {
        seen.add(question.id);
        asked.push(question.kind);
        const answer = all[question.kind]?.(question);
        if (!answer) reject(new Error(`nobody answers ${question.kind}`));
        else
          engine.handlers['answer-question']({ id, questionId: question.id, answer }).catch(reject);
      }
      if (state.status === 'running') return;
      leave();
      resolve({ ...state, asked });
    });
    engine.handlers['test-connection']({ endpoint, side: 'source' }).catch(reject);
  });
}
const source = (): Endpoint => ({ ...pair.source, agent: false });

describe('a test of a connection', () => {
  test('passes its stages one after the other and says who answered', async () => {
    const { status, stages, identity, agreed, asked } = await tryOut(source());
    expect(status).toBe('passed');
    expect(asked).toEqual(['trust-host', 'enter-password']);
    expect(stages.every(({ state }) => state === 'done' || state === 'skipped')).toBe(true);
    expect(stages.find(({ stage }) => stage === 'banner')?.seen).toMatch(/^SSH-2\.0-/);
    expect(identity).toMatchObject({ hostname: 'OLD-EPP', role: 'standalone' });
    expect(identity?.addresses).not.toContain('111.33.33.111');
    expect(Math.abs(identity?.clockAheadSeconds ?? 99)).toBeLessThan(3);
    expect(agreed?.kex).toBe('curve25519-sha256');
  });

  test('changes nothing on the server, and leaves no journal', async () => {
    await tryOut(source());
    const { record } = pair.machine('source');
    expect(
      record.commands.some((command) => /prepare|start|import|delete|set-|off/.test(command)),
    ).toBe(false);
    expect(existsSync(join(folder, 'home', 'migrations'))).toBe(false);
  });

  test('is not asked about a key again that was accepted for later, and is about one that was accepted once', async () => {
    const once = () => ({ kind: 'trust-host', accept: true, remember: false }) as const;
    expect((await tryOut(source(), { 'trust-host': once })).asked).toContain('trust-host');
    expect((await tryOut(source())).asked).toContain('trust-host');
    expect((await tryOut(source())).asked).toEqual(['enter-password']);
  });

  test('ends at the login where a key file cannot be used, before anybody is asked for a password', async () => {
    const file = join(folder, 'key.pub');
    await writeFile(file, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA public\n', { mode: 0o600 });
    const result = await tryOut({ ...source(), identityFiles: [file] });
    expect(result).toMatchObject({ status: 'failed', failure: { code: 'ssh.key-file' } });
    expect(currentStage(result)).toMatchObject({ stage: 'authentication', state: 'failed' });
    expect(result.asked).toEqual(['trust-host']);
  });

  test('asks a person for a version that is none, and says that a person gave it', async () => {
    await pair.setFault('source', 'no-version', true);
    const result = await tryOut(source(), {
      'enter-version': () => ({ kind: 'enter-version', version: '5.2.0.6' }),
    });
    expect(result.asked).toContain('enter-version');
    expect(result.identity).toMatchObject({ version: '5.2.0.6', versionFrom: 'person' });
  });

  test('that is ended in the middle is cancelled, and its question is gone', async () => {
    const { id } = await engine.handlers['test-connection']({ endpoint: source(), side: 'source' });
    const states: ConnectionTest[] = [];
    const asked = new Promise<void>((resolve) => {
      engine.onTest((state) => {
        states.push(state);
        if (state.question) resolve();
      });
    });
    await asked;
    expect(await engine.handlers['list-tests']({})).toHaveLength(1);
    await engine.handlers['end-test']({ id });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(states.at(-1)).toMatchObject({ status: 'cancelled' });
    expect(states.at(-1)?.question).toBeUndefined();
    expect(await engine.handlers['list-tests']({})).toEqual([]);
  });
});

describe('a password', () => {
  const remember = () =>
    ({ kind: 'enter-password', secret: pair.password, remember: true }) as const;

  test('is remembered only where that was wished, and then not asked for again', async () => {
    await tryOut(source());
    expect(kept.size).toBe(0);
    await tryOut(source(), { 'enter-password': remember });
    expect([...kept.values()]).toEqual([pair.password]);
    expect((await tryOut(source())).asked).toEqual([]);
  });

  test('that was remembered and is not right any more is forgotten, and asked for', async () => {
    await tryOut(source(), { 'enter-password': remember });
    const [account = ''] = kept.keys();
    kept.set(account, 'of last year');
    const result = await tryOut(source());
    expect(result.asked).toEqual(['enter-password']);
    expect(kept.size).toBe(0);
  });
});

describe('a saved connection', () => {
  test('is listed with what is remembered for it, and forgotten together with that', async () => {
    const endpoint = source();
    await tryOut(endpoint, {
      'enter-password': () => ({ kind: 'enter-password', secret: pair.password, remember: true }),
    });
    await engine.handlers['save-connection']({ name: 'old', endpoint });
    const list = await engine.handlers['list-connections']({});
    expect(list).toMatchObject({
      keeping: 'yes',
      connections: [{ name: 'old', endpoint, remembered: true }],
    });
    const file = join(folder, 'home', 'connections.json');
    expect(readFileSync(file, 'utf8')).not.toContain(pair.password);
    await engine.handlers['forget-connection']({ name: 'old' });
    expect((await engine.handlers['list-connections']({})).connections).toEqual([]);
    expect(kept.size).toBe(0);
  });
});

describe('one machine as both servers', () => {
  test('is refused right after the connection, by whatever way it is reached', async () => {
    const jump = await startJumpServer('practice');
    try {
      const { host, port, user } = jump;
      const plan = {
        source: source(),
        target: { ...source(), via: [{ host, port, user, agent: false as const }] },
        practice: pair.folder,
      };
      const { id } = await engine.handlers['start-migration']({ plan: parsePlan(plan) });
      const { failure, failedStep } = await attend(engine, id, { password: pair.password }).ended;
      expect(failure).toMatchObject({
        code: 'appliance.same-machine',
        facts: { by: 'machine-id' },
      });
      expect(failedStep).toBe('connect-target');
    } finally {
      await jump.stop();
    }
  });
});
