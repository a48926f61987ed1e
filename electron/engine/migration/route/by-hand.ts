import { realpath, rename, rm } from 'node:fs/promises';
import type { HashedFile } from '../../../../shared/facts';
import { type Failure, FailureError, isFailure } from '../../../../shared/failure';
import { hashFile } from '../../eppb/hash-file';
import { pathOf } from '../../file-path';
import type { Moved } from '../../transport/transport';
import { byteProgress } from '../byte-progress';
import type { Given, Tools } from '../step';
import { localFiles } from './local-files';
import { otherFile, otherFileIn } from './other-file';
import { localPath, needRoomHere } from './places';

/** Has a person bring the backup to this computer, and copies it to its place when it is the right one. */
export async function bringByHand(
  { request, backup }: Given<'request' | 'backup'>,
  tools: Tools,
): Promise<Moved> {
  const path = localPath(request, tools);
  // What of a download is here already stays for it.
  const brought = `${path}.brought`;
  const { size, sha256, file: from } = backup;
  let fault: Failure | undefined;
  for (;;) {
    const answer = await tools.ask<'bring-file'>(
      {
        ...{ kind: 'bring-file', from, size, sha256 },
        ...(fault && { fault }),
      },
      tools.signal,
    );
    try {
      const given = pathOf(answer.file);
      // Without reading all of a file that has another size.
      fault = otherFile({ size: (await localFiles.size(given)) ?? 0, sha256 }, backup);
      if (fault) continue;
      // It may be put in its very place.
      if (await isSameFile(given, path)) {
        fault = otherFile(await hashFile(path, tools.signal), backup);
        if (fault) continue;
        return { size, sha256 };
      }
      await needRoomHere(brought, size, tools);
      const moved = await tools.transport.download(localFiles, given, brought, {
        ...{ signal: tools.signal, onProgress: byteProgress(tools), sha256 },
      });
      await rename(brought, path);
      return moved;
    } catch (thrown) {
      fault = whatAPersonMends(thrown);
      // The person has the file that this is a copy of.
      await rm(`${brought}.damaged`, { force: true });
    }
  }
}

const isSameFile = async (one: string, other: string): Promise<boolean> => {
  const [a, b] = await Promise.all([one, other].map((path) => realpath(path).catch(() => path)));
  return a === b;
};

/** What is wrong with a file that was given; what a person cannot put right there is thrown. */
function whatAPersonMends(thrown: unknown): Failure {
  const other = otherFileIn(thrown);
  if (other) return other;
  if (
    thrown instanceof FailureError &&
    /^(file\.|transfer\.(no-space|failed))/.test(thrown.failure.code)
  )
    return thrown.failure;
  throw thrown;
}

/** Has a person put the file in its place on the new server; goes on when that server itself finds the right SHA-256 there. */
export async function putByHand(file: HashedFile, to: string, tools: Tools): Promise<void> {
  const { path, size, sha256 } = file;
  let fault: Failure | undefined;
  for (;;) {
    await tools.ask<'put-file'>(
      {
        ...{ kind: 'put-file', path, to, size, sha256 },
        ...(fault && { fault }),
      },
      tools.signal,
    );
    fault = await whatIsThere(file, to, tools);
    if (!fault) return;
  }
}

/** What is wrong with what lies in a place of the new server; undefined where it is the file. */
export async function whatIsThere(
  file: Moved,
  to: string,
  tools: Tools,
): Promise<Failure | undefined> {
  try {
    return otherFile(await (await tools.appliance('target')).hash(to), file);
  } catch (thrown) {
    if (isFailure(thrown, 'transfer.source-file-missing'))
      return { code: 'transfer.not-there', facts: { path: to } };
    throw thrown;
  }
}
