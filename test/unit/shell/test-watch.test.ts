import { describe, expect, it } from 'vitest';
import { watchTests } from '../../../electron/shell/test-watch';
import { testCallWords } from '../../../electron/shell/words';
import type { ConnectionTest } from '../../../shared/connection-test';
import type { Question } from '../../../shared/migration';

const at = { host: '10.0.0.1', port: 22 };
const password = (id: string): Question => ({
  ...{ id, kind: 'enter-password', ...at },
  ...{ user: 'root', again: false },
});
const test = (change: Partial<ConnectionTest> = {}): ConnectionTest => ({
  ...{ id: 't-1', endpoint: { ...at, user: 'root' }, status: 'running' },
  ...{ startedAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' },
  ...{ stages: [], legacyAllowed: [] },
  ...change,
});

describe('a test of a connection, for a person who looks elsewhere', () => {
  it('calls once for each question of each test', () => {
    const asks = watchTests();
    expect(asks(test())).toBe(false);
    expect(asks(test({ question: password('q-1') }))).toBe(true);
    expect(asks(test({ question: password('q-1') }))).toBe(false);
    expect(asks(test({ id: 't-2', question: password('q-1') }))).toBe(true);
    expect(asks(test({ question: password('q-1') }))).toBe(false);
    expect(asks(test())).toBe(false);
    expect(asks(test({ question: password('q-2') }))).toBe(true);
  });

  it('calls for nothing when it is over', () => {
    const asks = watchTests();
    expect(asks(test({ status: 'passed' }))).toBe(false);
    expect(asks(test({ status: 'cancelled', question: password('q-1') }))).toBe(false);
  });

  it('says what is wanted and by which server', () => {
    const { title, body } = testCallWords(test({ question: password('q-1') }));
    expect(title).toBe('A password is needed');
    expect(body).toContain('10.0.0.1');
    const file = '/home/me/.ssh/id_ed25519';
    const passphrase: Question = { id: 'q-2', kind: 'enter-passphrase', file, again: false };
    expect(testCallWords(test({ question: passphrase })).title).toContain('passphrase');
  });
});
