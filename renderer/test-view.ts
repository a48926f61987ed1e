import { formatDuration } from '../shared/bytes';
import type { ConnectionTest, Stage } from '../shared/connection-test';
import { currentStage } from '../shared/connection-test';
import { formatAddress } from '../shared/plan';
import { compareVersions, parseVersion } from '../shared/version';
import { describeFailure } from '../shared/words/failures';
import { serverNoun } from './asking-server';
import { testWords } from './words/en-connect';
import { the } from './words/en-login';

/** What a stage shows: one that was running when the test was over is not finished, and none after it was reached. */
export type StageState = Stage['state'] | 'unfinished' | 'unreached';

const atTheEnd: Partial<Record<Stage['state'], StageState>> = {
  running: 'unfinished',
  waiting: 'unreached',
};

export const stageState = ({ state }: Stage, { status }: ConnectionTest): StageState =>
  (status !== 'running' && atTheEnd[state]) || state;

/** `38 ms`, `1.4 s`. */
export const tookOf = (milliseconds: number): string =>
  milliseconds < 1000
    ? testWords.milliseconds(Math.round(milliseconds))
    : testWords.seconds((milliseconds / 1000).toFixed(1));

export type StageGroup = { readonly title: string; readonly stages: readonly Stage[] };

/** The stages of each server on the way, the jump hosts first. */
export function stageGroups({ stages }: ConnectionTest): readonly StageGroup[] {
  const hops = [...new Set(stages.map(({ server }) => server.hop))];
  return hops.map((hop) => {
    const own = stages.filter(({ server }) => server.hop === hop);
    const address = own[0] ? formatAddress(own[0].server) : '';
    const title = hop === undefined ? testWords.appliance(address) : testWords.hop(hop, address);
    return { title, stages: own };
  });
}

/** How the test stands, in one sentence; also what a screen reader says by itself. */
export function headline(test: ConnectionTest): string {
  const { status, identity, failure } = test;
  if (status === 'running') return testWords.running;
  if (status === 'cancelled') return testWords.cancelled;
  if (status === 'failed' && failure) return describeFailure(failure).title;
  return identity
    ? testWords.connected(identity.product, identity.version, identity.hostname)
    : testWords.connectedBare;
}

/** What is spoken: the beginning, each jump host, the end; not every stage. */
export function milestone(test: ConnectionTest): string {
  if (test.status !== 'running') return headline(test);
  const hop = currentStage(test)?.server.hop;
  const server = the(serverNoun({ ...test.endpoint, side: test.side }));
  return hop === undefined ? testWords.runningTo(server) : testWords.passing(hop);
}

/** Below this there is no System Backup v2; versions by year and month all have it. */
export const leastVersion = '5.2.0.6';

export function isTooOld(told: string): boolean {
  const [version, least] = [parseVersion(told), parseVersion(leastVersion)];
  return version !== undefined && least !== undefined && (compareVersions(version, least) ?? 0) < 0;
}

export const clockLimitSeconds = 60;

/** The clock beside this computer's, in words; a minute off is worth a warning. */
export function clockOf(aheadSeconds: number): { readonly says: string; readonly off: boolean } {
  const apart = Math.abs(Math.round(aheadSeconds));
  if (apart <= 1) return { says: testWords.clockSame, off: false };
  const says = testWords.clockOff(formatDuration(apart * 1000), aheadSeconds > 0);
  return { says, off: apart > clockLimitSeconds };
}
