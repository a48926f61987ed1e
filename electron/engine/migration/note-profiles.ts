import { fail } from '../../../shared/failure';
import type { MigrationState } from '../../../shared/migration';
import type { Profiles } from '../appliance/load-profile';
import type { UntimedEvent } from './untimed-event';

/**
 * Writes down by which profile each side is asked, where the plan names one. Throws `profile.changed` where a profile is not the one
 * any more that was written down, unless it is `taken` as it is, and whatever is wrong with it.
 */
export function noteProfiles(
  { plan, profiles: noted }: MigrationState,
  profiles: Profiles,
  emit: (event: UntimedEvent) => void,
  taken: boolean,
): void {
  for (const side of ['source', 'target'] as const) {
    const { profile } = plan[side];
    if (profile === undefined) continue;
    const known = noted?.[side];
    const note = profiles.note(profile);
    const same = known?.sha256 === note.sha256;
    if (known && !same && !taken)
      fail('profile.changed', { profile, before: known.sha256, now: note.sha256 });
    if (!same) emit({ type: 'profile-noted', side, ...note });
  }
}
