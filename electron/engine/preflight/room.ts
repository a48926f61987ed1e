import { realpath, statfs } from 'node:fs/promises';
import type { Backup, Disk } from '../../../shared/appliance';
import { formatBytes } from '../../../shared/bytes';
import type { Check, Measured } from './check';
import { ifTold } from './look';
import type { Readings } from './readings';

/** Documented: keep 30 % free on the old server, 2 GB on the new one. The lower limits are our own. */
const advisedShareOnSource = 0.3;
const leastOnSource = 1_000_000_000;
const leastOnTarget = 2_000_000_000;
const leastHere = 1_000_000_000;

/** What the file may need: as much as the newest backup, else unknown; and what it will hardly exceed, the database. */
async function expected(source: Readings): Promise<{ likely: number; most: number }> {
  const [backups, database] = await Promise.all([
    ifTold(source.backups()),
    ifTold(source.databaseBytes()),
  ]);
  const likely = newestSize(backups ?? []) ?? 0;
  return { likely, most: Math.max(likely, database ?? 0) };
}

/** Some servers tell a disk of no size, or more room than disk: that is no measurement. */
const absurd = ({ freeBytes, sizeBytes }: Disk): boolean =>
  sizeBytes === 0 || freeBytes > sizeBytes;

const notMeasured = ({ freeBytes, sizeBytes }: Disk, required: string): Measured => ({
  level: 'unknown',
  measured: `${freeBytes} of ${sizeBytes} bytes free, which cannot be`,
  required,
});

const atLeast = (least: number, better: number): string =>
  `at least ${formatBytes(least)}${better > least ? `, better ${formatBytes(better)}` : ''}`;

const roomFor = (free: number, least: number, better: number): 'error' | 'warning' | 'ok' =>
  free < least ? 'error' : free < better ? 'warning' : 'ok';

/** EPP-110: less than 1 GB or than the newest backup cannot be enough; 30 % is the vendor's advice, the database our own. */
export const roomOnSource: Check = {
  id: 'EPP-110',
  on: 'source',
  look: async ({ servers }) => {
    const [disk, { likely, most }] = await Promise.all([
      servers.source.disk(),
      expected(servers.source),
    ]);
    const { freeBytes, sizeBytes } = disk;
    const least = Math.max(leastOnSource, likely);
    const better = Math.max(most, sizeBytes * advisedShareOnSource);
    const required = `at least ${formatBytes(least)}, better 30 % and ${formatBytes(Math.max(least, most))}`;
    if (absurd(disk)) return notMeasured(disk, required);
    return {
      level: roomFor(freeBytes, least, better),
      measured: `${formatBytes(freeBytes)} of ${formatBytes(sizeBytes)} free (${Math.round((freeBytes / sizeBytes) * 100)} %)`,
      required,
    };
  },
};

/** EPP-111: the file, its unpacked content and 2 GB; the file's own size is checked again before the upload. */
export const roomOnTarget: Check = {
  id: 'EPP-111',
  on: 'target',
  look: async ({ servers }) => {
    const [disk, { likely, most }] = await Promise.all([
      servers.target.disk(),
      expected(servers.source),
    ]);
    const least = leastOnTarget + 2 * likely;
    const better = leastOnTarget + Math.max(2 * likely, most);
    const required = atLeast(least, better);
    if (absurd(disk)) return notMeasured(disk, required);
    return {
      level: roomFor(disk.freeBytes, least, better),
      measured: `${formatBytes(disk.freeBytes)} free`,
      required,
    };
  },
};

/** EPP-112: room for the copy that is kept here where there is room; without it the file goes straight through. Checked again with its size. */
export const roomOnWorkstation: Check = {
  id: 'EPP-112',
  on: 'workstation',
  look: async ({ folder, servers }) => {
    const [{ bavail, bsize }, { likely, most }] = await Promise.all([
      statfs(folder),
      expected(servers.source),
    ]);
    const better = Math.max(leastHere, likely, most);
    return {
      level: roomFor(bavail * bsize, leastHere, better),
      measured: `${formatBytes(bavail * bsize)} free`,
      required: atLeast(leastHere, better),
    };
  },
};

/** Names that programs which synchronise folders give to theirs. */
const synchronised =
  /(^|[\\/])(CloudStorage|(OneDrive|Dropbox|Google ?Drive|My Drive|iCloud ?Drive|Mobile Documents|Nextcloud|ownCloud|SynologyDrive|Box|pCloudDrive|MEGA)([ -][^\\/]*)?)([\\/]|$)/i;

/** EPP-115: a backup file in a folder that is synchronised leaves the company. */
export const noSyncFolder: Check = {
  id: 'EPP-115',
  on: 'workstation',
  look: async ({ folder }) => {
    const real = await realpath(folder).catch(() => folder);
    const found = synchronised.exec(real)?.[2];
    return {
      level: found === undefined ? 'ok' : 'warning',
      measured:
        found === undefined
          ? `${real}, no known name of a synchronised folder`
          : `${real} lies in ${found}`,
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
