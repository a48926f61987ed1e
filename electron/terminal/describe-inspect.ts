import { type Command, Option } from 'commander';
import { fail } from '../../shared/failure';
import type { Choice, InspectOptions } from './choice';
import { json, readVersion } from './option-values';

/** The command that looks at backup files. */
export function describeInspect(command: Command, choose: (choice: Choice) => void): void {
  command
    .description(
      'say what a backup file is, what is in it, and whether it is as downloaded; needs no key and no server',
    )
    .argument('<file...>', 'files to look at')
    .addOption(
      new Option(
        '--kit <file>',
        'say whether the key in this recovery kit belongs to it',
      ).conflicts('keyStdin'),
    )
    .option('--key-stdin', 'say whether the key on stdin, one line, belongs to it')
    .option(
      '--target <version>',
      'say whether it fits a server of this version, such as 2604 or 5.9.4.2',
      readVersion,
    )
    .option('--compare', 'say how two files differ, in bytes and in what they hold')
    .addOption(json())
    .action((files: readonly string[], options: InspectOptions) => {
      if (files.length > 1 && (options.kit !== undefined || options.keyStdin === true))
        fail('usage.wrong', { seen: 'A key belongs to one backup: name one file.' });
      if (options.compare === true && files.length !== 2)
        fail('usage.wrong', { seen: 'Two files are compared: name two.' });
      choose({ command: 'inspect', files, options });
    });
}
