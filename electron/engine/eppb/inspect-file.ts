import type { Inspection } from '../../../shared/inspection';
import { fileSource } from './byte-source';
import { type InspectOptions, inspect } from './inspect';
import { sidecarBeside } from './sidecar-file';

/** As `inspect`, of a regular file of this computer and the manifest beside it. Throws also `file.not-a-file` and `file.unreadable`. */
export async function inspectFile(
  path: string,
  options: Omit<InspectOptions, 'sidecar'> = {},
): Promise<Inspection> {
  const source = await fileSource(path);
  try {
    return await inspect(source, { ...options, sidecar: sidecarBeside(path) });
  } finally {
    // A share that stalls never lets go of what was asked of it, and the answer is not waited for any more.
    const closing = source.close();
    if (options.signal?.aborted) closing.catch(() => {});
    else await closing;
  }
}
