import { writeFileSync } from 'node:fs';
import { fail } from '../../../shared/failure';
import { formatAddress } from '../../../shared/plan';
import { planJsonSchema } from '../../../shared/plan-file';
import type { PlanTemplate } from '../../../shared/words/plan';
import { sideWords } from '../../../shared/words/sides';
import { openProfiles } from '../../engine/appliance/load-profile';
import { cleanAll } from '../clean';
import { type Ending, finished } from '../ending';
import { typedPath } from '../kit-file';
import { columns } from '../layout';
import { planOf } from '../plan/plan-of';
import { openPlan } from '../plan/read-plan';
import { templateTexts } from '../plan/templates';
import type { Desk } from '../ports';
import { eachRemarkOnce, remarkText } from '../route';

/** `plan init`: a plan to begin with, on stdout or in a file that was not there. */
export async function planInit(
  template: PlanTemplate,
  output: string | undefined,
  { terminal, folder }: Desk,
): Promise<Ending> {
  const text = templateTexts[template];
  if (output === undefined) {
    terminal.print(text.trimEnd());
    return finished;
  }
  const file = typedPath(output, folder);
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    const seen = code === 'EEXIST' ? 'another file has this name' : (code ?? 'unwritable');
    fail('file.unwritable', { file, seen }, thrown);
  }
  terminal.print(`The plan is written to ${file}.`);
  terminal.print(`Fill in what it asks for, then: epp-migrate plan validate ${output}`);
  return finished;
}

/** `plan validate`: reads a plan as `run` would, with what ~/.ssh/config says of its servers. */
export async function planValidate(path: string, desk: Desk): Promise<Ending> {
  const { screen, folder, ports } = desk;
  const opened = openPlan(path, folder);
  const remark = eachRemarkOnce((each) => {
    screen.item(each);
    screen.write(remarkText(cleanAll(each)));
  });
  const engine = ports.openEngine();
  try {
    const plan = await planOf({ agent: true }, opened, { engine, folder, remark });
    const profiles = openProfiles(ports.dataFolder);
    for (const { profile } of [plan.source, plan.target]) profiles.load(profile);
    screen.item({ type: 'plan', plan });
    screen.write('The plan is valid.');
    const rows = (['source', 'target'] as const).map((side) => {
      const { via = [], user, ...server } = cleanAll(plan[side]);
      const way = via.map((jump) => ` through ${jump.user}@${formatAddress(jump)}`).join(',');
      return [sideWords[side], `${user}@${formatAddress(server)}${way}`];
    });
    for (const row of columns(rows)) screen.write(`  ${row}`);
    return finished;
  } finally {
    await engine.close();
  }
}

/** `plan schema`: the JSON Schema of plan files. */
export async function planSchema({ terminal }: Desk): Promise<Ending> {
  terminal.print(JSON.stringify(planJsonSchema(), null, 2));
  return finished;
}
