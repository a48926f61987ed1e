import type { Command } from 'commander';
import type { Choice, LibraryOptions } from './choice';
import { json, readVersion } from './option-values';

/** The command that lists the backups of a folder. */
export function describeLibrary(command: Command, choose: (choice: Choice) => void): void {
  command
    .description(
      'list all backups in a folder or share: version, date, size, hash, and what speaks against them',
    )
    .argument('<folder>', 'where they are, at any depth')
    .option(
      '--target <version>',
      'say whether they go to a new server of this version',
      readVersion,
    )
    .option('--csv <file>', 'write the table there, for a spreadsheet')
    .option('--no-hash', 'look at their beginnings only; nothing is read to its end')
    .option('--fresh', 'read all of them, also those that have not changed since last time')
    .addOption(json())
    .action((folder: string, options: LibraryOptions) =>
      choose({ command: 'library', folder, options }),
    );
}
