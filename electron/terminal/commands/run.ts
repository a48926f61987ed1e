import { resolve } from 'node:path';
import type { Endpoint, Plan } from '../../../shared/plan';
import { type Answerer, firstOf } from '../answers/answerer';
import { askPerson } from '../answers/ask-person';
import { preparedAnswers } from '../answers/prepared-answers';
import type { AnswerOptions, RunOptions } from '../choice';
import type { Ending } from '../ending';
import { followRun } from '../follow';
import type { Desk } from '../ports';

/** `run`: makes a migration and follows it. */
export async function run(options: RunOptions, desk: Desk): Promise<Ending> {
  const { screen, interruption, folder, ports } = desk;
  const engine = ports.openEngine();
  return followRun({
    engine,
    begin: () => engine.handlers['start-migration']({ plan: planOf(options, folder) }),
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
        ...(options.acceptSourceKey && { source: options.acceptSourceKey }),
        ...(options.acceptTargetKey && { target: options.acceptTargetKey }),
      },
      kit: options.kit === undefined ? undefined : resolve(folder, options.kit),
      overwrite: options.yesOverwrite,
      powerOff: options.yesPowerOff,
      moveAddress: options.yesMoveAddress,
    },
    terminal.canAsk,
  );
  return firstOf(given, ...between, ...(terminal.canAsk ? [askPerson(terminal, folder)] : []));
}

function planOf(options: RunOptions, folder: string): Plan {
  const withKey = (endpoint: Endpoint, file: string | undefined): Endpoint =>
    file === undefined ? endpoint : { ...endpoint, identityFile: resolve(folder, file) };
  return {
    source: withKey(options.source, options.sourceKey),
    target: withKey(options.target, options.targetKey),
    until: options.until ?? 'done',
  };
}
