// Long because: every command and its options stand here together.

import { Argument, Command, Option } from 'commander';
import { type PracticePreset, practicePresets } from '../../shared/contract';
import { fail } from '../../shared/failure';
import { kitLanguages, kitPapers } from '../../shared/kit';
import type { Choice, RunOptions } from './choice';
import { clientsOptions } from './clients-options';
import { shells } from './completion';
import { cutoverOptions } from './cutover-options';
import { describeInspect } from './describe-inspect';
import { describeLibrary } from './describe-library';
import { describePlan } from './describe-plan';
import { describeProfile } from './describe-profile';
import { describeArchive, describeConnect, describeProbe } from './describe-server';
import { describeWayBack, keepSourceOption } from './describe-way-back';
import { describeWorksheet } from './describe-worksheet';
import { handOptions } from './hand-options';
import { completionHelp, environmentHelp, exitCodeHelp, faultHelp, filesHelp } from './help-text';
import {
  again,
  asTyped,
  collect,
  json,
  readComputers,
  readFault,
  readHost,
  readHostKey,
  readMigrationId,
  readRate,
  readSize,
  readVersion,
} from './option-values';
import { profileOption } from './profile-option';
import { routeOptions } from './route-options';
import { untilOptions } from './until-options';
import { windowFault, windowOptions } from './window-options';

/** Every command with its arguments and options; what is chosen is told to `choose`. Help, completion and manual are made from it. */
export function describeProgram(
  version: string,
  choose: (choice: Choice) => void,
  faultNames: readonly string[] = [],
): Command {
  const program = new Command('epp-migrate')
    .description('Moves an Endpoint Protector server to a new one, step by step.')
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', `\n${exitCodeHelp}\n\n${environmentHelp}`);

  // Nobody sits there who would do by hand what needs a person.
  const alone = practicePresets.filter((preset) => preset !== 'web-only');
  withPractice(program.command('demo'), alone)
    .description('migrate between two practice servers on this computer, to see how it goes')
    .option('--interactive', 'ask you the questions that the demo answers itself')
    .addOption(json())
    .action((options) => choose({ command: 'demo', options }));

  describeConnect(program.command('connect'), choose);

  const [until, validateOnly, preflightOnly, dryRun] = untilOptions();
  const run = program
    .command('run')
    .description('migrate the old server (source) to the new one (target)')
    .argument('[plan]', 'plan file; options go before what it says')
    .option(
      '--source <host>',
      'the old server: [user@]host[:port], or from ~/.ssh/config',
      readHost,
    )
    .option(
      '--target <host>',
      'the new server: [user@]host[:port], or from ~/.ssh/config',
      readHost,
    )
    .option('--source-key <file>', `private key for the old server; ${again}`, files)
    .option('--target-key <file>', `private key for the new server; ${again}`, files)
    .option('--source-jump <host>', `jump host on the way to the old server; ${again}`, hosts)
    .option('--target-jump <host>', `jump host on the way to the new server; ${again}`, hosts)
    .option('--no-agent', 'ask no SSH agent')
    .addOption(profileOption())
    .addOption(until)
    .addOption(validateOnly)
    .option(
      '--key-from-memory',
      'do not ask for the key at the restore: whether the saved one is right is then not tried',
    )
    .option(
      '--limit <rate>',
      'take at most this much of the network while files are moved, such as 500k or 10M bytes a second',
      readRate,
    )
    .addOption(preflightOnly)
    .addOption(dryRun)
    .addOption(keepSourceOption())
    .option('--practice', 'run the plan between two practice servers made like its own')
    .option(
      '--fault <server:name>',
      `a fault of a practice server; ${again}`,
      collect(readFault(faultNames)),
    )
    .addHelpText('after', `\n${faultHelp(faultNames)}\n\n${filesHelp}\n\n${environmentHelp}`)
    .action((plan, options) => choose({ command: 'run', plan, options: complete(plan, options) }));
  for (const option of [
    ...handOptions(),
    ...windowOptions(),
    ...cutoverOptions(),
    ...clientsOptions(),
  ])
    run.addOption(option);
  withAnswers(withRoute(run));

  describePlan(program.command('plan'), choose);
  describeProfile(program.command('profile'), choose);

  program
    .command('completion')
    .description('print what a shell needs to complete commands and options')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .addHelpText('after', `\n${completionHelp}`)
    .action((shell) => choose({ command: 'completion', shell }));

  program
    .command('man')
    .description('print the manual page; read it with: epp-migrate man | man -l -')
    .action(() => choose({ command: 'man' }));

  withAnswers(withRoute(program.command('resume')))
    .description('go on with a migration that is not finished')
    .argument('[id]', 'which one; not needed where there is only one', readMigrationId)
    .option('--plan <file>', 'take answers and secrets as this plan file says')
    .addOption(profileOption())
    .option('--new-backup', 'give up the backup that there is; make a new one with a new key')
    .addHelpText('after', `\n${environmentHelp}`)
    .action((id, options) => choose({ command: 'resume', id, options }));

  program
    .command('status')
    .description('list the migrations on this computer, how far they are and what comes next')
    .argument('[id]', 'only this one', readMigrationId)
    .addOption(json())
    .action((id, options) => choose({ command: 'status', id, options }));

  describeWorksheet(program.command('worksheet'), choose);

  describeInspect(program.command('inspect'), choose);
  describeLibrary(program.command('library'), choose);
  describeWayBack(program, choose, withAnswers);

  program
    .command('compatibility')
    .description('say whether two versions go together, and why; asks no server')
    .argument('<from>', 'version of the old server, such as 5.2.0.6, 5206 or 2604', readVersion)
    .argument('<to>', 'version of the new server', readVersion)
    .addOption(json())
    .action((source, target, options) =>
      choose({ command: 'compatibility', source, target, options }),
    );

  describeProbe(program.command('probe'), choose);
  describeArchive(program.command('archive'), choose);

  withPractice(program.command('practice'), practicePresets)
    .description('run two practice servers until Ctrl+C, to try "connect" and "run" on')
    .option('--backup-size <size>', 'size of the backup, such as 50MB', readSize, 40_000_000)
    .option(
      '--fault <server:name>',
      `a fault of a practice server; ${again}`,
      collect(readFault(faultNames)),
    )
    .option('--dialect <name>', 'servers with the commands of a made-up appliance: acme')
    .option('--replay <file>', 'one server that answers as a recording of “profile try” does')
    .addHelpText('after', `\n${faultHelp(faultNames)}`)
    .action((options) => choose({ command: 'practice', options }));

  return program;
}

/** Not left to commander, which names a missing option before a misspelt one. */
function complete(plan: string | undefined, options: RunOptions): RunOptions {
  for (const [side, server] of [
    ['source', 'old'],
    ['target', 'new'],
  ] as const) {
    if (plan === undefined && options[side] === undefined)
      fail('usage.wrong', {
        seen: `--${side} is missing: the ${server} server, as user@host or user@host:port; or name a plan file.`,
      });
  }
  if (plan === undefined && options.practice === true)
    fail('usage.wrong', { seen: '--practice needs a plan file.' });
  if (options.practice !== true && options.fault !== undefined)
    fail('usage.wrong', { seen: '--fault is for --practice alone.' });
  const fault = windowFault(options, options.preflightOnly === true || options.dryRun === true);
  if (fault !== undefined) fail('usage.wrong', { seen: fault });
  return options;
}

const [files, names] = [collect(asTyped), collect(asTyped)];
const hosts = collect(readHost);
const hostKeys = collect(readHostKey);

const withPractice = (command: Command, presets: readonly PracticePreset[]): Command =>
  command
    .addOption(
      new Option('--preset <preset>', 'how the two servers are')
        .choices(presets)
        .default('matching'),
    )
    .option('--computers <n>', 'computers of the old server, 10 to 50000', readComputers, 1200);

const withRoute = (command: Command): Command => {
  for (const option of routeOptions()) command.addOption(option);
  return command;
};

/** Answers to questions, given beforehand. */
const withAnswers = (command: Command): Command =>
  command
    .option('--answers <file>', 'answers given beforehand, as “answers” in a plan')
    .option('--kit <file>', 'write the recovery kit there (.txt, .html); read the key from it')
    .option('--new-kit <file>', 'back up the new server before the cutover; kit of that backup')
    .addOption(
      new Option('--kit-language <language>', 'language of the recovery kit').choices(kitLanguages),
    )
    .addOption(new Option('--kit-paper <paper>', 'paper of the recovery kit').choices(kitPapers))
    .option('--yes-overwrite <name>', 'replace everything on the new server of this name')
    .option('--yes-power-off <name>', 'power off the old server of this name')
    .option('--yes-move-address', 'give the old address to the new server')
    .option('--accept-drift', 'cut over in spite of what has changed since the backup')
    .option('--yes-isolate <name>', 'a person takes the old server of this name off the network')
    .option('--yes-keep-address', 'accept what follows where the new server keeps its own address')
    .option('--accept-missing', 'go on where computers have not come back in time')
    .option(
      '--accept-source-key <fingerprint>',
      'host key, or certificate, of the old server',
      readHostKey,
    )
    .option(
      '--accept-target-key <fingerprint>',
      'host key, or certificate, of the new server',
      readHostKey,
    )
    .option('--accept-jump-key <fingerprint>', `host key of a jump host; ${again}`, hostKeys)
    .option('--replace-source-key <name>', 'accept the changed key of this old server', names)
    .option('--replace-target-key <name>', 'accept the changed key of this new server', names)
    .addOption(
      new Option(
        '--allow-legacy <server>',
        'allow weak algorithms where there are no others',
      ).choices(['source', 'target', 'both']),
    )
    .option('--quiet', 'say only how it ended')
    .addOption(json());
