import type { MigrationState } from './migration';

/** How many days the old server's virtual machine is kept where the plan says nothing: a quarter of a year of reports and retention. */
export const usualKeepDays = 90;

const dayMs = 86_400_000;

/** Until when the old server is kept: a day as `2027-02-22`, in UTC. */
export type KeptSource = { readonly until: string; readonly days: number; readonly since: string };

/** How long the old server of a finished migration is kept; undefined before the end, and after it was given up. */
export const keptSource = (state: MigrationState): KeptSource | undefined =>
  state.status === 'finished' && !state.sourceGivenUp ? keptFromProof(state) : undefined;

/** The same as soon as the new server was proven, which is when the report is written. */
export function keptFromProof({ facts, plan }: MigrationState): KeptSource | undefined {
  if (!facts.takeover) return undefined;
  const days = plan.keepSourceDays ?? usualKeepDays;
  const since = facts.takeover.provenAt;
  const until = new Date(Date.parse(since) + days * dayMs).toISOString().slice(0, 10);
  return { until, days, since };
}

/** `daysLeft` is 0 on the day itself and below it afterwards. */
export const daysLeft = ({ until }: KeptSource, now: Date): number =>
  Math.round((Date.parse(until) - Date.parse(now.toISOString().slice(0, 10))) / dayMs);
