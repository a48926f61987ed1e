import { knownBy } from '../../../shared/known-by';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { serverAddress } from '../../../shared/plan';
import type { RollBackFacts, RollBackStepId } from '../../../shared/roll-back';
import { wayBack } from '../../../shared/way-back';
import { rollBackWords } from '../../../shared/words/way-back';
import { serverName } from '../migration-words';

type Told = MigrationEvent & { readonly type: 'roll-back-step' | 'roll-back-failed' };

/** What happens on the way back, in lines. */
export function rollBackNews(event: Told, state: MigrationState): readonly string[] {
  if (event.type === 'roll-back-failed') return ['✗ Not gone back yet'];
  const title = rollBackWords.steps[event.step];
  if (event.waits) return [rollBackWords.waits[event.waits](wayBack(state).names)];
  if (event.state === 'running') return event.learned ? [] : [title];
  const learned = learnedOf(event.step, state.rollBack?.facts ?? {}, state);
  return [`✓ ${title}${learned === '' ? '' : `: ${learned}`}`];
}

function learnedOf(
  step: RollBackStepId,
  facts: Partial<RollBackFacts>,
  state: MigrationState,
): string {
  const { found, targetOff, silence, sourceBack, backup } = facts;
  const [source, target] = [serverName(state, 'source'), serverName(state, 'target')];
  switch (step) {
    case 'find-servers':
      return found === 'nobody' ? 'nobody answers there' : found === 'source' ? source : target;
    case 'power-off-target':
      return targetOff === 'not-there'
        ? `${target} is not there`
        : targetOff === 'command'
          ? `${target} is off`
          : `${target} was switched off by a person`;
    case 'prove-silence':
      return typeof silence === 'object' ? 'silent' : `${source} answers there`;
    case 'await-source':
      return `${source} answers`;
    case 'prove-source':
      return sourceBack ? `${sourceBack.counts.computers} computers` : '';
    case 'settle-backup':
      return backup === 'none' ? 'there is none' : (backup ?? '');
  }
}

type Line = (label: string, text: string) => string;

/** How it ended: the old server is back. */
export function rolledBackLines(state: MigrationState, line: Line): readonly string[] {
  const { sourceBack, targetOff, backup } = state.rollBack?.facts ?? {};
  const [source, target] = [serverName(state, 'source'), serverName(state, 'target')];
  return [
    `Gone back: ${source} serves the clients again.`,
    '',
    line(
      'Old server',
      `${source} answers at ${serverAddress(state.plan.source)} with its own ${knownBy(state, 'source')}${sourceBack ? ` ${sourceBack.hostKey}` : ''}.`,
    ),
    ...(sourceBack && sourceBack.fewer.length > 0
      ? [line('Warning', `It has less than before the backup: ${sourceBack.fewer.join(', ')}.`)]
      : []),
    line(
      'New server',
      targetOff === 'not-there'
        ? `${target} was left as it was, at its own address. Set it back to its snapshot, or delete it.`
        : `${target} is off. Leave it off; delete it when nothing on it is needed any more.`,
    ),
    ...(backup === 'kept' ? [line('Backup', 'It was left on the old server.')] : []),
    ...(backup === 'deleted' ? [line('Backup', 'It was deleted on the old server.')] : []),
    line('Next', `Look whether clients come back: epp-migrate way-back ${state.id}`),
  ];
}
