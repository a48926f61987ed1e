import { isFailure } from '../../../shared/failure';
import { type Sidecar, sidecarName, sidecarSchema } from '../../../shared/sidecar';
import { readOwnJson } from '../own-json';

/** The sidecar manifest beside a file; undefined where there is none. Throws `file.unreadable`, `file.damaged`. */
export const readSidecar = (path: string): Sidecar | undefined =>
  readOwnJson(sidecarName(path), sidecarSchema, 'not a sidecar manifest of version 1');

/** The same, where one that cannot be read is only worth a word. */
export function sidecarBeside(path: string): Sidecar | 'unreadable' | undefined {
  try {
    return readSidecar(path);
  } catch (thrown) {
    if (isFailure(thrown, 'file.unreadable', 'file.damaged')) return 'unreadable';
    throw thrown;
  }
}
