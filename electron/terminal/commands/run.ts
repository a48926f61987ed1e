import type { PreparedAnswers } from '../answers/prepared-answers';
import type { RunOptions } from '../choice';
import { cleanAll } from '../clean';
import { checkedEnding, type Ending } from '../ending';
import { countsWords, findingList } from '../finding-text';
import { followRun } from '../follow';
import { givenBy, givenThenAsked } from '../given';
import { expectGuard } from '../plan/expect-guard';
import { openSecrets } from '../plan/open-secrets';
import { planOf } from '../plan/plan-of';
import { type OpenedPlan, openPlan } from '../plan/read-plan';
import { dryRunLines, wouldRun } from '../plan/would-run';
import type { Desk } from '../ports';
import { eachRemarkOnce, remarkText } from '../route';
import type { Screen } from '../screens/screen';

/** `run`: makes a migration, of a plan file or of options, and follows it. */
export async function run(
  path: string | undefined,
  options: RunOptions,
  desk: Desk,
): Promise<Ending> {
  const opened = path === undefined ? undefined : openPlan(path, desk.folder);
  const given = await givenByPlan(opened, options, desk);
  return onlyLooks(options)
    ? await look(opened, given, options, desk)
    : await follow(opened, given, options, desk);
}

const onlyLooks = ({ preflightOnly, dryRun }: RunOptions): boolean =>
  preflightOnly === true || dryRun === true;

/** What is answered beforehand, the secrets of the plan among it. */
async function givenByPlan(
  opened: OpenedPlan | undefined,
  options: RunOptions,
  desk: Desk,
): Promise<PreparedAnswers> {
  const { plan, folder } = opened ?? {};
  const { secrets: usual, takeVariable, terminal } = desk;
  // Files are judged before anything is read from stdin.
  const { acceptKeys, replaceKeys, answers = {} } = plan ?? {};
  const given = givenBy(options, desk, folder === undefined ? undefined : { answers, folder });
  const secrets = await openSecrets(plan?.secrets ?? {}, {
    ...{ usual, takeVariable, stdin: terminal.stdin },
  });
  return {
    ...given,
    passwords: secrets.passwords,
    passphrase: secrets.passphrase,
    acceptKey: { ...acceptKeys, ...given.acceptKey },
    acceptJumpKeys: given.acceptJumpKeys ?? acceptKeys?.jump,
    replaceKey: {
      source: given.replaceKey?.source ?? replaceKeys?.source,
      target: given.replaceKey?.target ?? replaceKeys?.target,
    },
    onlyLook: onlyLooks(options),
  };
}

async function follow(
  opened: OpenedPlan | undefined,
  given: PreparedAnswers,
  options: RunOptions,
  desk: Desk,
  screen: Screen = desk.screen,
): Promise<Ending> {
  const { interruption, ports, folder } = desk;
  const remark = eachRemarkOnce((each) => {
    screen.item(each);
    screen.say(remarkText(cleanAll(each)));
  });
  const engine = ports.openEngine();
  return await followRun({
    engine,
    begin: async () =>
      engine.handlers['start-migration']({
        plan: await planOf(options, opened, { engine, folder, remark }),
      }),
    screen,
    answerer: givenThenAsked(given, desk),
    interruption,
    guard: expectGuard(opened?.plan.expect),
  });
}

/** Runs what changes nothing, up to the checks; then says what they found and, in a dry run, what would come next. */
async function look(
  opened: OpenedPlan | undefined,
  given: PreparedAnswers,
  options: RunOptions,
  desk: Desk,
): Promise<Ending> {
  const { terminal, screen } = desk;
  const { paint, width } = terminal;
  const ending = checkedEnding(
    await follow(
      opened,
      given,
      { ...options, until: 'check' },
      desk,
      options.json === true ? screen : withoutFindings(screen),
    ),
  );
  const { state } = ending;
  if (!state) return ending;
  const findings = cleanAll(state.findings);
  if (findings.length > 0) {
    screen.write(`\n${paint('bold', `What the checks found: ${countsWords(findings)}`)}`);
    for (const line of findingList(findings, width(), paint)) screen.write(line);
  }
  if (options.dryRun !== true) return ending;
  for (const each of wouldRun(state)) screen.item(each);
  for (const line of dryRunLines(cleanAll(state), terminal)) screen.write(line);
  return ending;
}

/** They are all listed at the end. */
const withoutFindings = (screen: Screen): Screen => ({
  ...screen,
  show: (id, event, state) => {
    if (event.type !== 'findings-made') screen.show(id, event, state);
  },
});
