import { writeFileSync } from 'node:fs';
import { fail } from '../../../shared/failure';
import type { ProfileCommand } from '../../../shared/profile-workshop';
import { profileFaultWords } from '../../../shared/words/profile';
import { exportText } from '../../engine/appliance/export-profile';
import { checkProfileAt, openProfiles } from '../../engine/appliance/load-profile';
import { parseProfile, profileJsonSchema } from '../../engine/appliance/profile';
import { commandsOfProfile, sampleValues } from '../../engine/appliance/profile-commands';
import { profileTemplate } from '../../engine/appliance/profile-template';
import { cleanAll } from '../clean';
import { type Ending, finished } from '../ending';
import { typedPath } from '../kit-file';
import { hanging } from '../layout';
import type { Desk } from '../ports';
import { typedProfile } from '../profile-option';
import { type KeptAnswer, showAnswers } from './profile-answers';

const indent = 11;

/** `profile init`: a profile to begin with. */
export async function profileInit(
  name: string,
  output: string | undefined,
  desk: Desk,
): Promise<Ending> {
  const text = profileTemplate(name);
  parseProfile({ name, product: '-', operations: { identity: harmless } });
  if (output === undefined) desk.terminal.print(text.trimEnd());
  else {
    write(output, text, desk);
    desk.terminal.print(`Fill in what you know, then: epp-migrate profile check ${output}`);
  }
  return finished;
}

const harmless = { words: ['true'], reads: 'json', changes: false, timeoutSeconds: 1 };

/** `profile schema`: the JSON Schema of profiles. */
export async function profileSchema({ terminal }: Desk): Promise<Ending> {
  terminal.print(JSON.stringify(profileJsonSchema(), null, 2));
  return finished;
}

/** `profile check`: all faults at once, or every command as it would run, and what is read of answers that are kept in files. */
export async function profileCheck(
  typed: string,
  answers: readonly KeptAnswer[],
  desk: Desk,
): Promise<Ending> {
  const { screen, terminal, folder, ports } = desk;
  const { paint, width } = terminal;
  const wanted = typedProfile(typed, folder);
  const { profile, faults, sha256 } = checkProfileAt(wanted, ports.dataFolder);
  for (const fault of faults) {
    const words = profileFaultWords(fault.kind, cleanAll(fault.facts));
    screen.item({ type: 'profile-fault', ...fault, ...words });
    screen.write(paint('red', `✗ ${cleanAll(fault.where) || 'the file'}`));
    const part = (label: string, text: string) =>
      screen.write(hanging(`  ${label}`, text, width(), indent));
    part('Seen', words.seen);
    part('Needed', words.needed);
    part('Do next', words.todo);
  }
  if (!profile) {
    const unsafe = faults.some(({ kind }) => kind === 'unsafe');
    screen.write(`\n${faults.length === 1 ? 'One fault.' : `${faults.length} faults.`}`);
    const [first] = faults;
    return fail(unsafe ? 'profile.unsafe' : 'profile.invalid', {
      where: first?.where ?? '',
      ...{ kind: first?.kind ?? 'text', more: faults.length - 1 },
      ...first?.facts,
    });
  }
  const { sha256: claimed = sha256 } = profile;
  if (claimed !== sha256)
    fail('profile.changed', { profile: wanted, now: sha256, before: claimed, inFile: true });
  screen.item({ type: 'profile', name: profile.name, product: profile.product, sha256 });
  screen.write(paint('bold', cleanAll(`${profile.name}, for ${profile.product}`)));
  screen.write(`Hash ${sha256}\n`);
  for (const each of commandsOfProfile(profile, sampleValues)) showCommand(each, desk);
  screen.write('');
  screen.write('The values are made up. The profile is valid.');
  const wrong = showAnswers(profile, answers, sampleValues, desk);
  if (wrong > 0) screen.write(`\nNot read: ${wrong}.`);
  return { ...finished, exitCode: wrong === 0 ? 0 : 1 };
}

function showCommand(
  { operation: name, needed, told }: ProfileCommand,
  { screen, terminal }: Desk,
) {
  const { paint } = terminal;
  if (!told) {
    screen.item({ type: 'profile-command', operation: name, absent: true, needed });
    screen.write(
      paint(needed ? 'yellow' : 'dim', `${name}: no command${needed ? '; a person does it' : ''}`),
    );
    return;
  }
  const { command, changes, reads, stdin, secret } = told;
  screen.item({ type: 'profile-command', operation: name, command, changes, reads, stdin, secret });
  screen.write(`${name} (${changes ? 'changes' : 'reads'}, ${reads})`);
  screen.write(`  ${cleanAll(command)}`);
  if (stdin !== undefined)
    screen.write(`  on standard input${secret ? ', in secret' : ''}: ${cleanAll(stdin)}`);
}

/** `profile export`: the profile as one file, with its hash. */
export async function profileExport(
  typed: string,
  output: string | undefined,
  desk: Desk,
): Promise<Ending> {
  const loaded = openProfiles(desk.ports.dataFolder).load(typedProfile(typed, desk.folder));
  const text = exportText(loaded);
  if (output === undefined) desk.terminal.print(text.trimEnd());
  else write(output, text, desk);
  return finished;
}

/** Into a file that was not there. */
function write(output: string, text: string, { folder, terminal }: Desk): void {
  const file = typedPath(output, folder);
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    const seen = code === 'EEXIST' ? 'another file has this name' : (code ?? 'unwritable');
    fail('file.unwritable', { file, seen }, thrown);
  }
  terminal.print(`The profile is written to ${file}.`);
}
