import type { Identity, Side } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import { parseVersion } from '../../../shared/version';
import { printable } from '../printable';
import type { ApplianceDesk } from './appliance';

const seenMax = 80;

/**
 * The version that an appliance told, or where that is none, the one that a person reads. Throws `version.unreadable` where
 * nobody knows: an unknown version never counts as fine.
 */
export async function settleVersion(
  told: string,
  side: Side,
  { version: ask }: Pick<ApplianceDesk, 'version'>,
): Promise<Pick<Identity, 'version' | 'versionFrom'>> {
  if (parseVersion(told)) return { version: told };
  const seen = printable(told).slice(0, seenMax);
  const read = (await ask?.(seen))?.trim() ?? '';
  if (!parseVersion(read)) fail('version.unreadable', { side, seen });
  return { version: read, versionFrom: 'person' };
}
