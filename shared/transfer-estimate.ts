import type { Side } from './appliance';
import { type Ground, isMeasured, type LowHigh, type Measured } from './measured';

/** Our own, in bytes: what a backup file is reckoned with while nothing is known. The vendor's web page takes 200 MB. */
const unknownFile: LowHigh = { low: 10e6, high: 1e9 };

/** Our own, in bytes per second: a line of 8 Mbit/s, and one of 1 Gbit/s less its overhead. */
const unknownRates: LowHigh = { low: 1e6, high: 100e6 };

/** Our own: a link that was measured may be half as fast later; connecting and hashing take up to a minute a side. */
const slowing = 2;
const minutesAround = 2;

/** How long the file takes over both links, at least at once and at most one after the other, with the file's size in bytes that was reckoned with. */
export function transferMinutes(measured: Measured): {
  readonly minutes: LowHigh;
  readonly file: LowHigh;
  readonly grounds: readonly Ground[];
} {
  const { bytes: file, ground } = fileBytes(measured);
  const links = (['source', 'target'] as const).map((side) => link(side, measured));
  const seconds = (bytes: number, end: keyof LowHigh): readonly number[] =>
    links.map(({ rates }) => bytes / rates[end]);
  const slows = links.some(({ ground: { basis } }) => basis === 'measured');
  return {
    minutes: {
      low: Math.max(...seconds(file.low, 'high')) / 60,
      high: seconds(file.high, 'low').reduce((sum, each) => sum + each) / 60 + minutesAround,
    },
    file,
    grounds: [
      ground,
      ...links.map((one) => one.ground),
      ...(slows ? [{ basis: 'assumed', about: 'link-may-slow' } as const] : []),
    ],
  };
}

/** A file that is not known is as large as the one before, else no larger than its database, which holds the logs besides. */
function fileBytes({ fileBytes: size, newestBackupBytes, databaseBytes }: Measured): {
  readonly bytes: LowHigh;
  readonly ground: Ground;
} {
  if (isMeasured(size)) {
    return {
      bytes: { low: size, high: size },
      ground: { basis: 'measured', about: 'file', bytes: size },
    };
  }
  if (isMeasured(newestBackupBytes)) {
    return {
      bytes: { low: newestBackupBytes, high: newestBackupBytes },
      ground: { basis: 'assumed', about: 'file-as-before', bytes: newestBackupBytes },
    };
  }
  if (isMeasured(databaseBytes)) {
    const bytes = { low: Math.min(unknownFile.low, databaseBytes), high: databaseBytes };
    return { bytes, ground: { basis: 'assumed', about: 'file-by-database', bytes } };
  }
  return {
    bytes: unknownFile,
    ground: { basis: 'assumed', about: 'file-unknown', bytes: unknownFile },
  };
}

function link(
  side: Side,
  { bytesPerSecond }: Measured,
): { readonly rates: LowHigh; readonly ground: Ground } {
  const rate = bytesPerSecond?.[side];
  return isMeasured(rate)
    ? {
        rates: { low: rate / slowing, high: rate },
        ground: { basis: 'measured', about: 'link', side, rate },
      }
    : {
        rates: unknownRates,
        ground: { basis: 'assumed', about: 'link-unknown', side, rates: unknownRates },
      };
}
