import { isKeyRejected } from '../shared/another-try';
import { formatBytes } from '../shared/bytes';
import { silenceOf } from '../shared/facts';
import { isAtHand } from '../shared/hand-work';
import { knownBy } from '../shared/known-by';
import type { MigrationState } from '../shared/migration';
import { admission, isFileGone, isSourceMute } from '../shared/next-steps';
import { isStraightThrough } from '../shared/route';
import type { StepId } from '../shared/steps';
import { keyOfGivenUpWords } from '../shared/words/given-up';
import { formatTime } from './when';
import { truthWords } from './words/en-outcomes';

/** What is true now of the four things that matter, from the steps and facts of the journal alone. */
export type Truths = Readonly<Record<'source' | 'target' | 'file' | 'key', string>>;

export const truths = (state: MigrationState): Truths => ({
  source: truthOfSource(state),
  target: truthOfTarget(state),
  file: truthOfFile(state),
  key: truthOfKey(state),
});

/** The newest backup that was given up, where none was asked for since. */
export const givenUpNow = ({ facts, givenUp }: MigrationState) =>
  facts.request ? undefined : givenUp.at(-1);

const begun = (state: MigrationState, step: StepId): boolean =>
  state.steps[step].state !== 'waiting';

function truthOfSource(state: MigrationState): string {
  const { facts, confirmed } = state;
  const words = truthWords.source;
  const back = state.rollBack?.facts.sourceBack;
  if (back) return words.backAgain(formatTime(back.provenAt), knownBy(state, 'source'));
  const { code } = state.failure ?? {};
  const silence = silenceOf(facts);
  if (code === 'cutover.source-back' || (code === 'cutover.still-answering' && silence))
    return words.back;
  if (code === 'cutover.still-answering') return words.stillOn;
  if (silence) return words[silence.isolated ? 'isolated' : 'off'](formatTime(silence.silentSince));
  if (confirmed.includes('power-off')) return words.unsure;
  if (confirmed.includes('isolate-source')) return words.unsureNetwork;
  if (isSourceMute(state)) return words.mute;
  if (confirmed.includes('keep-address')) return words.stays;
  if (facts.backup) return words.kept(facts.backup.name);
  const useless = givenUpNow(state);
  if (useless) return words[useless.deleted ? 'deleted' : 'givenUp'](useless.name);
  if (code === 'backup.vanished') return words.vanished;
  if (begun(state, 'create-backup')) return words.working;
  return begun(state, 'request-backup') ? words.asked : words.untouched;
}

function truthOfTarget(state: MigrationState): string {
  const { facts, failure } = state;
  const words = truthWords.target;
  const off = state.rollBack?.facts.targetOff;
  if (off === 'command' || off === 'person') return words.off;
  if (failure?.code === 'cutover.went-back') return words.wentBack;
  if (failure?.code === 'cutover.wrong-identity') return words.elsewhere;
  const lacks = failure?.code.startsWith('verify.') ? ` ${words.lacks}` : '';
  const place = placeOfTarget(state);
  if (place !== undefined) return `${place}${lacks}`;
  if (facts.verified) return `${words.verified(state.plan.target.host)}${lacks}`;
  if (facts.restore) return words.restored(formatTime(facts.restore.finishedAt));
  if (failure && (failure.code === 'restore.failed' || isKeyRejected(failure))) return words.failed;
  if (state.confirmed.includes('confirm-restore')) {
    // The name is typed after the key: where the key is the matter again, an earlier try got further.
    const keyAgain = failure?.code === 'key.wrong' || failure?.code === 'key.lost';
    return keyAgain ? words.failed : words.restoring;
  }
  if (failure?.code === 'restore.by-others') return words.others;
  if (facts.targetFile && !isAtHand(facts.targetFile.path))
    return isFileDamaged(state) ? words.damaged : words.received;
  const straight = isStraightThrough(state.route.chosen) && begun(state, 'download-backup');
  return straight || begun(state, 'upload-backup') ? words.receiving : words.untouched;
}

/** At which address the new server is, once that is the matter; undefined before. */
function placeOfTarget(state: MigrationState): string | undefined {
  const { facts, plan, confirmed } = state;
  const words = truthWords.target;
  if (facts.takeover) {
    const where = facts.moved ? facts.moved.network.address : plan.target.host;
    const clients = facts.held ? words.clients[admission(state)] : '';
    return `${facts.moved ? words.proven(where, knownBy(state, 'target')) : words.kept(where)} ${clients}`.trim();
  }
  if (facts.moved) return words.moved(facts.moved.network.address);
  return confirmed.includes('move-address') ? words.moving : undefined;
}

/** The file on the new server is not, or no more, the backup. */
const isFileDamaged = (state: MigrationState): boolean =>
  state.failedStep === 'validate-restore' && isFileGone(state);

function truthOfFile(state: MigrationState): string {
  const { facts } = state;
  if (!facts.backup) return truthWords.file.none;
  const size = formatBytes(facts.backup.size);
  if (facts.targetFile && isFileDamaged(state)) return truthWords.file.damaged(size);
  if (facts.targetFile && isAtHand(facts.targetFile.path)) return truthWords.file.handed(size);
  if (isAtHand(facts.backup.file))
    return truthWords.file[facts.targetFile ? 'brought' : 'downloaded'](size);
  if (facts.targetFile)
    return facts.localFile?.kept === false
      ? truthWords.file.passed(size)
      : truthWords.file.target(size);
  if (facts.localFile?.kept === false) return truthWords.file.passed(size);
  return facts.localFile ? truthWords.file.local(size) : truthWords.file.source(size);
}

function truthOfKey(state: MigrationState): string {
  const { facts, failure } = state;
  const useless = givenUpNow(state);
  if (useless) return truthWords.key.givenUp(useless.name, keyOfGivenUpWords(useless));
  if (failure?.code === 'key.lost') return truthWords.key.lost;
  if (failure && isKeyRejected(failure)) return truthWords.key.rejected;
  if (facts.keyProof) return truthWords.key.saved(formatTime(facts.keyProof.provenAt));
  return facts.request ? truthWords.key.open : truthWords.key.none;
}
