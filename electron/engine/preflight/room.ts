import { statfs } from 'node:fs/promises';
import { formatBytes } from '../../../shared/bytes';
import type { Check } from './check';

/** Documented: keep 30 % free on the old server, 2 GB on the new one. The lower limits are our own. */
const advisedShareOnSource = 0.3;
const leastOnSource = 1_000_000_000;
const leastOnTarget = 2_000_000_000;
const leastHere = 1_000_000_000;

/** EPP-110: below 1 GB a backup cannot be expected to fit; below 30 % the vendor advises against it. */
export const roomOnSource: Check = async ({ source }) => {
  const { freeBytes, sizeBytes } = await source.disk();
  const share = sizeBytes > 0 ? freeBytes / sizeBytes : 0;
  return {
    id: 'EPP-110',
    level: freeBytes < leastOnSource ? 'error' : share < advisedShareOnSource ? 'warning' : 'ok',
    on: 'source',
    measured: `${formatBytes(freeBytes)} of ${formatBytes(sizeBytes)} free (${Math.round(share * 100)} %)`,
    required: `at least ${formatBytes(leastOnSource)}, better 30 %`,
  };
};

/** EPP-111: the file, its unpacked content and 2 GB; the file's own size is checked again before the upload. */
export const roomOnTarget: Check = async ({ target }) => {
  const { freeBytes } = await target.disk();
  return {
    id: 'EPP-111',
    level: freeBytes < leastOnTarget ? 'error' : 'ok',
    on: 'target',
    measured: `${formatBytes(freeBytes)} free`,
    required: `at least ${formatBytes(leastOnTarget)}`,
  };
};

/** EPP-112: room for the copy that is kept here; checked again with the file's size before the download. */
export const roomOnWorkstation: Check = async ({ folder }) => {
  const { bavail, bsize } = await statfs(folder);
  return {
    id: 'EPP-112',
    level: bavail * bsize < leastHere ? 'error' : 'ok',
    on: 'workstation',
    measured: `${formatBytes(bavail * bsize)} free`,
    required: `at least ${formatBytes(leastHere)}`,
  };
};
