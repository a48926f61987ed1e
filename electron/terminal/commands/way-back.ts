import { fail } from '../../../shared/failure';
import type { MigrationState } from '../../../shared/migration';
import { wayBack as wayBackOf } from '../../../shared/way-back';
import {
  harderSentence,
  instructionWords,
  lossSentences,
  nameRows,
  noReturnSentence,
  stageSentence,
  wayBackWords,
  whoWords,
} from '../../../shared/words/way-back';
import type { JsonOption } from '../choice';
import { cleanAll } from '../clean';
import { type Ending, finished } from '../ending';
import { hanging } from '../layout';
import { bothNames } from '../migration-words';
import type { Desk } from '../ports';

const indent = 4;
const nameIndent = 26;

/** `way-back`: how to go back from where a migration is, from its journal alone. */
export async function wayBack(
  id: string | undefined,
  _options: JsonOption,
  desk: Desk,
): Promise<Ending> {
  const { screen, ports } = desk;
  const state = id === undefined ? theOnlyOne(desk) : ports.shelf.read(id);
  const back = wayBackOf(state);
  const instructions = back.instructions.map((each) => ({
    ...each,
    ...instructionWords(back, each),
  }));
  screen.item({ type: 'way-back', ...back, instructions, lost: lossSentences(back) });
  for (const line of linesOf(cleanAll(state), desk)) screen.write(line);
  return finished;
}

function linesOf(state: MigrationState, { terminal }: Desk): readonly string[] {
  const { paint, width } = terminal;
  const back = wayBackOf(state);
  const part = (title: string, lines: readonly string[]): readonly string[] => [
    '',
    paint('bold', title),
    ...lines.filter(Boolean).map((line) => hanging('', line, width(), 2)),
  ];
  const steps = back.instructions.flatMap((instruction, index) => {
    const { what, proof } = instructionWords(back, instruction);
    return [
      hanging(` ${index + 1}.`, `${whoWords(back, instruction)}: ${what}`, width(), indent),
      hanging('', paint('dim', `Proven by: ${proof}`), width(), indent),
    ];
  });
  const harder = harderSentence(back);
  return [
    `${paint('bold', wayBackWords.title(back.names.source))}  ${bothNames(state)}`,
    hanging('', stageSentence(back), width(), 2),
    ...part(wayBackWords.noReturn, [noReturnSentence(back)]),
    '',
    paint('bold', wayBackWords.steps),
    ...steps,
    hanging('', wayBackWords.rule, width(), 2),
    ...part(wayBackWords.lost, lossSentences(back)),
    ...(harder === '' ? [] : part(wayBackWords.harder, [harder])),
    '',
    paint('bold', wayBackWords.names),
    ...nameRows(back).map(([label, value]) => hanging(`  ${label}`, value, width(), nameIndent)),
  ];
}

function theOnlyOne({ ports, terminal }: Desk): MigrationState {
  const { states } = ports.shelf.list();
  const [only, ...others] = states;
  if (!only) return fail('usage.wrong', { seen: 'There is no migration on this computer.' });
  if (others.length === 0) return only;
  for (const state of states) terminal.complain(`  ${state.id}  ${bothNames(state)}`);
  return fail('usage.wrong', { seen: `There are ${states.length} migrations; name one of them.` });
}
