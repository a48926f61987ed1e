import { inspectFile } from '../../electron/engine/eppb/inspect-file';

/** One inspection of a file of this computer, as plain data. */
export type InspectionOrder = {
  readonly over: 'disk';
  /** `hash`: SHA-256 alone; `list`: that and all entries; `all`: what a person gets, with two older hashes. */
  readonly work: 'hash' | 'list' | 'all';
  readonly local: string;
};

/** What came of it. */
export type Inspected = {
  readonly sha256: string;
  /** Milliseconds until it was said what the beginning shows. */
  readonly firstAfter: number;
  readonly entries: number;
};

/** Inspects as a program that begins to would. */
export async function inspectOnce({ work, local }: InspectionOrder): Promise<Inspected> {
  const began = performance.now();
  let firstAfter = Number.NaN;
  const { hashes, archive } = await inspectFile(local, {
    hashes: work === 'all' ? 'all' : 'sha256',
    inside: work !== 'hash',
    onFirst: () => {
      firstAfter = performance.now() - began;
    },
  });
  if (!hashes) throw new Error('no hash');
  const { files = 0, folders = 0, others = 0 } = archive ?? {};
  return { sha256: hashes.sha256, firstAfter, entries: files + folders + others };
}
