import { statfs } from 'node:fs/promises';
import type { Backup } from '../../../shared/appliance';
import { formatBytes } from '../../../shared/bytes';
import type { Check } from './check';

/** Documented: keep 30 % free on the old server, 2 GB on the new one. The lower limits are our own. */
const advisedShareOnSource = 0.3;
const leastOnSource = 1_000_000_000;
const leastOnTarget = 2_000_000_000;
const leastHere = 1_000_000_000;

/** EPP-110: below 1 GB a backup cannot be expected to fit; below 30 % the vendor advises against it. */
export const roomOnSource: Check = {
  id: 'EPP-110',
  on: 'source',
  look: async ({ servers }) => {
    const { freeBytes, sizeBytes } = await servers.source.disk();
    const share = sizeBytes > 0 ? freeBytes / sizeBytes : 0;
    return {
      level: freeBytes < leastOnSource ? 'error' : share < advisedShareOnSource ? 'warning' : 'ok',
      measured: `${formatBytes(freeBytes)} of ${formatBytes(sizeBytes)} free (${Math.round(share * 100)} %)`,
      required: `at least ${formatBytes(leastOnSource)}, better 30 %`,
    };
  },
};

/** EPP-111: the file, its unpacked content and 2 GB; the file's own size is checked again before the upload. */
export const roomOnTarget: Check = {
  id: 'EPP-111',
  on: 'target',
  look: async ({ servers }) => {
    const { freeBytes } = await servers.target.disk();
    return {
      level: freeBytes < leastOnTarget ? 'error' : 'ok',
      measured: `${formatBytes(freeBytes)} free`,
      required: `at least ${formatBytes(leastOnTarget)}`,
    };
  },
};

/** EPP-112: room for the copy that is kept here; checked again with the file's size before the download. */
export const roomOnWorkstation: Check = {
  id: 'EPP-112',
  on: 'workstation',
  look: async ({ folder }) => {
    const { bavail, bsize } = await statfs(folder);
    return {
      level: bavail * bsize < leastHere ? 'error' : 'ok',
      measured: `${formatBytes(bavail * bsize)} free`,
      required: `at least ${formatBytes(leastHere)}`,
    };
  },
};

/** Names that programs which synchronise folders give to theirs. */
const synchronised =
  /(^|[\\/])(OneDrive( - [^\\/]+)?|Dropbox|Google ?Drive|My Drive|iCloud ?Drive|Mobile Documents|Nextcloud|ownCloud|Box|pCloudDrive|MEGA)([\\/]|$)/i;

/** EPP-115: a backup file in a folder that is synchronised leaves the company. */
export const noSyncFolder: Check = {
  id: 'EPP-115',
  on: 'workstation',
  look: async ({ folder }) => {
    const found = synchronised.exec(folder)?.[2];
    return {
      level: found === undefined ? 'ok' : 'warning',
      measured: found === undefined ? folder : `${folder} lies in ${found}`,
      required: 'a folder that nothing synchronises',
    };
  },
};

/** Our own limits: fewer free inodes than that are soon used up. */
const leastInodes = 10_000;
const leastInodeShare = 0.05;

/** EPP-116: a file system can be full of files before it is full of bytes. */
export const inodes = (side: 'source' | 'target'): Check => ({
  id: 'EPP-116',
  on: side,
  look: async ({ servers }) => {
    const required = `at least ${leastInodes} free, and 5 %`;
    const { inodes: all, freeInodes: free } = await servers[side].disk();
    if (all === undefined || free === undefined) {
      return { level: 'unknown', measured: 'the server does not tell its inodes', required };
    }
    const short = free < leastInodes || (all > 0 && free / all < leastInodeShare);
    return { level: short ? 'error' : 'ok', measured: `${free} of ${all} free`, required };
  },
});

const supervisedAbove = 50_000_000_000;

/** EPP-113: above 50 GB the vendor asks for its support to be there. */
export const databaseSize: Check = {
  id: 'EPP-113',
  on: 'source',
  look: async ({ servers }) => {
    const bytes = await servers.source.databaseBytes();
    return {
      level: bytes > supervisedAbove ? 'warning' : 'ok',
      measured: formatBytes(bytes),
      required: `at most ${formatBytes(supervisedAbove)}`,
    };
  },
};

/** The cautious reading of the documented 200 MB. */
const webLimit = 200_000_000;

/** Bytes of the newest backup that has a size, of a list with the newest last; undefined where there is none. */
export const newestSize = (backups: readonly Backup[]): number | undefined =>
  backups.findLast(({ size }) => size !== undefined)?.size;

/** EPP-114: how big the file will be is known from an earlier one, and else bounded by the database. */
export const fileSize: Check = {
  id: 'EPP-114',
  on: 'source',
  look: async ({ servers: { source } }) => {
    const required = `at most ${formatBytes(webLimit)} for the web page; no limit for this way`;
    const newest = newestSize(await source.backups());
    if (newest !== undefined) {
      const measured = `the newest backup has ${formatBytes(newest)}`;
      return { level: newest > webLimit ? 'info' : 'ok', measured, required };
    }
    const bytes = await source.databaseBytes();
    return bytes > webLimit
      ? { level: 'info', measured: `not known; the database has ${formatBytes(bytes)}`, required }
      : { level: 'ok', measured: `less than the database, ${formatBytes(bytes)}`, required };
  },
};
