import type { Failure } from '../../../shared/failure';
import type { MigrationState } from '../../../shared/migration';
import type { PlanFile } from '../../../shared/plan-file';
import { parseVersion, sameVersion } from '../../../shared/version';
import { sideWords } from '../../../shared/words/sides';

/** Ends a run whose servers have not the versions that its plan expects, as soon as they have said theirs. */
export function expectGuard(
  expected: PlanFile['expect'],
): (state: MigrationState) => Failure | undefined {
  const wanted = { source: expected?.sourceVersion, target: expected?.targetVersion } as const;
  return ({ facts, steps }) => {
    // Later the new server is another one, and the run has its own comparisons.
    if (steps['check-readiness'].state === 'done') return undefined;
    for (const side of ['source', 'target'] as const) {
      const [want, has] = [wanted[side], facts[side]?.version];
      if (want === undefined || has === undefined || isAsExpected(want, has)) continue;
      const seen = `the plan expects ${want}, the ${sideWords[side]} has ${has}`;
      return { code: 'plan.invalid', facts: { where: `expect.${side}Version`, seen } };
    }
    return undefined;
  };
}

/** A plan that expects 2604 takes any build of it. */
function isAsExpected(want: string, has: string): boolean {
  const [one, other] = [parseVersion(want), parseVersion(has)];
  return one && other ? sameVersion(one, other) : want === has;
}
