import type { Patch, Side } from '../../../shared/appliance';
import { readInstant } from '../../../shared/appliance-time';
import type { FindingId } from '../../../shared/finding';
import type { Told } from '../../../shared/measured';
import { isNotTold } from './look';
import type { Readings } from './readings';
import { newestSize } from './room';

/**
 * What an estimate goes by, of what checks read anyway. After a look at `only` some of them the rest is as it was `before`; what a
 * server does not tell any more is gone. Only a lost way to a server throws.
 */
export async function toldBy(
  { source, target }: Readonly<Record<Side, Readings>>,
  before: Told,
  only?: readonly FindingId[] | undefined,
): Promise<Told> {
  const read = async <Value>(
    check: FindingId,
    earlier: Value | undefined,
    now: () => Promise<Value | undefined>,
  ): Promise<Value | undefined> => {
    if (only && !only.includes(check)) return earlier;
    try {
      return await now();
    } catch (thrown) {
      if (isNotTold(thrown)) return undefined;
      throw thrown;
    }
  };
  const [databaseBytes, newestBackupBytes, lastPatchAt, ofSource, ofTarget] = await Promise.all([
    read('EPP-113', before.databaseBytes, source.databaseBytes),
    read('EPP-114', before.newestBackupBytes, async () => newestSize(await source.backups())),
    read('EPP-103', before.lastPatchAt, async () => lastOf(await source.patches())),
    read('EPP-110', before.disks?.source, source.disk),
    read('EPP-111', before.disks?.target, target.disk),
  ]);
  return {
    ...(databaseBytes !== undefined && { databaseBytes }),
    ...(newestBackupBytes !== undefined && { newestBackupBytes }),
    ...(lastPatchAt !== undefined && { lastPatchAt }),
    disks: { ...(ofSource && { source: ofSource }), ...(ofTarget && { target: ofTarget }) },
  };
}

/** When the latest patch was applied; undefined where there is none, or the time of one cannot be read. */
function lastOf(patches: readonly Patch[]): string | undefined {
  const times = patches.map(({ appliedAt }) => readInstant(appliedAt, {}));
  const known = times.filter((time) => time !== undefined);
  if (known.length < times.length) return undefined;
  return patches[times.indexOf(Math.max(...known))]?.appliedAt;
}
