import type { RestoredLogins } from '../restore-question';
import type { TargetMark } from '../target-mark';

/** Whose login the new server takes from the restore on, and that it works. */
export const loginWords = (
  { now, after, provenAt }: RestoredLogins,
  source: string,
  target: string,
): string =>
  `From the restore on ${target} takes the accounts of ${source}: log in as “${after}” with its password, no longer as “${now}” with that of ${target}. ${
    provenAt === undefined
      ? `That login was taken by ${source} when this program connected.`
      : `That login was proven on ${source} at ${shown(provenAt)}.`
  }`;

/** What another migration has left on the new server. */
export const markWords = ({ migration, state, at, job }: TargetMark): string =>
  state === 'restored'
    ? `Another migration, ${migration}, restored here at ${shown(at)}${jobWords(job)}. What it restored is replaced.`
    : `Another migration, ${migration}, began a restore here at ${shown(at)}${jobWords(job)} and has not said how it ended. Ask whoever runs it before you go on.`;

const jobWords = (job: string | undefined): string => (job === undefined ? '' : ` (job ${job})`);

const shown = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
