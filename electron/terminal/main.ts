import { toFailure } from '../../shared/failure';
import { readArguments } from './arguments';
import type { Choice } from './choice';
import { archive } from './commands/archive';
import { compatibility } from './commands/compatibility';
import { completion, manual } from './commands/completion';
import { connect } from './commands/connect';
import { decommission } from './commands/decommission';
import { demo } from './commands/demo';
import { inspect } from './commands/inspect';
import { library } from './commands/library';
import { planInit, planSchema, planValidate } from './commands/plan';
import { practice, replay } from './commands/practice';
import { probe } from './commands/probe';
import { profileCheck, profileExport, profileInit, profileSchema } from './commands/profile';
import { profileTry } from './commands/profile-try';
import { resume } from './commands/resume';
import { rollBack } from './commands/roll-back';
import { run } from './commands/run';
import { status } from './commands/status';
import { wayBack } from './commands/way-back';
import { worksheet } from './commands/worksheet';
import { type Ending, failedEnding } from './ending';
import { takeSecrets, variableTaker } from './environment';
import { type Interruption, openInterruption } from './interruption';
import { kitLookOf } from './kit-look';
import { faultsWished } from './plan/practice-of';
import type { Desk, Ports } from './ports';
import { quietKeys } from './quiet-keys';
import { jsonScreen } from './screens/json-screen';
import { liveScreen } from './screens/live-screen';
import { plainScreen } from './screens/plain-screen';
import { quietScreen } from './screens/quiet-screen';
import type { Screen } from './screens/screen';
import { openTerminal, type Terminal } from './terminal';
import { withoutEcho } from './unechoed';

/** The process that the terminal runs in. */
export type Host = Pick<
  NodeJS.Process,
  'stdin' | 'stdout' | 'stderr' | 'env' | 'argv' | 'on' | 'exit' | 'cwd'
>;

/** Runs one command of `epp-migrate` and gives its exit code. */
export async function main(host: Host, ports: Ports): Promise<number> {
  const takeVariable = variableTaker(host.env);
  const secrets = takeSecrets(takeVariable);
  const argv = host.argv.slice(2);
  const json = argv.includes('--json');
  const terminal = openTerminal(host, json);
  const interruption = openInterruption(() => host.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    host.on(signal, interruption.trigger);
  }
  const unechoed = withoutEcho(terminal.stdin, interruption.trigger);
  const quiet = argv.includes('--quiet');
  const screen = screenFor(terminal, { json, quiet }, interruption.trigger);
  const end = (ending: Ending): number => {
    screen.end(ending);
    unechoed.end();
    return ending.exitCode;
  };
  host.on('uncaughtException', (thrown) => host.exit(end(failedEnding(toFailure(thrown)))));
  endQuietly(host, interruption);
  try {
    const choice = readArguments(argv, ports.version, terminal.width(), ports.faultNames);
    if (choice.command === 'help') {
      terminal.print(choice.text);
      return choice.exitCode;
    }
    const folder = host.cwd();
    const desk: Desk = {
      ...{ terminal, screen, interruption, secrets, takeVariable, folder, ports },
      kitLook: kitLookOf(host.env),
    };
    return end(await carryOut(choice, desk));
  } catch (thrown) {
    return end(failedEnding(toFailure(thrown)));
  }
}

function carryOut(choice: Choice, desk: Desk): Promise<Ending> {
  switch (choice.command) {
    case 'demo':
      return demo(choice.options, desk);
    case 'connect':
      return connect(choice.host, choice.options, desk);
    case 'probe':
      return probe(choice.host, choice.options, desk);
    case 'archive':
      return archive(choice.host, choice.options, desk);
    case 'run':
      return run(choice.plan, choice.options, desk);
    case 'plan-init':
      return planInit(choice.template, choice.options.output, desk);
    case 'plan-validate':
      return planValidate(choice.file, desk);
    case 'profile-init':
      return profileInit(choice.name, choice.options.output, desk);
    case 'profile-schema':
      return profileSchema(desk);
    case 'profile-check':
      return profileCheck(choice.file, choice.options.answer ?? [], desk);
    case 'profile-try':
      return profileTry(choice.file, choice.host, choice.options, desk);
    case 'profile-export':
      return profileExport(choice.file, choice.options.output, desk);
    case 'completion':
      return completion(choice.shell, desk);
    case 'man':
      return manual(desk);
    case 'plan-schema':
      return planSchema(desk);
    case 'resume':
      return resume(choice.id, choice.options, desk);
    case 'way-back':
      return wayBack(choice.id, choice.options, desk);
    case 'roll-back':
      return rollBack(choice.id, choice.options, desk);
    case 'decommission':
      return decommission(choice.id, choice.options, desk);
    case 'status':
      return status(choice.id, desk);
    case 'worksheet':
      return worksheet(choice.id, choice.options, desk);
    case 'inspect':
      return inspect(choice.files, choice.options, desk);
    case 'library':
      return library(choice.folder, choice.options, desk);
    case 'compatibility':
      return compatibility(choice.source, choice.target, desk);
    case 'practice': {
      const { backupSize: backupBytes, replay: recording, fault = [], ...wishes } = choice.options;
      if (recording !== undefined) return replay(recording, desk);
      return practice({ ...wishes, backupBytes, faults: faultsWished(fault) }, desk);
    }
  }
}

function screenFor(
  terminal: Terminal,
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
  interrupt: () => void,
): Screen {
  if (json) return jsonScreen(terminal);
  if (quiet) return quietScreen(terminal);
  return terminal.live
    ? liveScreen(terminal, quietKeys(terminal.stdin, interrupt))
    : plainScreen(terminal);
}

/** A reader or a window that went away wants nothing more: what runs is stopped in order, without a word. */
function endQuietly({ stdin, stdout, stderr }: Host, interruption: Interruption): void {
  const hear = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    if (!interruption.happened()) interruption.trigger();
  };
  for (const stream of [stdin, stdout, stderr]) stream.on('error', hear);
}
