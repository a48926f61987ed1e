import { stat } from 'node:fs/promises';
import { fail } from '../../../../shared/failure';
import { openRegular } from '../../eppb/open-regular';
import type { TransferFiles } from '../../transport/transport';

/** As much as one read takes, in bytes. */
const requestBytes = 262_144;

const readOnly = (): never => fail('transfer.failed', { seen: 'this place is only read from' });

/** Files of this computer as a place to take one from; throws `file.unreadable` and `file.not-a-file`. */
export const localFiles: TransferFiles = {
  size: async (path) => {
    const handle = await openRegular(path);
    try {
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  },
  look: async (path) => {
    const found = await stat(path).catch(() => undefined);
    return found && { kind: 'file', size: found.size, modifiedAt: Math.floor(found.mtimeMs) };
  },
  open: async (path) => {
    const handle = await openRegular(path);
    return {
      requestBytes,
      read: async (into, length, offset) => (await handle.read(into, 0, length, offset)).bytesRead,
      write: readOnly,
      truncate: readOnly,
      close: () => handle.close(),
    };
  },
  rename: readOnly,
  remove: readOnly,
};
