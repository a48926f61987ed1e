import { Button } from '@mantine/core';
import type { MigrationState } from '../../shared/migration';
import { leavesBehind } from '../../shared/words/leaves';
import { client } from '../bridge';
import { frameWords } from '../words/en';
import type { Action } from './use-action';

/** Ends the run; what it leaves behind stands beside the buttons (`leavesOf`). */
export function StopButton({
  state,
  action,
}: {
  readonly state: MigrationState;
  readonly action: Action;
}) {
  return (
    <Button
      variant="default"
      aria-describedby="leaves"
      disabled={action.busy}
      onClick={() => void action.run(() => client.call('cancel-migration', { id: state.id }))}
    >
      {frameWords.stop}
    </Button>
  );
}

/** What ending the run here leaves behind. */
export const leavesOf = (state: MigrationState): string =>
  frameWords.stopLeaves(leavesBehind(state));
