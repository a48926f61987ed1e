import { expect, it } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { reachOver } from '../../electron/engine/ssh/reach';
import type { Side } from '../../shared/appliance';
import type { Endpoint } from '../../shared/plan';
import { failureOf } from '../unit/engine/failure-of';
import { clerk } from './clerk';

const day = 86_400_000;

/** What an old and a new appliance have to tell of the clients that reach them, and of what those clients see. */
export function tellsOfClients(
  of: (side: Side) => Appliance,
  endpoint: (side: Side) => Endpoint,
  web: () => boolean,
): void {
  it('names the computers that reached the old one, and nobody at the new one yet', async () => {
    const since = (ago: number): string => new Date(Date.now() - ago).toISOString();
    const seen = await of('source').seen(since(day));
    const { seenLastDay } = await of('source').clients();
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen.map(({ computer }) => computer)).size).toBe(seen.length);
    expect(Math.abs(seen.length - seenLastDay)).toBeLessThanOrEqual(1);
    for (const { lastSeen } of seen) {
      expect(Date.parse(lastSeen)).toBeGreaterThan(Date.now() - day - 60_000);
      expect(Date.parse(lastSeen)).toBeLessThan(Date.now() + 60_000);
    }
    expect(await of('target').seen(since(day))).toEqual([]);
  });

  it('lets clients in and keeps them away, as it is told', async () => {
    const target = of('target');
    await target.setClients(true);
    await target.setClients(true);
    expect((await target.clients()).enabled).toBe(true);
    await target.setClients(false);
    expect((await target.clients()).enabled).toBe(false);
  });

  it('shows over HTTPS the certificate that it tells of, each its own', async () => {
    const { desk } = clerk([]);
    const reach = reachOver(desk, new AbortController().signal);
    const seen: string[] = [];
    for (const side of ['source', 'target'] as const) {
      if (!web()) {
        const failure = await failureOf(() => of(side).certificate());
        expect(failure.code).toBe('appliance.no-command');
        expect(await reach.certificateAt(endpoint(side))).toBeUndefined();
        continue;
      }
      const { sha256, notAfter } = await of(side).certificate();
      expect(Date.parse(notAfter)).toBeGreaterThan(Date.now());
      expect(await reach.certificateAt(endpoint(side))).toBe(sha256);
      seen.push(sha256);
    }
    reach.close();
    expect(new Set(seen).size).toBe(seen.length);
  });
}
