import { type Command, InvalidArgumentError } from 'commander';
import { fail } from '../../shared/failure';
import { worksheetIds, worksheetLengths, worksheetStates } from '../../shared/worksheet';
import type { Choice, WorksheetOptions } from './choice';
import { readItem } from './item-wish';
import { again, collect, json, readMigrationId } from './option-values';

/** The command for integrations and settings that have to be entered again. */
export function describeWorksheet(command: Command, choose: (choice: Choice) => void): void {
  command
    .description('show and fill in what has to be entered again on the new server')
    .argument('<id>', 'which migration', readMigrationId)
    .option('--set <item=state>', `note how an item stands; ${again}`, collect(readItem))
    .option('--where <text>', 'where it points: host, port, account; never a secret', upTo('where'))
    .option('--note <text>', 'what else is worth knowing, never a secret', upTo('note'))
    .option('--by <name>', 'who says so; else the user of this computer', upTo('by'))
    .option('--csv <file>', 'write it there for a spreadsheet')
    .option('--html <file>', 'write it there to print')
    .addOption(json())
    .addHelpText(
      'after',
      `\nItems: ${worksheetIds.join(', ')}\nStates: ${worksheetStates.join(', ')}`,
    )
    .action((id: string, options: WorksheetOptions) => {
      const { set = [], where, note, by } = options;
      if ((where ?? note) !== undefined && set.length !== 1)
        fail('usage.wrong', { seen: '--where and --note belong to one item: name it with --set.' });
      if (by !== undefined && set.length === 0)
        fail('usage.wrong', { seen: '--by belongs to an item: name it with --set.' });
      choose({ command: 'worksheet', id, options });
    });
}

const upTo =
  (part: keyof typeof worksheetLengths) =>
  (text: string): string => {
    if (text.length > worksheetLengths[part])
      throw new InvalidArgumentError(`It has at most ${worksheetLengths[part]} characters.`);
    return text;
  };
