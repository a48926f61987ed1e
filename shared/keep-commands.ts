import { commandsKept, type MigrationState } from './migration';

/** Drops the oldest that changed nothing; what changed an appliance stays for the report. */
export function keepCommands(commands: MigrationState['commands']): MigrationState['commands'] {
  const spare = commands.length - commandsKept;
  const oldest = spare > 0 ? commands.findIndex((run) => !run.changes) : -1;
  return oldest < 0 ? commands : commands.toSpliced(oldest, 1);
}
