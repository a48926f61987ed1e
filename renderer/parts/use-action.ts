import { useCallback, useState } from 'react';
import { type Failure, toFailure } from '../../shared/failure';

/** One thing that the person set off: whether it is under way, and why it did not work. */
export type Action = {
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  /** Resolves to whether it worked. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
};

export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const run = useCallback(async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
      return true;
    } catch (thrown) {
      setFailure(toFailure(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, failure, run };
}
