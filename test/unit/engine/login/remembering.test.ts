import { describe, expect, it, vi } from 'vitest';
import { remembering } from '../../../../electron/engine/login/remembering';
import { noVault, type Vault } from '../../../../electron/engine/login/vault';

/** A vault in memory. */
function vault(change: Partial<Vault> = {}) {
  const kept = new Map<string, string>();
  const port: Vault = {
    keeping: async () => 'yes',
    recall: async (account) => kept.get(account),
    keep: async (account, secret) => void kept.set(account, secret),
    forget: async (account) => void kept.delete(account),
    accounts: async () => [...kept.keys()],
    ...change,
  };
  return { kept, memory: remembering(port) };
}
const account = 'password u@h:22';

describe('a password that shall be remembered', () => {
  it('is kept when a server has taken it, not before', async () => {
    const { kept, memory } = vault();
    memory.wish(account, 'secret', true);
    expect(kept.size).toBe(0);
    memory.accepted();
    await vi.waitFor(() => expect(kept.get(account)).toBe('secret'));
    expect(await memory.recall(account)).toBe('secret');
  });

  it('is not kept where a server refused it, and an older one is forgotten', async () => {
    const { kept, memory } = vault();
    kept.set(account, 'older');
    memory.wish(account, 'wrong', true);
    await memory.refused(account);
    memory.accepted();
    expect(kept.size).toBe(0);
  });

  it('is not kept where nobody wished it', async () => {
    const { kept, memory } = vault();
    memory.wish(account, 'secret', undefined);
    memory.accepted();
    expect(kept.size).toBe(0);
  });

  it('is not offered where the system does not encrypt, or what is kept cannot be read', async () => {
    expect(await vault().memory.isPossible()).toBe(true);
    expect(await remembering(noVault).isPossible()).toBe(false);
    const plain = vault({ keeping: async () => 'plain-text' });
    expect(await plain.memory.isPossible()).toBe(false);
    const damaged = vault({ accounts: () => Promise.reject(new Error('damaged')) });
    expect(await damaged.memory.isPossible()).toBe(false);
  });

  it('does not end a login where it cannot be read or written', async () => {
    const broken = () => Promise.reject(new Error('broken'));
    const { memory } = vault({ recall: broken, keep: broken, forget: broken });
    expect(await memory.recall(account)).toBeUndefined();
    await memory.refused(account);
    memory.wish(account, 'secret', true);
    memory.accepted();
  });
});
