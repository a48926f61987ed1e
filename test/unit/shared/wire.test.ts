import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../shared/contract';
import { FailureError, fail } from '../../../shared/failure';
import { answer, connect, type Handlers } from '../../../shared/wire';

const handlers: Partial<Handlers> = {
  'list-migrations': async () => [],
  'cancel-migration': async ({ id }) =>
    id === 'm-locked' ? fail('migration.not-found', { id }) : null,
  'reveal-key': async () => {
    throw new Error('a fault');
  },
};
const reply = (command: string, input: unknown): Promise<Reply<unknown>> =>
  answer(handlers, command, input);

describe('a command that crosses a process', () => {
  test('is answered', async () => {
    expect(await reply('list-migrations', {})).toEqual({ ok: true, value: [] });
  });
  test.each([
    ['unknown', {}],
    ['toString', {}],
    ['start-migration', {}],
    ['cancel-migration', {}],
    ['cancel-migration', { id: '../../etc' }],
    ['cancel-migration', { id: 'm1', more: true }],
    ['list-migrations', null],
  ])('%s with %j is bad input', async (command, input) => {
    expect(await reply(command, input)).toMatchObject({
      ok: false,
      failure: { code: 'contract.bad-input' },
    });
  });
  test('brings its failure over with code and facts', async () => {
    const client = connect(
      (command, input) => reply(command, input),
      () => () => undefined,
    );
    const failed = client.call('cancel-migration', { id: 'm-locked' });
    await expect(failed).rejects.toBeInstanceOf(FailureError);
    await expect(failed).rejects.toMatchObject({
      failure: { code: 'migration.not-found', facts: { id: 'm-locked' } },
    });
  });
  test('shows a fault as internal, without its stack', async () => {
    expect(await reply('reveal-key', { id: 'm1' })).toEqual({
      ok: false,
      failure: { code: 'internal.unexpected', facts: { message: 'a fault' } },
    });
  });
});
