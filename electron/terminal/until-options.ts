import { Option } from 'commander';
import { untilIds } from '../../shared/steps';

/** How far a run goes; at most one of them. */
export const untilOptions = (): readonly [Option, Option, Option, Option] => [
  new Option('--until <phase>', 'stop after this phase; resume goes on').choices(untilIds),
  new Option(
    '--validate-only',
    'stop once it is proven that the restore can work: --until validate-restore',
  ).conflicts('until'),
  new Option('--preflight-only', 'connect and check, change nothing').conflicts(others),
  new Option('--dry-run', 'as --preflight-only, then list each command that would run').conflicts(
    others,
  ),
];

const others = ['until', 'validateOnly'];
