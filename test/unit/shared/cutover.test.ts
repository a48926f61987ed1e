import { describe, expect, it } from 'vitest';
import { addressMoves, cutoverOf, cutoverSchema } from '../../../shared/cutover';
import { knownHostsChange } from '../../../shared/known-hosts-change';
import type { MigrationState } from '../../../shared/migration';
import { dottedMask } from '../../../shared/netmask';
import { handValues, silenceRows } from '../../../shared/words/cutover';
import { identity } from '../renderer/script-facts';
import { endedAt, finished } from '../renderer/states';

describe('the cutover of a plan', () => {
  it('is by power-off, by command, with a way back and a watch', () => {
    expect(cutoverOf({})).toEqual({
      ...{ source: 'power-off', by: 'command', revertAfterSeconds: 300, watchMinutes: 10 },
    });
    expect(cutoverOf({ practice: '/p' }).watchMinutes).toBeLessThan(1);
    expect(cutoverOf({ cutover: { watchMinutes: 0 } }).watchMinutes).toBe(0);
  });
  it('moves the address where the old server leaves it', () => {
    const moves = (['power-off', 'isolate', 'keep', 'power-off-last'] as const).map((source) =>
      addressMoves({ cutover: { source } }),
    );
    expect(moves).toEqual([true, true, false, false]);
  });
  it('takes nothing else', () => {
    expect(cutoverSchema.safeParse({ source: 'burn' }).success).toBe(false);
    expect(cutoverSchema.safeParse({ revertAfterSeconds: -1 }).success).toBe(false);
    expect(cutoverSchema.safeParse({ revert: 1 }).success).toBe(false);
  });
});

describe('a netmask', () => {
  it.each([
    [24, '255.255.255.0'],
    [0, '0.0.0.0'],
    [32, '255.255.255.255'],
    [19, '255.255.224.0'],
    [1, '128.0.0.0'],
  ])('of /%i is %s', (prefix, mask) => {
    expect(dottedMask({ address: '10.0.0.10', prefix })).toBe(mask);
  });
  it('is none of IPv6', () => {
    expect(dottedMask({ address: 'fd00::1', prefix: 64 })).toBeUndefined();
  });
});

describe('the values for a console', () => {
  it('have both DNS servers, the same twice where there is one', () => {
    const network = { ...identity('source').network, dns: ['10.0.0.2'] };
    expect(handValues(network).slice(-2)).toEqual([
      { name: 'First DNS server', value: '10.0.0.2' },
      { name: 'Second DNS server', value: '10.0.0.2' },
    ]);
  });
});

describe('the known hosts of others', () => {
  it('get the new key by commands, compared with the key that was proven', () => {
    const change = knownHostsChange(finished());
    expect(change?.commands[0]).toBe("ssh-keygen -R '10.0.0.10'");
    expect(change?.commands[1]).toContain('-t ed25519 -p 22 10.0.0.10');
    expect(change?.fingerprint).toBe(finished().facts.takeover?.hostKey);
  });
  it('stay as they are where no address has moved', () => {
    expect(knownHostsChange(endedAt('move-address', 'stopped'))).toBeUndefined();
    const { target, ...facts } = finished().facts;
    const byPages = target && { ...target, hostKey: { ...target.hostKey, type: 'x509' } };
    const state = { ...finished(), facts: { ...facts, target: byPages } } as MigrationState;
    expect(knownHostsChange(state)).toBeUndefined();
  });
  it('are named with the port where it is another one', () => {
    const state = finished();
    const plan = { ...state.plan, source: { ...state.plan.source, port: 2222 } };
    expect(knownHostsChange({ ...state, plan })?.commands[0]).toBe(
      "ssh-keygen -R '[10.0.0.10]:2222'",
    );
  });
});

describe('the lines of a proof of silence', () => {
  it('say of what was not measured why', () => {
    const silence = { host: 'h', port: 22, silentSince: '2026-11-24T02:01:00Z' };
    expect(
      silenceRows({
        ...silence,
        ssh: { state: 'quiet' },
        arp: { state: 'not-measured', reason: 'behind-router' },
      }),
    ).toEqual([
      ['SSH port', 'no answer'],
      ['Network card (ARP), from this computer', 'not measured: the server is behind a router'],
    ]);
    expect(silenceRows(silence)).toEqual([]);
  });
});
