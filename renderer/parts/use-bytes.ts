import { useEffect, useState } from 'react';
import { type Failure, toFailure } from '../../shared/failure';
import { client } from '../bridge';

type Read = { readonly from: number; readonly hex: string };

/** Bytes of an inspected file, read anew whenever another part of it is wanted; what was read before stays until then. */
export function useBytes(id: string, from: number, length: number) {
  const [read, setRead] = useState<Read>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    let wanted = true;
    void client.call('read-bytes', { id, offset: from, length }).then(
      ({ hex }) => {
        if (!wanted) return;
        setRead({ from, hex });
        setFailure(undefined);
      },
      (thrown: unknown) => wanted && setFailure(toFailure(thrown)),
    );
    return () => {
      wanted = false;
    };
  }, [id, from, length]);
  return { read, failure };
}
