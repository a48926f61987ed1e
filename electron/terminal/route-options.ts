import { Option } from 'commander';
import {
  type CopyWay,
  copyWays,
  type LegWay,
  legWays,
  type RouteWish,
  routeWishSchema,
} from '../../shared/route';

/** What is wanted of the backup's way, as the command line has it. */
export type RouteOptions = {
  readonly sourceWay?: LegWay | typeof byRule;
  readonly targetWay?: LegWay | typeof byRule;
  readonly copy?: CopyWay | typeof byRule;
};

/** Takes back what was wished before. */
const byRule = 'rule';

/** The options for it. */
export const routeOptions = (): readonly Option[] => [
  new Option('--source-way <way>', `how the backup leaves the old server`).choices([
    ...legWays,
    byRule,
  ]),
  new Option('--target-way <way>', `how the backup gets to the new server`).choices([
    ...legWays,
    byRule,
  ]),
  new Option('--copy <way>', `what of the backup stays on this computer`).choices([
    ...copyWays,
    byRule,
  ]),
];

/** What was wanted before, with what the options say instead; undefined where there is neither. */
export function routeWish(
  { sourceWay, targetWay, copy }: RouteOptions,
  before?: RouteWish,
): RouteWish | undefined {
  const given = { source: sourceWay, target: targetWay, copy };
  const wish: Record<string, string | undefined> = { ...before };
  for (const [part, way] of Object.entries(given)) {
    if (way === byRule) delete wish[part];
    else if (way !== undefined) wish[part] = way;
  }
  return before || sourceWay || targetWay || copy ? routeWishSchema.parse(wish) : undefined;
}
