import { formatBytes, formatDuration } from '../bytes';
import { ordinaryDatabaseBytes } from '../estimate';
import type { Basis, Ground, LowHigh } from '../measured';
import { sideWords } from './sides';

/** A range of minutes in words: `5 to 30 min`, `45 min to 1 h 30 min`. */
export function formatMinutes({ low, high }: LowHigh): string {
  const [from, to] = [formatDuration(low * 60_000), formatDuration(high * 60_000)];
  if (from === to) return to;
  return high < 60 ? `${low} to ${to}` : `${from} to ${to}`;
}

export const basisWords = {
  documented: 'documented by the vendor',
  measured: 'measured',
  assumed: 'assumed by us',
} as const satisfies Record<Basis, string>;

/** Where the numbers come from, each kind once, the surest first: `documented by the vendor, assumed by us`. */
export const describeBasis = (grounds: readonly Ground[]): string =>
  (['documented', 'measured', 'assumed'] as const)
    .filter((basis) => grounds.some((ground) => ground.basis === basis))
    .map((basis) => basisWords[basis])
    .join(', ');

/** What an estimate rests on, in one sentence. */
export function describeGround(ground: Ground): string {
  switch (ground.about) {
    case 'duration':
      return `The vendor's documentation says ${formatMinutes(ground.minutes)}.`;
    case 'window-twice':
      return 'The vendor advises to plan a window of twice the estimate.';
    case 'database':
      return `The database has ${formatBytes(ground.bytes)}.`;
    case 'file':
      return `The backup file has ${formatBytes(ground.bytes)}.`;
    case 'link':
      return `The link to the ${sideWords[ground.side]} carried ${formatBytes(ground.rate)} a second.`;
    case 'scaled':
      return `We take the documented duration to hold up to ${formatBytes(ordinaryDatabaseBytes)}, and stretch its high end ${times(ground.factor)} for this database.`;
    case 'database-unknown':
      return `The size of the database is not measured: we stretch the high end ${times(ground.factor)}.`;
    case 'file-unknown':
      return `The size of the backup file is not known: we reckon with ${formatBytes(ground.bytes.low)} to ${formatBytes(ground.bytes.high)}.`;
    case 'file-as-before':
      return `The newest backup that the old server has is ${formatBytes(ground.bytes)}: we reckon with as much for the one to come.`;
    case 'file-by-database':
      return `The size of the backup file is not known: we reckon with ${formatBytes(ground.bytes.low)} up to the whole database, though logs stay behind.`;
    case 'link-unknown':
      return `The link to the ${sideWords[ground.side]} is not measured: we reckon with ${formatBytes(ground.rates.low)} to ${formatBytes(ground.rates.high)} a second.`;
    case 'link-may-slow':
      return 'We allow for a link that becomes half as fast as it was measured.';
    case 'version-unknown':
      return 'The version of the old server is not known: the range holds legacy and current images.';
    case 'person':
      return 'How long a person needs to store the key and type it back is our guess.';
    case 'own-duration':
      return 'Nothing is documented for this phase; the range is our guess.';
    case 'beyond-reckoning':
      return 'It would come out at more than 30 days; measure again before planning.';
    case 'room-short':
      return `The ${sideWords[ground.side]} has ${formatBytes(ground.free)} free and may need ${formatBytes(ground.needed)}; making room is not in this range.`;
  }
}

const times = (factor: number): string =>
  factor < 10 ? `${Math.ceil(factor * 10) / 10} times` : `${Math.ceil(factor)} times`;
