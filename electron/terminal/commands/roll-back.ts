import { fail } from '../../../shared/failure';
import type { MigrationState } from '../../../shared/migration';
import { cannotGoBack, wayBack } from '../../../shared/way-back';
import { sideWords } from '../../../shared/words/sides';
import { lossSentences, noReturnSentence, stageSentence } from '../../../shared/words/way-back';
import { practicePasswords } from '../answers/practice-answers';
import { contextOf, explain, typeName } from '../answers/prompting';
import type { RollBackOptions } from '../choice';
import { cleanAll } from '../clean';
import { type Ending, failedEnding } from '../ending';
import { followRun, isCtrlC } from '../follow';
import { givenByPlan, givenThenAsked } from '../given';
import { serverName } from '../migration-words';
import type { Desk, PracticePair } from '../ports';
import { endPractice } from '../practice-folder';
import { reopen } from './resume';

/** `roll-back`: goes back to the old server. Practice servers are started again first, and the old one is switched on when it is waited for. */
export async function rollBack(id: string, options: RollBackOptions, desk: Desk): Promise<Ending> {
  const { screen, interruption, ports } = desk;
  const state = ports.shelf.read(id);
  const why = cannotGoBack(state);
  if (why) fail('rollback.not-possible', { why });
  const owner = ports.ownerOf(id);
  if (owner) fail('migration.locked', { pid: owner.pid, host: owner.host, since: owner.since });
  const given = await givenByPlan(undefined, options, desk);
  const typedName = state.rollBack ? undefined : await nameFor(state, options, desk);
  if (typedName === 'stopped') return failedEnding({ code: 'migration.cancelled', facts: {} });
  const backup = options.deleteBackup === true ? 'delete' : 'keep';
  const pair = await reopen(state, desk);
  let over = false;
  try {
    const engine = ports.openEngine();
    if (pair) switchOnWhenWaited(engine, pair, desk);
    const practice = pair ? [practicePasswords(pair.password)] : [];
    const ending = await followRun({
      engine,
      begin: () => engine.handlers['roll-back']({ id, typedName: typedName?.name, backup }),
      screen,
      answerer: givenThenAsked(given, desk, ...practice),
      interruption,
      kitLook: given.kitLook,
    });
    over = ending.state?.status === 'rolled-back';
    return ending;
  } finally {
    if (pair) await endPractice(pair, over);
  }
}

/** The name of the new server as somebody gave it. Throws `migration.waiting` where nobody did and nobody can be asked. */
async function nameFor(
  state: MigrationState,
  options: RollBackOptions,
  { terminal, interruption }: Desk,
): Promise<{ readonly name: string } | 'stopped'> {
  if (options.yesRollBack !== undefined) return { name: options.yesRollBack };
  if (!terminal.canAsk || options.json === true)
    return fail('migration.waiting', { question: 'roll-back' });
  const back = wayBack(cleanAll(state));
  explain(terminal, `Go back to ${back.names.source}?`, [
    stageSentence(back),
    noReturnSentence(back),
    ...lossSentences(back),
  ]);
  const stop = new AbortController();
  const unhear = interruption.onStop(() => stop.abort());
  try {
    const context = contextOf({ signal: stop.signal }, terminal);
    return { name: await typeName(serverName(state, 'target'), sideWords.target, context) };
  } catch (thrown) {
    if (stop.signal.aborted || isCtrlC(thrown)) return 'stopped';
    throw thrown;
  } finally {
    unhear();
    stop.abort();
  }
}

/** Nobody sits at the console of a practice server. */
function switchOnWhenWaited(
  engine: ReturnType<Desk['ports']['openEngine']>,
  pair: PracticePair,
  { screen }: Desk,
): void {
  const leave = engine.onEvent((_id, event) => {
    if (event.type !== 'roll-back-step' || event.waits !== 'source-on') return;
    leave();
    screen.say('This is a practice server: it is switched on now, as a person would do.');
    pair.powerOn('source').catch((thrown: unknown) => screen.say(String(thrown)));
  });
}
