import { describe, expect, it } from 'vitest';
import {
  answerShellCall,
  type ShellCall,
  type ShellWork,
  shellByCalls,
} from '../../../electron/shell/shell-calls';
import type { Reply } from '../../../shared/contract';
import { fail } from '../../../shared/failure';

/** The shell's work, and the engine's side of it, with everything between them copied as between processes. */
function open(changes: Partial<ShellWork> = {}) {
  const kept = new Map<string, string>();
  const inShell: ShellWork = {
    keeping: async () => 'plain-text',
    recall: async (account) => kept.get(account),
    keep: async (account, secret) => void kept.set(account, secret),
    forget: async (account) => void kept.delete(account),
    accounts: async () => [...kept.keys()],
    printPdf: async (html, paper) => new TextEncoder().encode(`${paper} ${html}`),
    ...changes,
  };
  const side = shellByCalls(async (number, call) => {
    const reply = await answerShellCall(inShell, structuredClone(call));
    side.settle(number, structuredClone(reply));
  });
  return { ...side, kept };
}

describe('the vault as the engine has it', () => {
  it('does everything that the one of the shell does', async () => {
    const { vault, kept } = open();
    expect(await vault.keeping()).toBe('plain-text');
    await vault.keep('password a@b:22', 'one');
    await vault.keep('passphrase /key', 'two');
    expect(await vault.recall('password a@b:22')).toBe('one');
    expect(await vault.recall('password c@d:22')).toBeUndefined();
    expect(await vault.accounts()).toEqual(['password a@b:22', 'passphrase /key']);
    await vault.forget('password a@b:22');
    expect([...kept]).toEqual([['passphrase /key', 'two']]);
  });

  it('gives each reply to the call it belongs to, in whatever order they come', async () => {
    const asked: [number, ShellCall][] = [];
    const { vault, settle } = shellByCalls((...call) => asked.push(call));
    const both = Promise.all([vault.recall('a'), vault.recall('b')]);
    const say = (at: number, value: unknown): void => {
      const reply: Reply<unknown> = { ok: true, value };
      settle(asked[at]?.[0] ?? 0, reply);
    };
    say(1, 'of b');
    say(0, 'of a');
    say(0, 'too late');
    expect(await both).toEqual(['of a', 'of b']);
  });

  it('fails with the failure of the shell', async () => {
    const keep = async () => fail('migration.storage', { path: 'vault.json', seen: 'ENOSPC' });
    const { vault } = open({ keep, recall: () => Promise.reject(new Error('odd')) });
    const failure = { code: 'migration.storage', facts: { path: 'vault.json', seen: 'ENOSPC' } };
    await expect(vault.keep('a', 'b')).rejects.toMatchObject({ failure });
    await expect(vault.recall('a')).rejects.toMatchObject({
      failure: { code: 'internal.unexpected' },
    });
  });

  it('prints in the shell', async () => {
    const { printPdf } = open();
    expect(new TextDecoder().decode(await printPdf('<p>kit</p>', 'Letter'))).toBe(
      'Letter <p>kit</p>',
    );
  });
});
