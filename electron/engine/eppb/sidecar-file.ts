import type { InspectionRemark } from '../../../shared/eppb';
import { isFailure } from '../../../shared/failure';
import {
  type Sidecar,
  type SidecarVerdict,
  sidecarName,
  sidecarSchema,
} from '../../../shared/sidecar';
import { readOwnJson } from '../own-json';

/** The sidecar manifest beside a file; undefined where there is none. Throws `file.unreadable`, `file.damaged`. */
export const readSidecar = (path: string): Sidecar | undefined =>
  readOwnJson(sidecarName(path), sidecarSchema, 'not a sidecar manifest of version 1');

/** Holds a file against the manifest beside it, if there is one. */
export async function lookBeside(
  path: string,
  { size, sha256 }: { readonly size: number; readonly sha256: string },
): Promise<{
  readonly sidecar?: SidecarVerdict;
  readonly remarks: readonly InspectionRemark[];
}> {
  try {
    const manifest = readSidecar(path);
    if (!manifest) return { remarks: [] };
    const same = manifest.file.size === size && manifest.file.sha256 === sha256;
    return {
      sidecar: { manifest, file: same ? 'same' : 'differs' },
      remarks: same ? [] : ['sidecar-differs'],
    };
  } catch (thrown) {
    if (isFailure(thrown, 'file.unreadable', 'file.damaged'))
      return { remarks: ['sidecar-unreadable'] };
    throw thrown;
  }
}
