import type { Found, TransferFiles } from '../../../../electron/engine/transport/transport';
import { fail } from '../../../../shared/failure';
import { type MemoryFiles, memoryFiles } from '../memory-files';

/** The same files, of a server that tells what is in a place. */
export const looking = (
  files: MemoryFiles,
  odd: Readonly<Record<string, Partial<Found>>> = {},
): TransferFiles => ({
  ...files,
  look: async (path) => {
    const size = files.content.get(path)?.length;
    const found = odd[path];
    return size === undefined && !found
      ? undefined
      : { kind: 'file', size: size ?? 0, ...(found ?? {}) };
  },
});
/** Files whose connection breaks at this request. */
export const breaking = (request: number): MemoryFiles =>
  memoryFiles({
    before: (number) => {
      if (number === request) fail('ssh.connection-lost', { host: 'h', port: 22 });
    },
  });
