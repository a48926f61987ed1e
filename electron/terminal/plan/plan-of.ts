import type { Side } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import { type Endpoint, type Plan, parsePlan } from '../../../shared/plan';
import type { RunOptions } from '../choice';
import { cutoverWish } from '../cutover-options';
import { isByHand, withHands } from '../hand-options';
import { typedPath } from '../kit-file';
import { type RouteDesk, resolveJumps, resolveRoute, webUser } from '../route';
import { routeWish } from '../route-options';
import { resolvePlanned } from './plan-route';
import type { OpenedPlan } from './read-plan';

/** The plan that options and a plan file make together; an option goes before what the file says. */
export async function planOf(
  options: RunOptions,
  opened: OpenedPlan | undefined,
  desk: RouteDesk,
): Promise<Plan> {
  return parsePlan({
    source: withHands(await endpointOf('source', options, opened, desk), 'source', options),
    target: withHands(await endpointOf('target', options, opened, desk), 'target', options),
    until: untilOf(options, opened) ?? 'done',
    bytesPerSecond: options.limit ?? opened?.plan.bytesPerSecond,
    clients: clientsWish(options, opened?.plan.clients),
    route: routeWish(options, opened?.plan.route),
    cutover: cutoverWish(options, opened?.plan.cutover),
    keepSourceDays: options.keepSourceDays ?? opened?.plan.keepSourceDays,
    firstBackup: firstBackupOf(options, opened),
    keyAtRestore: options.keyFromMemory === true ? 'memory' : opened?.plan.keyAtRestore,
  });
}

/** How long the clients are waited for, each part by an option or by the file. */
export function clientsWish(
  { clientsShare: share, clientsMinutes: minutes }: RunOptions,
  planned: Plan['clients'],
): Plan['clients'] {
  if (share === undefined && minutes === undefined) return planned;
  return {
    ...planned,
    ...(share !== undefined && { share }),
    ...(minutes !== undefined && { minutes }),
  };
}

/** Where nothing is said of it, it is made if there is a place for its kit. */
function firstBackupOf(
  { newKit }: RunOptions,
  opened: OpenedPlan | undefined,
): Plan['firstBackup'] {
  if (newKit !== undefined) return 'before-cutover';
  const { firstBackup, answers } = opened?.plan ?? {};
  return firstBackup ?? (answers?.newKit === undefined ? undefined : 'before-cutover');
}

async function endpointOf(
  side: Side,
  options: RunOptions,
  opened: OpenedPlan | undefined,
  desk: RouteDesk,
): Promise<Endpoint> {
  const host = options[side];
  const keys = side === 'source' ? options.sourceKey : options.targetKey;
  const jumps = side === 'source' ? options.sourceJump : options.targetJump;
  const agent = options.agent ? undefined : false;
  if (host !== undefined) {
    const user = isByHand(side, options) ? webUser : undefined;
    return await resolveRoute({ host, keys, jumps, agent, user }, desk);
  }
  if (opened === undefined) return fail('usage.wrong', { seen: `--${side} is missing.` });
  const planned = await resolvePlanned(opened.plan[side], { ...desk, folder: opened.folder });
  const via = jumps ? await resolveJumps(jumps, desk) : planned.via;
  return {
    ...planned,
    ...(keys && { identityFiles: keys.map((key) => typedPath(key, desk.folder)) }),
    ...(agent === false && { agent }),
    via: agent === false ? via?.map((each) => ({ ...each, agent })) : via,
  };
}

/** How far a run goes, as far as an option or the plan file says it. */
export const untilOf = (
  { validateOnly, until }: Pick<RunOptions, 'validateOnly' | 'until'>,
  opened: OpenedPlan | undefined,
): Plan['until'] | undefined =>
  validateOnly === true ? 'validate-restore' : (until ?? opened?.plan.until);
