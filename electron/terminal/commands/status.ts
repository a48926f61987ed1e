import type { MigrationState } from '../../../shared/migration';
import { plannedPause } from '../../../shared/pause';
import { describeFailure } from '../../../shared/words/failures';
import { givenUpSentence, keepReminder } from '../../../shared/words/keep-source';
import { pauseWords } from '../../../shared/words/pause';
import { cleanAll } from '../clean';
import { type Ending, finished } from '../ending';
import { exceptionWords } from '../exception-words';
import { givenUpWords } from '../key-words';
import { hanging } from '../layout';
import { bothNames, reachedWords, statusWords, whatNext } from '../migration-words';
import type { Desk } from '../ports';

const indent = 11;

/** `status`: each migration with how far it is and what comes next. */
export async function status(id: string | undefined, desk: Desk): Promise<Ending> {
  const { terminal, screen, ports } = desk;
  const { states, damaged } =
    id === undefined ? ports.shelf.list() : { states: [ports.shelf.read(id)], damaged: [] };
  if (states.length + damaged.length === 0) {
    screen.write(`No migrations yet. They are kept in ${ports.dataFolder}.`);
  }
  for (const state of states) {
    const { commands: _, ...rest } = state;
    screen.item({ type: 'migration', ...rest, runs: ports.ownerOf(state.id) ?? null });
    screen.write(`${migrationText(cleanAll(state), desk)}\n`);
  }
  for (const each of damaged) {
    screen.item({ type: 'damaged', id: each });
    screen.write(terminal.paint('red', `${each}  Its journal is damaged and cannot be read.`));
  }
  return finished;
}

/** The reminder of the old server, or what became of it. */
const keepLines = (state: MigrationState): readonly string[] =>
  [keepReminder(state, new Date()), givenUpSentence(state)].filter((text) => text !== undefined);

function migrationText(state: MigrationState, { terminal, ports }: Desk): string {
  const { paint, width } = terminal;
  const line = (label: string, text: string): string =>
    hanging(`  ${label}`, text, width(), indent);
  const owner = ports.ownerOf(state.id);
  const now = owner
    ? `running in process ${owner.pid} on ${owner.host}`
    : statusWords[state.status];
  const pause = owner ? undefined : plannedPause(state);
  return [
    `${paint('bold', state.id)}  ${bothNames(state)}`,
    line('State', `${now}, last change ${state.updatedAt.slice(0, 16).replace('T', ' ')} UTC`),
    line('Reached', reachedWords(state)),
    ...(state.failure && !owner ? [line('Why', describeFailure(state.failure).title)] : []),
    ...exceptionWords(state).map((text, index) => line(index === 0 ? 'Note' : '', text)),
    ...(state.kit ? [line('Kit', state.kit.path)] : []),
    ...state.givenUp.map((each, index) => line(index === 0 ? 'Given up' : '', givenUpWords(each))),
    ...(pause === undefined ? [] : [line('Pause', pauseWords(pause))]),
    ...keepLines(state).map((text) => line('Keep', text)),
    ...(owner ? [] : [line('Next', whatNext(state))]),
  ].join('\n');
}
