import type { Side } from '../../shared/appliance';
import { type Finding, findingKey } from '../../shared/finding';
import type { PlanAnswers } from '../../shared/plan-file';
import { type Answerer, firstOf } from './answers/answerer';
import { askPerson } from './answers/ask-person';
import { type PreparedAnswers, preparedAnswers } from './answers/prepared-answers';
import type { AnswerOptions } from './choice';
import { typedPath } from './kit-file';
import type { KitLook } from './kit-look';
import { openSecrets } from './plan/open-secrets';
import { type OpenedAnswers, type OpenedPlan, openAnswers } from './plan/read-plan';
import type { Desk } from './ports';

/** What was answered beforehand, and how recovery kits are made. */
export type Given = PreparedAnswers & { readonly kitLook: KitLook };

/** What was given beforehand first, then `between`, then the person, where there is one. */
export function givenThenAsked(
  given: PreparedAnswers,
  { terminal, folder }: Desk,
  ...between: readonly Answerer[]
): Answerer {
  const { canAsk } = terminal;
  const person = canAsk ? [askPerson(terminal, folder)] : [];
  return firstOf(preparedAnswers(given, canAsk), ...between, ...person);
}

/** What options, environment and files say beforehand: options go before `--answers`, and that before the plan. */
function givenBy(
  options: AnswerOptions,
  { folder, secrets, kitLook }: Pick<Desk, 'folder' | 'secrets' | 'kitLook'>,
  planned?: OpenedAnswers,
): Given {
  const typed = options.answers === undefined ? undefined : openAnswers(options.answers, folder);
  const answers = merge(planned && withPaths(planned), typed && withPaths(typed));
  return {
    passwords: secrets.passwords,
    passphrase: secrets.passphrase,
    backupKey: secrets.backupKey,
    acceptKey: {
      ...(options.acceptSourceKey && { source: [options.acceptSourceKey] }),
      ...(options.acceptTargetKey && { target: [options.acceptTargetKey] }),
    },
    acceptJumpKeys: options.acceptJumpKey,
    replaceKey: { source: options.replaceSourceKey, target: options.replaceTargetKey },
    allowLegacy: sidesOf(options.allowLegacy),
    kit: options.kit === undefined ? answers.kit : typedPath(options.kit, folder),
    newKit: options.newKit === undefined ? answers.newKit : typedPath(options.newKit, folder),
    kitLook: kitLookGiven(options, answers, { kitLook }),
    overwrite: options.yesOverwrite ?? answers.overwrite,
    powerOff: options.yesPowerOff ?? answers.powerOff,
    acceptMissing: options.acceptMissing ?? answers.acceptMissing,
    moveAddress: options.yesMoveAddress ?? answers.moveAddress,
    acceptDrift: options.acceptDrift ?? answers.acceptDrift,
    isolate: options.yesIsolate ?? answers.isolate,
    keepAddress: options.yesKeepAddress ?? answers.keepAddress,
    review: {
      statements: answers.statements ?? [],
      waivers: answers.waivers ?? [],
      by: answers.by,
    },
  };
}

/** What options, environment and a plan say beforehand, the secrets that the plan names among it. */
export async function givenByPlan(
  opened: OpenedPlan | undefined,
  options: AnswerOptions,
  desk: Desk,
): Promise<Given> {
  const { plan, folder } = opened ?? {};
  const { secrets: usual, takeVariable, terminal } = desk;
  const { acceptKeys, replaceKeys, answers = {} } = plan ?? {};
  // Files are judged before anything is read from stdin.
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
  };
}

/** How recovery kits are made: as options say, else as a plan says, else as this computer is set. */
export const kitLookGiven = (
  options: AnswerOptions,
  answers: PlanAnswers = {},
  { kitLook }: Pick<Desk, 'kitLook'>,
): KitLook => ({
  language: options.kitLanguage ?? answers.kitLanguage ?? kitLook.language,
  paper: options.kitPaper ?? answers.kitPaper ?? kitLook.paper,
});

const withPaths = ({ answers, folder }: OpenedAnswers): PlanAnswers => ({
  ...answers,
  ...(answers.kit !== undefined && { kit: typedPath(answers.kit, folder) }),
  ...(answers.newKit !== undefined && { newKit: typedPath(answers.newKit, folder) }),
});

/** What `over` says goes first; of statements and waivers, for the same finding. */
function merge(under: PlanAnswers = {}, over: PlanAnswers = {}): PlanAnswers {
  return {
    ...under,
    ...over,
    statements: mergeList(under.statements, over.statements),
    waivers: mergeList(under.waivers, over.waivers),
  };
}

function mergeList<Given extends Pick<Finding, 'id' | 'on'>>(
  under: readonly Given[] = [],
  over: readonly Given[] = [],
): Given[] {
  const keys = new Set(over.map(findingKey));
  return [...under.filter((each) => !keys.has(findingKey(each))), ...over];
}

const sidesOf = (allowed: AnswerOptions['allowLegacy']): readonly Side[] =>
  allowed === undefined ? [] : allowed === 'both' ? ['source', 'target'] : [allowed];
