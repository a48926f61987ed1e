import { fail } from '../../../shared/failure';
import type { RemoteSource } from './fetch-range';
import type { Flow } from './flow';
import { changedAt, type SourceIdentity } from './part-record';
import { quietly } from './quietly';
import type { TransferFiles } from './transport';

/** A file of the old server that is to be moved, and how it is waited for. */
export type SourceAt = {
  readonly files: TransferFiles;
  readonly path: string;
  readonly flow: Flow;
};

/** What the file is like now. Throws `transfer.source-file-missing`, and `transfer.failed` where the size cannot be one. */
export async function identify(
  { files, path, flow }: SourceAt,
  sha256: string | undefined,
): Promise<SourceIdentity> {
  const size = await flow.ask(() => files.size(path));
  if (size === undefined) return fail('transfer.source-file-missing', { path });
  if (!Number.isSafeInteger(size) || size < 0)
    return fail('transfer.failed', { path, seen: `a size of ${size} bytes` });
  const modifiedAt = await modified({ files, path, flow });
  return { remote: path, size, modifiedAt, sha256 };
}

const modified = async ({ files, path, flow }: SourceAt): Promise<number | undefined> =>
  (await flow.ask(async () => files.look?.(path)))?.modifiedAt;

/** The server's file, opened when it is first needed; `bytes`: how many are to be read. */
export function openedLater({ files, path, flow }: SourceAt, bytes: () => number) {
  let source: RemoteSource | undefined;
  return {
    opened: async (): Promise<RemoteSource> => {
      source ??= {
        ...{ file: await flow.ask(() => files.open(path, 'read', bytes())), path, flow },
        side: 'source',
      };
      return source;
    },
    close: async (): Promise<void> => {
      if (source) await quietly(source.file.close());
    },
  };
}

/** A server that tells too small a size is found out by what comes after. */
export async function proveEnd({ file, path, flow }: RemoteSource, size: number): Promise<void> {
  const more = await flow.insist(() => file.read(Buffer.alloc(1), 1, size));
  if (more > 0) fail('transfer.failed', { path, seen: `more than ${size} bytes` });
}

/** A file that was written to meanwhile is neither the old nor the new one: `transfer.failed`. */
export async function proveSame(at: SourceAt, source: SourceIdentity): Promise<void> {
  const { files, path, flow } = at;
  const now = await flow.ask(() => files.size(path));
  if (now !== source.size)
    fail('transfer.failed', { path, seen: `${source.size} → ${now ?? 'no'} bytes` });
  const seen = changedAt(source.modifiedAt, await modified(at));
  if (seen !== undefined) fail('transfer.failed', { path, seen });
}
