import { type Command, Option } from 'commander';
import { fail } from '../../shared/failure';
import type { Choice, InspectOptions } from './choice';
import { json } from './option-values';

/** The command that looks at backup files. */
export function describeInspect(command: Command, choose: (choice: Choice) => void): void {
  command
    .description('say what a backup file is and whether it is as downloaded; needs no key')
    .argument('<file...>', 'files to look at')
    .addOption(
      new Option(
        '--kit <file>',
        'say whether the key in this recovery kit belongs to it',
      ).conflicts('keyStdin'),
    )
    .option('--key-stdin', 'say whether the key on stdin, one line, belongs to it')
    .addOption(json())
    .action((files: readonly string[], options: InspectOptions) => {
      if (files.length > 1 && (options.kit !== undefined || options.keyStdin === true))
        fail('usage.wrong', { seen: 'A key belongs to one backup: name one file.' });
      choose({ command: 'inspect', files, options });
    });
}
