import { Button } from '@mantine/core';
import { leavesBehind } from '../../shared/words/leaves';
import { client } from '../bridge';
import { cancelTest } from '../connecting';
import { frameWords } from '../words/en';
import { testingWords } from '../words/en-login';
import type { Action } from './use-action';
import { type Asker, isTest } from './use-answer';

/** Ends the run or the test; what it leaves behind stands beside the buttons (`leavesOf`). */
export function StopButton({ asker, action }: { readonly asker: Asker; readonly action: Action }) {
  const stop = () =>
    isTest(asker) ? cancelTest(asker.id) : client.call('cancel-migration', { id: asker.id });
  return (
    <Button
      variant="default"
      aria-describedby="leaves"
      disabled={action.busy}
      onClick={() => void action.run(stop)}
    >
      {isTest(asker) ? testingWords.cancel : frameWords.stop}
    </Button>
  );
}

/** What ending the run or the test here leaves behind. */
export const leavesOf = (asker: Asker): string =>
  isTest(asker) ? testingWords.leaves : frameWords.stopLeaves(leavesBehind(asker));
