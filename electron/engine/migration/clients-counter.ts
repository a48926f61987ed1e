import { patience } from './patience';
import type { Tools } from './step';

/** Who came so far: when the first one, and who did not come yet. */
export type ClientsCount = {
  readonly firstAt?: string | undefined;
  readonly missing: readonly string[];
};

/** Clocks are read to the second, by two computers. */
const slack = 2000;

/**
 * Counts which of the expected computers the new server has seen since a time by this computer's clock. While the server is
 * silent the count stays as it was. Times are told by this computer's clock.
 */
export async function clientsCounter(
  expected: readonly string[],
  since: string,
  tools: Tools,
): Promise<() => Promise<ClientsCount>> {
  const waiting = patience(tools, 'target');
  const identity = await (await tools.appliance('target')).identity();
  const ahead = (identity.clockAheadSeconds ?? 0) * 1000;
  const from = new Date(Date.parse(since) + ahead - slack).toISOString();
  let count: ClientsCount = { missing: expected };
  return async () => {
    const seen = await waiting.ask((target) => target.seen(from));
    if (!seen) return count;
    const back = new Set(seen.map(({ computer }) => computer));
    const times = seen.map(({ lastSeen }) => Date.parse(lastSeen) - ahead);
    const first = times.reduce<number | undefined>(
      (earliest, at) => (earliest === undefined || at < earliest ? at : earliest),
      count.firstAt === undefined ? undefined : Date.parse(count.firstAt),
    );
    const missing = expected.filter((computer) => !back.has(computer));
    count = { missing, ...(first !== undefined && { firstAt: new Date(first).toISOString() }) };
    return count;
  };
}
