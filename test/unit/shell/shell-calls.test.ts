import { describe, expect, it } from 'vitest';
import type { Vault } from '../../../electron/engine/login/vault';
import { answerVaultCall, type VaultCall, vaultOfShell } from '../../../electron/shell/vault-calls';
import type { Reply } from '../../../shared/contract';
import { fail } from '../../../shared/failure';

/** A vault in the shell, and the engine's side of it, with everything between them copied as between processes. */
function open(changes: Partial<Vault> = {}) {
  const kept = new Map<string, string>();
  const inShell: Vault = {
    keeping: async () => 'plain-text',
    recall: async (account) => kept.get(account),
    keep: async (account, secret) => void kept.set(account, secret),
    forget: async (account) => void kept.delete(account),
    accounts: async () => [...kept.keys()],
    ...changes,
  };
  const side = vaultOfShell(async (number, call) => {
    const reply = await answerVaultCall(inShell, structuredClone(call));
    side.settle(number, structuredClone(reply));
  });
  return { vault: side.vault, kept };
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
    const asked: [number, VaultCall][] = [];
    const { vault, settle } = vaultOfShell((...call) => asked.push(call));
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
});
