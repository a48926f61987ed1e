import { performance } from 'node:perf_hooks';
import type { Side } from '../../../shared/appliance';
import { isFailure } from '../../../shared/failure';
import type { RemoteFiles } from '../appliance/appliance';
import { ifTold } from './look';
import type { Readings } from './readings';

/** A smaller file is read before a link has come to its speed. */
const leastBytes = 4_000_000;
const mostBytes = 32_000_000;
/** Milliseconds. */
const longest = 2_000;
/** Requests under way at once, as many as hide a round trip of 100 ms at some MB a second. */
const atOnce = 32;

/**
 * Bytes per second from each server to this computer, seen by reading a file that is there already for up to two seconds; absent
 * where there is none of 4 MB. How fast a server takes files cannot be seen without writing to it.
 */
export async function linkSpeeds(
  servers: Readonly<Record<Side, Readings>>,
  files: Readonly<Record<Side, RemoteFiles>>,
): Promise<Partial<Record<Side, number>>> {
  const speed = async (side: Side) => readingSpeed(files[side], await largest(servers[side]));
  const [source, target] = await Promise.all([speed('source'), speed('target')]);
  return { ...(source && { source }), ...(target && { target }) };
}

type Readable = { readonly path: string; readonly size: number };

async function largest(server: Readings): Promise<Readable | undefined> {
  const [archives, backups] = await Promise.all([
    ifTold(server.archives()),
    ifTold(server.backups()),
  ]);
  const finished = (backups ?? []).flatMap(({ file, size }) =>
    file === undefined || size === undefined ? [] : [{ path: file, size }],
  );
  return [...(archives ?? []), ...finished]
    .filter(({ size }) => size >= leastBytes)
    .toSorted((a, b) => b.size - a.size)[0];
}

async function readingSpeed(
  files: RemoteFiles,
  found: Readable | undefined,
): Promise<number | undefined> {
  if (!found) return undefined;
  try {
    const file = await files.open(found.path, 'read');
    try {
      const end = Math.min(found.size, mostBytes);
      const began = performance.now();
      let next = 0;
      let bytes = 0;
      const reader = async (): Promise<void> => {
        const into = Buffer.alloc(file.requestBytes);
        while (next < end && performance.now() - began < longest) {
          const offset = next;
          next += into.length;
          const read = await file.read(into, into.length, offset);
          bytes += read;
        }
      };
      await Promise.all(Array.from({ length: atOnce }, reader));
      const seconds = (performance.now() - began) / 1000;
      return bytes > 0 && seconds > 0 ? bytes / seconds : undefined;
    } finally {
      await file.close();
    }
  } catch (thrown) {
    // A file that cannot be read says nothing of the link; only a lost connection is of interest here.
    if (isFailure(thrown, 'ssh.connection-lost')) throw thrown;
    return undefined;
  }
}
