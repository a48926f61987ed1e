import type { Disk, Side } from './appliance';
import type { Version } from './version';

/** From low to high, both in minutes unless said otherwise. */
export type LowHigh = { readonly low: number; readonly high: number };

/** What the servers told at the latest look, for an estimate; what one of them did not tell is absent. */
export type Told = {
  /** Bytes of the old server's database. */
  readonly databaseBytes?: number | undefined;
  /** Bytes of the newest backup on the old server, made before this migration's. */
  readonly newestBackupBytes?: number | undefined;
  readonly disks?: Readonly<Partial<Record<Side, Disk | undefined>>> | undefined;
  /** Bytes per second from each server to this computer. */
  readonly bytesPerSecond?: Readonly<Partial<Record<Side, number | undefined>>> | undefined;
  /** When the old server was last patched: ISO 8601 by its own clock. */
  readonly lastPatchAt?: string | undefined;
};

/** What is known of the two servers; what is absent, not finite or not above zero counts as not measured. */
export type Measured = {
  /** Bytes of the old server's database. */
  readonly databaseBytes?: number | undefined;
  /** Bytes of the backup file, once there is one. */
  readonly fileBytes?: number | undefined;
  /** Bytes of an earlier backup file, the newest there is. */
  readonly newestBackupBytes?: number | undefined;
  /** Bytes per second between this computer and each server. */
  readonly bytesPerSecond?: Readonly<Partial<Record<Side, number | undefined>>> | undefined;
  readonly disks?: Readonly<Partial<Record<Side, Disk | undefined>>> | undefined;
  /** The old server's kind of version: `dotted` is a legacy image (5.x), `dated` a current one. */
  readonly versions?: Version['family'] | undefined;
};

/** Where a number comes from. */
export type Basis = 'documented' | 'measured' | 'assumed';

/** One thing that an estimate rests on; `words/estimate.ts` says it in a sentence. Sizes are bytes. */
export type Ground =
  | { readonly basis: 'documented'; readonly about: 'duration'; readonly minutes: LowHigh }
  | { readonly basis: 'documented'; readonly about: 'window-twice' }
  | { readonly basis: 'measured'; readonly about: 'database' | 'file'; readonly bytes: number }
  | {
      readonly basis: 'measured';
      readonly about: 'link';
      readonly side: Side;
      readonly rate: number;
    }
  | { readonly basis: 'assumed'; readonly about: 'scaled'; readonly factor: number }
  | { readonly basis: 'assumed'; readonly about: 'database-unknown'; readonly factor: number }
  | { readonly basis: 'assumed'; readonly about: 'file-unknown'; readonly bytes: LowHigh }
  | { readonly basis: 'assumed'; readonly about: 'file-as-before'; readonly bytes: number }
  | { readonly basis: 'assumed'; readonly about: 'file-by-database'; readonly bytes: LowHigh }
  | {
      readonly basis: 'assumed';
      readonly about: 'link-unknown';
      readonly side: Side;
      readonly rates: LowHigh;
    }
  | { readonly basis: 'assumed'; readonly about: 'link-may-slow' | 'version-unknown' }
  | { readonly basis: 'assumed'; readonly about: 'person' | 'own-duration' | 'beyond-reckoning' }
  | {
      readonly basis: 'measured';
      readonly about: 'room-short';
      readonly side: Side;
      readonly free: number;
      readonly needed: number;
    };

/** A value that was measured: a finite number above zero. */
export const isMeasured = (value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && value > 0;
