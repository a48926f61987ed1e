import { join } from 'node:path';
import { wrap } from '../../../shared/wrap';
import { practiceAnswers } from '../answers/practice-answers';
import type { DemoOptions } from '../choice';
import { type Ending, failedEnding } from '../ending';
import { followRun } from '../follow';
import { givenThenAsked } from '../given';
import type { Desk } from '../ports';
import { endPractice, newPracticeFolder } from '../practice-folder';

/** Big enough for the transfer to be seen. */
const backupBytes = 40_000_000;

/** `demo`: a whole migration between two practice servers, answered by itself or by the person. */
export async function demo(options: DemoOptions, desk: Desk): Promise<Ending> {
  const { terminal, screen, interruption, ports } = desk;
  const { preset, computers, interactive, json } = options;
  if (json !== true) {
    const who =
      interactive === true ? 'You answer the questions.' : 'It answers its own questions.';
    const text = `A practice migration between two practice servers on this computer. Nothing leaves it. ${who}`;
    for (const line of wrap(text, terminal.width())) terminal.print(line);
    terminal.print();
  }
  const folder = newPracticeFolder(ports.dataFolder);
  const pair = await ports.startPair({ folder, preset, computers, backupBytes });
  let over = false;
  try {
    if (interruption.happened()) return failedEnding({ code: 'migration.cancelled', facts: {} });
    const engine = ports.openEngine();
    const ending = await followRun({
      engine,
      begin: () => engine.handlers['start-migration']({ plan: pair.plan }),
      screen,
      answerer:
        interactive === true
          ? givenThenAsked({}, desk)
          : practiceAnswers(pair.password, (id) =>
              join(ports.shelf.folder(id), 'recovery-kit.txt'),
            ),
      interruption,
      kitLook: desk.kitLook,
    });
    over = ending.outcome === 'finished';
    return ending;
  } finally {
    await endPractice(pair, over);
  }
}
