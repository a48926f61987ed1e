import { Argument, type Command } from 'commander';
import { planTemplates } from '../../shared/words/plan';
import type { Choice } from './choice';
import { planTemplateHelp } from './help-text';
import { json } from './option-values';

/** The commands that make and check plan files. */
export function describePlan(plan: Command, choose: (choice: Choice) => void): void {
  plan.description('make and check plan files, which hold all that a run needs to know');
  plan
    .command('init')
    .description('write a plan to begin with, full of comments')
    .addArgument(
      new Argument('[template]', 'which one').choices(planTemplates).default('same-version'),
    )
    .option('-o, --output <file>', 'write it there instead of on stdout')
    .addHelpText('after', `\n${planTemplateHelp}`)
    .action((template, options) => choose({ command: 'plan-init', template, options }));
  plan
    .command('validate')
    .description('check a plan file; connects to nothing')
    .argument('<file>', 'the plan file')
    .addOption(json())
    .action((file, options) => choose({ command: 'plan-validate', file, options }));
  plan
    .command('schema')
    .description('print the JSON Schema of plan files, for editors')
    .action(() => choose({ command: 'plan-schema' }));
}
