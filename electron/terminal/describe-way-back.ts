import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Choice, GiveUpOptions, RollBackOptions } from './choice';
import { json, readMigrationId } from './option-values';

/** `way-back`, `roll-back` and `decommission`. */
export function describeWayBack(
  program: Command,
  choose: (choice: Choice) => void,
  withAnswers: (command: Command) => Command,
): void {
  program
    .command('way-back')
    .description('say how to go back to the old server from where a migration is; asks no server')
    .argument('[id]', 'which one; not needed where there is only one', readMigrationId)
    .addOption(json())
    .action((id, options) => choose({ command: 'way-back', id, options }));

  withAnswers(program.command('roll-back'))
    .description('go back to the old server: what can be is done, the rest is said')
    .argument('<id>', 'which migration', readMigrationId)
    .option('--yes-roll-back <name>', 'give up the new server of this name and go back')
    .option('--delete-backup', 'delete the backup of this migration on the old server')
    .action((id: string, options: RollBackOptions) =>
      choose({ command: 'roll-back', id, options }),
    );

  program
    .command('decommission')
    .description('record that the old server was deleted or archived; ends the reminder')
    .argument('<id>', 'which finished migration', readMigrationId)
    .requiredOption('--note <text>', 'what became of it, such as where its archive lies', readNote)
    .option('--by <name>', 'who did it', readName)
    .addOption(json())
    .action((id: string, options: GiveUpOptions) =>
      choose({ command: 'decommission', id, options }),
    );
}

/** For how long the old server is kept after the end. */
export const keepSourceOption = (): Option =>
  new Option(
    '--keep-source-days <n>',
    'days that the old server is kept after the end, 1 to 3650; 90 if not given',
  ).argParser(readDays);

function readDays(text: string): number {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= 3650
    ? days
    : invalid('It has to be a whole number of days from 1 to 3650.');
}

const readNote = (text: string): string =>
  text.trim().length >= 3 && text.length <= 500
    ? text.trim()
    : invalid('It has to be 3 to 500 characters: what became of the old server.');

const readName = (text: string): string =>
  text.trim() !== '' && text.length <= 100 ? text.trim() : invalid('It has to be a name.');

const invalid = (message: string): never => {
  throw new InvalidArgumentError(message);
};
