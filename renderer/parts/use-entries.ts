import { useEffect, useState } from 'react';
import { type Failure, toFailure } from '../../shared/failure';
import { entriesAtOnce } from '../../shared/inspecting';
import type { Entry } from '../../shared/inspection';
import { client } from '../bridge';
import { type EntryList, listOf } from '../entry-tree';

type Loaded = { readonly got: number; readonly total: number; readonly list?: EntryList };

/** All entries of an inspected archive, fetched piece by piece; the list comes when they are all there. */
export function useEntries(id: string): Loaded & { readonly failure?: Failure | undefined } {
  const [loaded, setLoaded] = useState<Loaded>({ got: 0, total: 0 });
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    let wanted = true;
    const fetch = async (): Promise<void> => {
      const entries: Entry[] = [];
      for (;;) {
        const from = entries.length;
        const piece = await client.call('inspection-entries', { id, from, count: entriesAtOnce });
        if (!wanted) return;
        entries.push(...piece.entries);
        const done = piece.entries.length === 0 || entries.length >= piece.total;
        setLoaded({
          ...{ got: entries.length, total: piece.total },
          ...(done && { list: listOf(entries) }),
        });
        if (done) return;
      }
    };
    setLoaded({ got: 0, total: 0 });
    setFailure(undefined);
    fetch().catch((thrown: unknown) => wanted && setFailure(toFailure(thrown)));
    return () => {
      wanted = false;
    };
  }, [id]);
  return { ...loaded, failure };
}
