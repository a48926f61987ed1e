import { resolve } from 'node:path';
import type { Side } from '../../../shared/appliance';
import type { Plan } from '../../../shared/plan';
import type { Engine } from '../../engine/engine';
import { type Answerer, firstOf } from '../answers/answerer';
import { askPerson } from '../answers/ask-person';
import { preparedAnswers } from '../answers/prepared-answers';
import type { AnswerOptions, RunOptions } from '../choice';
import { cleanAll } from '../clean';
import type { Ending } from '../ending';
import { followRun } from '../follow';
import type { Desk } from '../ports';
import { eachRemarkOnce, remarkText, resolveRoute } from '../route';

/** `run`: makes a migration and follows it. */
export async function run(options: RunOptions, desk: Desk): Promise<Ending> {
  const { screen, interruption, ports } = desk;
  const engine = ports.openEngine();
  return followRun({
    engine,
    begin: async () =>
      engine.handlers['start-migration']({ plan: await planOf(options, engine, desk) }),
    screen,
    answerer: givenThenAsked(options, desk),
    interruption,
  });
}

/** What was given beforehand first, then the person, where there is one. */
export function givenThenAsked(
  options: AnswerOptions,
  { terminal, secrets, folder }: Desk,
  ...between: readonly Answerer[]
): Answerer {
  const given = preparedAnswers(
    {
      passwords: secrets.passwords,
      backupKey: secrets.backupKey,
      acceptKey: {
        ...(options.acceptSourceKey && { source: [options.acceptSourceKey] }),
        ...(options.acceptTargetKey && { target: [options.acceptTargetKey] }),
      },
      acceptJumpKeys: options.acceptJumpKey,
      replaceKey: { source: options.replaceSourceKey, target: options.replaceTargetKey },
      passphrase: secrets.passphrase,
      allowLegacy: sidesOf(options.allowLegacy),
      kit: options.kit === undefined ? undefined : resolve(folder, options.kit),
      overwrite: options.yesOverwrite,
      powerOff: options.yesPowerOff,
      moveAddress: options.yesMoveAddress,
    },
    terminal.canAsk,
  );
  return firstOf(given, ...between, ...(terminal.canAsk ? [askPerson(terminal, folder)] : []));
}

const sidesOf = (allowed: AnswerOptions['allowLegacy']): readonly Side[] =>
  allowed === undefined ? [] : allowed === 'both' ? ['source', 'target'] : [allowed];

async function planOf(options: RunOptions, engine: Engine, desk: Desk): Promise<Plan> {
  const { screen, folder } = desk;
  const remark = eachRemarkOnce((each) => {
    screen.item(each);
    screen.say(remarkText(cleanAll(each)));
  });
  const agent = options.agent ? undefined : false;
  const route = (host: string, keys?: readonly string[], jumps?: readonly string[]) =>
    resolveRoute({ host, keys, jumps, agent }, { engine, folder, remark });
  return {
    source: await route(options.source, options.sourceKey, options.sourceJump),
    target: await route(options.target, options.targetKey, options.targetJump),
    until: options.until ?? 'done',
  };
}
