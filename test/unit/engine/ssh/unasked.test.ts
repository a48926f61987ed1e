import { describe, expect, it } from 'vitest';
import type { Credentials, KeyOffer } from '../../../../electron/engine/ssh/credentials';
import { unasked } from '../../../../electron/engine/ssh/unasked';
import { failureOf } from '../failure-of';

const server = { host: 'h', port: 22, user: 'u' };
const asked: string[] = [];
const key = (label: string, alone: boolean): KeyOffer => ({
  label,
  agent: async () => {
    throw new Error('not signed with here');
  },
  asksNobody: () => alone,
});
const [quick, slow] = [key('quick', true), key('slow', false)];
const held = (proven: boolean): Credentials => ({
  keys: () => [slow, quick],
  setAgentAside: () => true,
  passwords: {
    current: async () => {
      asked.push('password');
      return 'right';
    },
    refused: () => void asked.push('refused'),
    accepted: () => {},
    isProven: () => proven,
    begin: () => {},
    exhausted: () => false,
  },
  answers: async () => {
    asked.push('answers');
    return [];
  },
  taken: () => {},
  secondChance: () => true,
  answered: async () => {},
  begin: () => {},
});
const worked = (signedWith?: KeyOffer, neededPerson = false) => ({
  signedWith: () => signedWith,
  neededPerson: () => neededPerson,
});
const prompts = [{ text: 'Code:', echo: true }];

describe('the credentials of one more login', () => {
  it('are the key that signed and the password that was taken, and no other', async () => {
    const again = unasked(held(true), worked(quick), server);
    expect(again.keys()).toEqual([quick]);
    expect(again.passwords.exhausted()).toBe(false);
    expect(await again.passwords.current()).toBe('right');
    again.passwords.refused();
    expect(again.passwords.exhausted()).toBe(true);
    expect(asked.splice(0)).toEqual(['password']);
  });

  it('are no password that was never taken', async () => {
    const again = unasked(held(false), worked(), server);
    expect(again.keys()).toEqual([]);
    expect(again.passwords.exhausted()).toBe(true);
    expect((await failureOf(() => again.passwords.current())).code).toBe('ssh.authentication');
    expect(asked).toEqual([]);
  });

  it('do not answer for a person, but read what has no field', async () => {
    const again = unasked(held(true), worked(), server);
    const round = { title: '', instructions: '', prompts };
    expect((await failureOf(() => again.answers(round))).code).toBe('ssh.authentication');
    expect(await again.answers({ ...round, prompts: [] })).toEqual([]);
    expect(asked).toEqual([]);
  });

  it.each([
    ['an answer of a person was needed', worked(quick, true)],
    ['the agent may have asked a person', worked(slow)],
  ])('are none where %s', async (_, how) => {
    const refused = async () => unasked(held(true), how, server);
    expect((await failureOf(refused)).code).toBe('ssh.authentication');
  });
});
