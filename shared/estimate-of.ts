import { type Estimate, estimate } from './estimate';
import type { Calendar } from './forbidden-windows';
import type { MigrationState } from './migration';
import { parseVersion } from './version';

/** How long a migration takes, by what its servers told so far; without a look at them the ranges are wide. */
export const estimateOf = ({ facts, measured }: MigrationState): Estimate =>
  estimate({
    databaseBytes: measured?.databaseBytes,
    fileBytes: facts.backup?.size,
    newestBackupBytes: measured?.newestBackupBytes,
    bytesPerSecond: measured?.bytesPerSecond,
    disks: measured?.disks,
    versions: facts.source && parseVersion(facts.source.version)?.family,
  });

/**
 * What says when nothing may run, by what the servers told. No server tells its time zone: it is what a person says of the old one,
 * in minutes east of UTC, or not known.
 */
export const calendarOf = (
  { facts, measured }: MigrationState,
  zoneMinutes?: number | undefined,
): Calendar => ({
  clocks: {
    source: {
      aheadSeconds: facts.source?.clockAheadSeconds,
      timeZoneOffsetMinutes: zoneMinutes,
    },
    target: { aheadSeconds: facts.target?.clockAheadSeconds },
  },
  lastPatchAt: measured?.lastPatchAt,
});
