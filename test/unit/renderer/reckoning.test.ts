import { describe, expect, it } from 'vitest';
import {
  type Draft,
  emptyDraft,
  faultsOf,
  isSound,
  planOf,
  spread,
} from '../../../renderer/endpoint-draft';
import { compareFingerprint, consoleCommand } from '../../../renderer/fingerprint';
import { formatRange, roughlySince, timeLeft } from '../../../renderer/time-left';
import { formatNumber } from '../../../renderer/words/en';
import { planSchema } from '../../../shared/plan';
import { hostKeys } from './script-facts';

describe('a fingerprint that was pasted', () => {
  const { source, target } = hostKeys;
  const compare = (pasted: string) => compareFingerprint(pasted, source);

  it('is the same as a whole line of the console, in either form', () => {
    expect(compare(`256 ${source.sha256} root@OLD-EPP (ED25519)`)).toBe('same');
    expect(compare(`256 ${source.md5}  root@OLD-EPP (ED25519)`)).toBe('same');
    expect(compare(`256 MD5:${source.md5} root@OLD-EPP (ED25519)`)).toBe('same');
  });

  it('is the same alone, without its prefix, in capitals where it is hex, with a padding', () => {
    expect(compare(source.sha256.slice('SHA256:'.length))).toBe('same');
    expect(compare(`${source.sha256}=`)).toBe('same');
    expect(compare(source.md5.toUpperCase())).toBe('same');
    expect(compare(`  ${source.sha256}\n`)).toBe('same');
  });

  it('is different for another key, and for one changed character', () => {
    expect(compare(target.sha256)).toBe('different');
    expect(compare(target.md5)).toBe('different');
    expect(compare(source.md5.replace(/8$/, '9'))).toBe('different');
    expect(compare(source.sha256.toLowerCase())).toBe('different');
  });

  it('is not judged before it is complete', () => {
    expect(compare('')).toBe('empty');
    expect(compare('  ')).toBe('empty');
    expect(compare(source.sha256.slice(0, 30))).toBe('unreadable');
    expect(compare(source.md5.slice(0, 20))).toBe('unreadable');
    expect(compare('ssh-keygen -lf')).toBe('unreadable');
  });

  it('is asked for with the file of its type', () => {
    expect(consoleCommand('ssh-ed25519')).toBe('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub');
    expect(consoleCommand('ecdsa-sha2-nistp256')).toMatch(/host_ecdsa_key/);
    expect(consoleCommand('ssh-rsa')).toMatch(/host_rsa_key/);
  });
});

describe('the time left', () => {
  const watched = (elapsedMs: number, from = 0) => ({ elapsedMs, from });
  it('comes from the rate where there is one', () => {
    const left = timeLeft({ unit: 'bytes', done: 40e6, total: 100e6, rate: 1e6 }, watched(10_000));
    expect(left?.low).toBeLessThan(60_000);
    expect(left?.high).toBeGreaterThan(60_000);
  });

  it('comes from the pace so far where there is no rate', () => {
    const left = timeLeft({ unit: 'percent', done: 50, total: 100 }, watched(120_000));
    expect(left?.low).toBeLessThan(120_000);
    expect(left?.high).toBeGreaterThan(120_000);
  });

  it('counts only what was done while it was watched', () => {
    const left = timeLeft({ unit: 'percent', done: 60, total: 100 }, watched(10_000, 50));
    expect(left?.low).toBeLessThan(40_000);
    expect(left?.high).toBeGreaterThan(40_000);
  });

  it('is not invented', () => {
    expect(timeLeft({ unit: 'percent', done: 1, total: 100 }, watched(60_000))).toBeUndefined();
    expect(timeLeft({ unit: 'percent', done: 50, total: 100 }, watched(1000))).toBeUndefined();
    expect(
      timeLeft({ unit: 'bytes', done: 5, total: 10, rate: 0 }, watched(60_000)),
    ).toBeUndefined();
    expect(
      timeLeft({ unit: 'bytes', done: 10, total: 10, rate: 1 }, watched(60_000)),
    ).toBeUndefined();
    expect(timeLeft({ unit: 'bytes', done: 0, total: 0 }, watched(60_000))).toBeUndefined();
  });

  it('is said as a range in one unit', () => {
    expect(formatRange({ low: 3000, high: 8000 })).toBe('10 s');
    expect(formatRange({ low: 22_000, high: 41_000 })).toBe('20 to 45 s');
    expect(formatRange({ low: 61_000, high: 119_000 })).toBe('1 to 2 min');
    expect(formatRange({ low: 4.2 * 60_000, high: 6.1 * 60_000 })).toBe('4 to 7 min');
    expect(formatRange({ low: 80 * 60_000, high: 130 * 60_000 })).toBe('1 to 2.5 h');
  });

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

describe('the servers that were typed', () => {
  const draft = (host: string, rest: Partial<Draft> = {}): Draft => ({
    ...emptyDraft,
    host,
    ...rest,
  });

  it('make a valid plan', () => {
    const [source, target] = [draft(' 10.0.0.10 '), draft('new.example', { port: '2222' })];
    expect(isSound(faultsOf(source, target))).toBe(true);
    const plan = planOf(source, target, 'verify');
    expect(planSchema.parse(plan)).toEqual(plan);
    expect(plan).toMatchObject({
      source: { host: '10.0.0.10' },
      target: { port: 2222 },
      until: 'verify',
    });
  });

  it('are told apart by address and port, whatever the letters', () => {
    expect(faultsOf(draft('EPP.example'), draft('epp.example')).target.host).toMatch(/old server/);
    expect(isSound(faultsOf(draft('epp'), draft('epp', { port: '23' })))).toBe(true);
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
    expect(spread(draft('root@10.0.0.10:2222'))).toEqual({
      host: '10.0.0.10',
      port: '2222',
      user: 'root',
    });
    expect(spread(draft('10.0.0.10'))).toEqual(draft('10.0.0.10'));
  });
});
