import type { HandOperation } from '../../../../shared/hand-work';
import type { MigrationState } from '../../../../shared/migration';
import type { StepId } from '../../../../shared/steps';
import type { AtHand } from './at-hand';

/** What was done at an appliance, as the journal has it. */
export type Done = MigrationState['handWork'][number];

/** After these steps a server is another one than before, so what was read of it does not count any more. */
const changedBy: Readonly<
  Record<AtHand['side'], Readonly<Partial<Record<HandOperation, readonly StepId[]>>>>
> = {
  // Right before the cutover it is looked whether the old server is still as it was.
  source: { counts: ['verify-target'], backups: ['verify-target'] },
  target: {
    identity: ['restore-backup'],
    disk: ['restore-backup'],
    counts: ['restore-backup', 'move-address'],
    licence: ['restore-backup'],
    services: ['restore-backup'],
    backups: ['restore-backup'],
  },
};

/** All that was done of an operation, oldest first. */
export const allDone = (
  { side, desk }: Pick<AtHand, 'side' | 'desk'>,
  operation: HandOperation,
): readonly Done[] =>
  desk.state().handWork.filter((work) => work.side === side && work.operation === operation);

/** What was read last, as long as it still counts. */
export function remembered(at: AtHand, operation: HandOperation): Done | undefined {
  const last = allDone(at, operation).at(-1);
  if (!last) return undefined;
  const { steps } = at.desk.state();
  const changes = (changedBy[at.side][operation] ?? []).flatMap((step) =>
    steps[step].state === 'done' ? [steps[step].endedAt ?? ''] : [],
  );
  const since = [...changes, at.desk.notBefore() ?? ''];
  return since.every((each) => last.at >= each) ? last : undefined;
}
