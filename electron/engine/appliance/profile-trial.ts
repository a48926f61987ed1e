import type { Endpoint } from '../../../shared/plan';
import type { TrialNews, TrialWish } from '../../../shared/profile-trial';
import type { ApplianceDesk } from './appliance';
import type { LoadedProfile, Profiles } from './load-profile';
import { recordingOf, writeRecording } from './record-trial';
import { type TrialRun, tryProfile, wantedOperations } from './try-profile';

/** A trial of a profile as a front end asks for it. */
export type ProfileTrial = TrialWish & {
  /** By name or path, or as it was loaded. */
  readonly profile: string | LoadedProfile;
  readonly hear: (news: TrialNews) => void;
  /** A new file for a recording. */
  readonly recordTo?: string | undefined;
};

/** Checks what is wanted and gives the work to do once somebody connects. */
export function profileTrial(
  endpoint: Endpoint,
  { profile: wanted, hear, recordTo, ...wish }: ProfileTrial,
  { profiles, program }: { readonly profiles: Profiles; readonly program: string },
): (desk: ApplianceDesk, signal: AbortSignal) => Promise<void> {
  const loaded = typeof wanted === 'string' ? profiles.load(wanted) : wanted;
  wantedOperations(wish.operations);
  return async (desk, signal) => {
    const runs: TrialRun[] = [];
    const record = (run: TrialRun): void => {
      runs.push(run);
    };
    const { profile } = loaded;
    await tryProfile({ profile, wish, hear, record }, endpoint, desk, signal);
    if (recordTo === undefined) return;
    const names = [endpoint.host, ...(endpoint.via ?? []).map(({ host }) => host)];
    writeRecording(recordTo, recordingOf(runs, loaded, names, program));
  };
}
