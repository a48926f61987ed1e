import { describe, expect, it } from 'vitest';
import { faultsOf, isSound } from '../../../renderer/draft-faults';
import {
  changed,
  type Draft,
  emptyDraft,
  endpointOf,
  filled,
  spread,
} from '../../../renderer/endpoint-draft';
import { roughlySince } from '../../../renderer/since';
import { clockOf } from '../../../renderer/test-view';
import { formatNumber } from '../../../renderer/words/en';
import { anotherTryHelps } from '../../../shared/another-try';
import { planSchema } from '../../../shared/plan';

describe('a moment or a number', () => {
  it('tells a moment that is long past in whole minutes', () => {
    const at = '2026-11-24T01:00:00Z';
    expect(roughlySince(at, Date.parse(at) + 9000)).toBe('9 s');
    expect(roughlySince(at, Date.parse(at) + 200_000)).toBe('3 min');
    expect(roughlySince(at, Date.parse(at) - 5000)).toBe('0 s');
  });

  it('leaves thousands readable', () => {
    expect(formatNumber(12_480)).toBe('12\u202f480');
    expect(formatNumber(999)).toBe('999');
  });
});

describe('another try', () => {
  it('is offered wherever it can help', () => {
    for (const code of ['ssh.timeout', 'ssh.host-key-changed', 'key.wrong', 'key.lost'] as const) {
      expect(anotherTryHelps({ code, facts: {} })).toBe(true);
    }
  });

  it('is not offered where what the run rests on is gone', () => {
    for (const code of ['backup.vanished', 'appliance.same-machine'] as const) {
      expect(anotherTryHelps({ code, facts: {} })).toBe(false);
    }
    expect(anotherTryHelps({ code: 'key.wrong', facts: { by: 'target' } })).toBe(false);
  });
});

describe('the clock of a server', () => {
  it('is told apart by direction, and is worth a warning from a minute on', () => {
    expect(clockOf(0.4)).toEqual({ says: 'as on this computer', off: false });
    expect(clockOf(-60)).toEqual({ says: '1 min behind this computer', off: false });
    expect(clockOf(61)).toEqual({ says: '1 min 1 s ahead of this computer', off: true });
  });
});

describe('the servers that were typed', () => {
  const draft = (host: string, rest: Partial<Draft> = {}): Draft => ({
    ...emptyDraft,
    host,
    ...rest,
  });

  const sound = (source: Draft, target: Draft): boolean => {
    const faults = faultsOf(source, target);
    return isSound(faults.source, faults.target);
  };

  it('make a valid plan', () => {
    const [source, target] = [draft(' 10.0.0.10 '), draft('new.example', { port: '2222' })];
    expect(sound(source, target)).toBe(true);
    const plan = { source: endpointOf(source), target: endpointOf(target), until: 'verify' };
    expect(planSchema.parse(plan)).toEqual(plan);
    expect(plan).toMatchObject({
      source: { host: '10.0.0.10' },
      target: { port: 2222 },
      until: 'verify',
    });
  });

  it('are told apart by address and port, whatever the letters', () => {
    expect(faultsOf(draft('EPP.example'), draft('epp.example')).target.host).toMatch(/old server/);
    expect(sound(draft('epp'), draft('epp', { port: '23' }))).toBe(true);
  });

  it('are one where the same address lies behind the same jump host, and two behind another', () => {
    const behind = (host: string): Draft => draft('epp', { hops: [{ ...draft(host), id: 1 }] });
    expect(sound(behind('bastion'), behind('BASTION'))).toBe(false);
    expect(sound(behind('bastion'), behind('other'))).toBe(true);
  });

  it('keep what ~/.ssh/config does not say, and lose what was allowed for another address', () => {
    const typed = draft('epp', { user: 'me', legacy: true });
    expect(filled(typed, draft('10.0.0.9', { port: '2200', user: 'other' }))).toMatchObject({
      host: '10.0.0.9',
      port: '2200',
      user: 'me',
    });
    expect(changed(typed, { user: 'you' }).legacy).toBe(true);
    expect(changed(typed, { port: '23' }).legacy).toBeUndefined();
  });

  it('are refused with a useful word', () => {
    const faults = faultsOf(draft(''), draft('https://10.0.0.20', { port: '0', user: ' ' }));
    expect(faults.source.host).toMatch(/Enter a host name/);
    expect(faults.target).toMatchObject({
      host: expect.stringMatching(/without/),
      port: expect.stringMatching(/65535/),
      user: expect.stringMatching(/user name/),
    });
    for (const port of ['', '65536', '22a', '2.5', '-1']) {
      expect(faultsOf(draft('a', { port }), draft('b')).source.port).toBeDefined();
    }
  });

  it('are read from user@host:port', () => {
    expect(spread(draft('root@10.0.0.10:2222'))).toMatchObject({
      host: '10.0.0.10',
      port: '2222',
      user: 'root',
    });
    expect(spread(draft('10.0.0.10'))).toEqual(draft('10.0.0.10'));
  });
});
