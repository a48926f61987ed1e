import type { Side } from '../../shared/appliance';
import { type Finding, findingKey } from '../../shared/finding';
import type { PlanAnswers } from '../../shared/plan-file';
import { type Answerer, firstOf } from './answers/answerer';
import { askPerson } from './answers/ask-person';
import { type PreparedAnswers, preparedAnswers } from './answers/prepared-answers';
import type { AnswerOptions } from './choice';
import { typedPath } from './kit-file';
import { type OpenedAnswers, openAnswers } from './plan/read-plan';
import type { Desk } from './ports';

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
export function givenBy(
  options: AnswerOptions,
  { folder, secrets }: Pick<Desk, 'folder' | 'secrets'>,
  planned?: OpenedAnswers,
): PreparedAnswers {
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
    overwrite: options.yesOverwrite ?? answers.overwrite,
    powerOff: options.yesPowerOff ?? answers.powerOff,
    moveAddress: options.yesMoveAddress ?? answers.moveAddress,
    review: {
      statements: answers.statements ?? [],
      waivers: answers.waivers ?? [],
      by: answers.by,
    },
  };
}

const withPaths = ({ answers, folder }: OpenedAnswers): PlanAnswers =>
  answers.kit === undefined ? answers : { ...answers, kit: typedPath(answers.kit, folder) };

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
