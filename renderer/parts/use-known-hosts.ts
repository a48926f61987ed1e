import { useCallback, useEffect, useState } from 'react';
import type { CommandAnswers } from '../../shared/contract';
import { type Failure, toFailure } from '../../shared/failure';
import { client } from '../bridge';

/** What the form can be filled from. */
export type KnownHosts = {
  readonly saved: CommandAnswers['list-connections']['connections'];
  readonly keeping: CommandAnswers['list-connections']['keeping'];
  readonly sshHosts: readonly string[];
  /** Why ~/.ssh/config could not be read. */
  readonly problem?: Failure | undefined;
  readonly reload: () => Promise<void>;
};

/** Saved connections and the hosts of ~/.ssh/config, read when the page comes. */
export function useKnownHosts(): KnownHosts {
  const [saved, setSaved] = useState<KnownHosts['saved']>([]);
  const [keeping, setKeeping] = useState<KnownHosts['keeping']>('yes');
  const [sshHosts, setSshHosts] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Failure>();
  const reload = useCallback(async () => {
    const list = await client.call('list-connections', {});
    setSaved(list.connections);
    setKeeping(list.keeping);
  }, []);
  useEffect(() => {
    // Without the list the form is only less handy; saving says what is wrong.
    reload().catch(() => undefined);
    client.call('list-ssh-hosts', {}).then(
      ({ hosts }) => setSshHosts(hosts),
      (thrown: unknown) => setProblem(toFailure(thrown)),
    );
  }, [reload]);
  return { saved, keeping, sshHosts, problem, reload };
}
