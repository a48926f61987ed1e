import { existsSync } from 'node:fs';
import { fail } from '../../../shared/failure';
import type { MigrationState } from '../../../shared/migration';
import { practicePasswords } from '../answers/practice-answers';
import type { ResumeOptions } from '../choice';
import { type Ending, endingOf } from '../ending';
import { followRun } from '../follow';
import { givenByPlan, givenThenAsked } from '../given';
import { bothNames, reachedWords } from '../migration-words';
import { openPlan } from '../plan/read-plan';
import type { Desk, PracticePair } from '../ports';
import { endPractice, practiceFolder } from '../practice-folder';
import { typedProfile } from '../profile-option';
import { routeWish } from '../route-options';

/** `resume`: goes on with a migration; practice servers are started again first. */
export async function resume(
  id: string | undefined,
  options: ResumeOptions,
  desk: Desk,
): Promise<Ending> {
  const { screen, interruption, ports } = desk;
  const state = id === undefined ? onlyUnfinished(desk) : ports.shelf.read(id);
  if (state.rollBack) fail('rollback.begun', { id: state.id });
  if (state.status === 'finished') {
    if (options.newBackup === true) fail('backup.needed', { id: state.id });
    return endingOf(state);
  }
  const owner = ports.ownerOf(state.id);
  if (owner) fail('migration.locked', { pid: owner.pid, host: owner.host, since: owner.since });

  const opened = options.plan === undefined ? undefined : openPlan(options.plan, desk.folder);
  const given = await givenByPlan(opened, options, desk);
  const newBackup = options.newBackup === true;
  const profile =
    options.profile === undefined ? undefined : typedProfile(options.profile, desk.folder);
  const route = routeWish(options) && routeWish(options, state.route.wish);
  const pair = await reopen(state, desk);
  let over = false;
  try {
    const engine = ports.openEngine();
    const practice = pair ? [practicePasswords(pair.password)] : [];
    const ending = await followRun({
      engine,
      begin: () => engine.handlers['resume-migration']({ id: state.id, newBackup, route, profile }),
      screen,
      answerer: givenThenAsked(given, desk, ...practice),
      interruption,
      kitLook: given.kitLook,
    });
    over = ending.outcome === 'finished';
    return ending;
  } finally {
    if (pair) await endPractice(pair, over);
  }
}

function onlyUnfinished({ ports, terminal }: Desk): MigrationState {
  const unfinished = ports.shelf
    .list()
    .states.filter(({ status, rollBack }) => status !== 'finished' && !rollBack);
  const [only, ...others] = unfinished;
  if (!only)
    return fail('usage.wrong', { seen: 'There is no unfinished migration to go on with.' });
  if (others.length === 0) return only;
  for (const state of unfinished) {
    terminal.complain(`  ${state.id}  ${bothNames(state)}  ${reachedWords(state)}`);
  }
  return fail('usage.wrong', {
    seen: `There are ${unfinished.length} unfinished migrations; name one of them.`,
  });
}

/** The practice servers of a migration, started again; undefined for real ones. */
export async function reopen(
  { plan }: MigrationState,
  { ports }: Desk,
): Promise<PracticePair | undefined> {
  if (plan.practice === undefined) return undefined;
  const folder = practiceFolder(plan.practice, ports.dataFolder);
  if (!existsSync(folder)) {
    fail('plan.invalid', { where: 'practice', seen: 'these practice servers are no longer there' });
  }
  return ports.openPair(folder);
}
