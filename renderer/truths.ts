import { isKeyRejected } from '../shared/another-try';
import { formatBytes } from '../shared/bytes';
import { silenceOf } from '../shared/facts';
import type { MigrationState } from '../shared/migration';
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
  const { facts } = state;
  const back = state.rollBack?.facts.sourceBack;
  if (back) return truthWords.source.backAgain(formatTime(back.provenAt));
  const { code } = state.failure ?? {};
  if (code === 'cutover.still-answering' || code === 'cutover.source-back')
    return truthWords.source.back;
  const silence = silenceOf(facts);
  if (silence) {
    const words = silence.isolated ? truthWords.source.isolated : truthWords.source.off;
    return words(formatTime(silence.silentSince));
  }
  if (state.confirmed.includes('power-off')) return truthWords.source.unsure;
  if (facts.takeover) return truthWords.source.stays;
  if (facts.backup) return truthWords.source.kept(facts.backup.name);
  const useless = givenUpNow(state);
  if (useless) return truthWords.source[useless.deleted ? 'deleted' : 'givenUp'](useless.name);
  if (begun(state, 'create-backup')) return truthWords.source.working;
  return begun(state, 'request-backup') ? truthWords.source.asked : truthWords.source.untouched;
}

function truthOfTarget(state: MigrationState): string {
  const { facts } = state;
  const off = state.rollBack?.facts.targetOff;
  if (off === 'command' || off === 'person') return truthWords.target.off;
  if (state.failure?.code === 'cutover.went-back') return truthWords.target.wentBack;
  if (facts.moved) return truthWords.target.moved(facts.moved.network.address);
  if (facts.takeover) return truthWords.target.kept(state.plan.target.host);
  if (state.confirmed.includes('move-address')) return truthWords.target.moving;
  if (facts.restore) return truthWords.target.restored(formatTime(facts.restore.finishedAt));
  const { failure } = state;
  if (failure && (failure.code === 'restore.failed' || isKeyRejected(failure)))
    return truthWords.target.failed;
  if (state.confirmed.includes('confirm-restore')) {
    // The name is typed after the key: where the key is the matter again, an earlier try got further.
    const keyAgain = failure?.code === 'key.wrong' || failure?.code === 'key.lost';
    return keyAgain ? truthWords.target.failed : truthWords.target.restoring;
  }
  if (facts.targetFile) return truthWords.target.received;
  const straight = isStraightThrough(state.route.chosen) && begun(state, 'download-backup');
  return straight || begun(state, 'upload-backup')
    ? truthWords.target.receiving
    : truthWords.target.untouched;
}

function truthOfFile({ facts }: MigrationState): string {
  if (!facts.backup) return truthWords.file.none;
  const size = formatBytes(facts.backup.size);
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
  if (facts.keyProof) return truthWords.key.saved(formatTime(facts.keyProof.provenAt));
  return facts.request ? truthWords.key.open : truthWords.key.none;
}
