import { join } from 'node:path';
import type { Side } from '../../../shared/appliance';
import type { Failure } from '../../../shared/failure';
import type { MigrationState } from '../../../shared/migration';
import type { Plan } from '../../../shared/plan';
import { openProfiles } from '../../engine/appliance/load-profile';
import type { Engine } from '../../engine/engine';
import type { Answerer } from '../answers/answerer';
import { practiceAnswers } from '../answers/practice-answers';
import type { RunOptions } from '../choice';
import { cleanAll } from '../clean';
import { checkedEnding, type Ending } from '../ending';
import { countsWords, findingList } from '../finding-text';
import { followRun } from '../follow';
import { givenByPlan, givenThenAsked, kitLookGiven } from '../given';
import type { KitLook } from '../kit-look';
import { expectGuard } from '../plan/expect-guard';
import { clientsWish, planOf, untilOf } from '../plan/plan-of';
import { practicePlan, practiceWishes, practiceWords } from '../plan/practice-of';
import { type OpenedPlan, openPlan } from '../plan/read-plan';
import { dryRunLines, wouldRun } from '../plan/would-run';
import type { Desk } from '../ports';
import { endPractice, newPracticeFolder } from '../practice-folder';
import { eachRemarkOnce, remarkText } from '../route';
import { routeWish } from '../route-options';
import type { Screen } from '../screens/screen';
import { tellEstimate } from './tell-estimate';

/** What a run is made from and who answers in it. */
type Course = {
  readonly planFor: (engine: Engine) => Promise<Plan>;
  readonly answerer: Answerer;
  readonly kitLook: KitLook;
  readonly guard: (state: MigrationState) => Failure | undefined;
};

/** `run`: makes a migration, of a plan file or of options, and follows it. */
export async function run(
  path: string | undefined,
  options: RunOptions,
  desk: Desk,
): Promise<Ending> {
  const opened = path === undefined ? undefined : openPlan(path, desk.folder);
  if (opened && options.practice === true) return await practise(opened, options, desk);
  const { screen, folder } = desk;
  const remark = eachRemarkOnce((each) => {
    screen.item(each);
    screen.say(remarkText(cleanAll(each)));
  });
  const planned = await givenByPlan(opened, options, desk);
  const { kitLook } = planned;
  const given = { ...planned, onlyLook: onlyLooks(options) };
  const course: Course = {
    planFor: (engine) => planOf(options, opened, { engine, folder, remark }),
    answerer: givenThenAsked(given, desk),
    kitLook,
    guard: expectGuard(opened?.plan.expect),
  };
  return await carryOut(course, options, desk);
}

/** Runs a plan between two practice servers that are made like its own, which nobody connects to. */
async function practise(opened: OpenedPlan, options: RunOptions, desk: Desk): Promise<Ending> {
  const { ports } = desk;
  const wishes = practiceWishes(opened.plan, options.fault ?? []);
  const until = onlyLooks(options) ? 'check' : (untilOf(options, opened) ?? 'done');
  const keyAtRestore = options.keyFromMemory === true ? 'memory' : opened.plan.keyAtRestore;
  desk.screen.say(cleanAll(practiceWords(opened.plan, until)));
  const folder = newPracticeFolder(ports.dataFolder);
  const pair = await ports.startPair({ folder, ...wishes });
  // Until a migration is begun nobody can go on with anything.
  let over = true;
  try {
    const plan = practicePlan(pair, opened.plan, {
      until,
      keyAtRestore,
      firstBackup: opened.plan.firstBackup,
      bytesPerSecond: options.limit ?? opened.plan.bytesPerSecond,
      clients: clientsWish(options, opened.plan.clients),
      route: routeWish(options, opened.plan.route),
      keepSourceDays: options.keepSourceDays ?? opened.plan.keepSourceDays,
    });
    const kitOf = (id: string, side?: Side): string =>
      join(ports.shelf.folder(id), side === 'target' ? 'recovery-kit-new.txt' : 'recovery-kit.txt');
    const course: Course = {
      planFor: async () => plan,
      answerer: practiceAnswers(pair.password, kitOf, options.acceptMissing === true),
      kitLook: kitLookGiven(options, opened.plan.answers, desk),
      guard: expectGuard(opened.plan.expect),
    };
    const ending = await carryOut(course, options, desk);
    over = ending.outcome === 'finished';
    return ending;
  } finally {
    await endPractice(pair, over);
  }
}

const onlyLooks = ({ preflightOnly, dryRun }: RunOptions): boolean =>
  preflightOnly === true || dryRun === true;

const carryOut = (course: Course, options: RunOptions, desk: Desk): Promise<Ending> =>
  onlyLooks(options) ? look(course, options, desk) : follow(course, desk, desk.screen);

async function follow(course: Course, desk: Desk, screen: Screen): Promise<Ending> {
  const { planFor, answerer, kitLook, guard } = course;
  const { interruption, ports } = desk;
  const engine = ports.openEngine();
  return await followRun({
    engine,
    begin: async () => engine.handlers['start-migration']({ plan: await planFor(engine) }),
    ...{ screen, answerer, interruption, kitLook, guard },
  });
}

/** Runs what changes nothing, up to the checks; then says what they found and, in a dry run, what would come next. */
async function look(course: Course, options: RunOptions, open: Desk): Promise<Ending> {
  const desk = options.quiet === true ? { ...open, screen: withoutLists(open.screen) } : open;
  const { terminal, screen, ports } = desk;
  const { paint, width } = terminal;
  const told = options.json === true ? screen : withoutFindings(screen);
  const onlyChecks = async (engine: Engine): Promise<Plan> => ({
    ...(await course.planFor(engine)),
    until: 'check',
  });
  const ending = checkedEnding(await follow({ ...course, planFor: onlyChecks }, desk, told));
  const { state } = ending;
  if (!state) return ending;
  const findings = cleanAll(state.findings);
  if (findings.length > 0) {
    screen.write(`\n${paint('bold', `What the checks found: ${countsWords(findings)}`)}`);
    for (const line of findingList(findings, width(), paint)) screen.write(line);
    await tellEstimate(state, options, desk);
  }
  if (options.dryRun !== true) return ending;
  const profiles = openProfiles(ports.dataFolder);
  const profileOf = (side: Side) => profiles.load(state.plan[side].profile).profile;
  for (const each of wouldRun(state, profileOf)) screen.item(each);
  for (const line of dryRunLines(cleanAll(state), profileOf, terminal)) screen.write(line);
  return ending;
}

/** How it ended is said all the same. */
const withoutLists = (screen: Screen): Screen => ({ ...screen, write: () => undefined });

/** They are all listed at the end. */
const withoutFindings = (screen: Screen): Screen => ({
  ...screen,
  show: (id, event, state) => {
    if (event.type !== 'findings-made') screen.show(id, event, state);
  },
});
