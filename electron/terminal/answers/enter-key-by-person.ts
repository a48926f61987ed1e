import { confirm, select } from '@inquirer/prompts';
import type { Answer, Question } from '../../../shared/migration';
import { faultWords } from '../key-words';
import type { Terminal } from '../terminal';
import type { MigrationDesk } from './answerer';
import { explain, type PromptContext, readKitPath, readSecret, warn } from './prompting';

type Asked = Question & { readonly kind: 'enter-key' };

/** Has the key for the restore: typed, or read by the program from a recovery kit; or hears that nobody has it any more. */
export async function enterKeyByPerson(
  { backupName, again, fault }: Asked,
  { state }: MigrationDesk,
  context: PromptContext,
  terminal: Terminal,
  folder: string,
): Promise<Answer> {
  if (again) warn(terminal, ...faultWords(fault));
  else
    explain(terminal, 'The restore needs the System Backup Key', [
      `It is the key of the backup ${backupName}.`,
      'This program has forgotten it on purpose: where the key was saved is tried now, while the old server still lives and a new backup can be made. A wrong key is noticed here; the new server does not see it.',
    ]);
  for (;;) {
    terminal.print();
    const way = await select({ message: 'Where is the key?', choices }, context);
    if (way === 'type')
      return { kind: 'enter-key', secret: await readSecret('System Backup Key', context) };
    if (way === 'kit')
      return {
        kind: 'enter-key',
        kit: { path: await readKitPath(state.kit?.path, folder, context) },
      };
    if (await isLost(backupName, state.id, context, terminal))
      return { kind: 'enter-key', lost: true };
  }
}

const choices = [
  { name: 'I type it', value: 'type' },
  { name: 'The program reads it from the recovery kit', value: 'kit' },
  { name: 'I do not have the key any more', value: 'lost' },
] as const;

function isLost(
  backupName: string,
  id: string,
  context: PromptContext,
  terminal: Terminal,
): Promise<boolean> {
  explain(terminal, 'Without its key this backup cannot be restored, by nobody', [
    `The backup ${backupName} is then of no use. Nothing else is lost: the old server is unchanged and serves its clients.`,
    `A new backup with a new key can be made while the old server lives. This run ends now; then go on with: epp-migrate resume ${id} --new-backup`,
  ]);
  return confirm({ message: 'End this run, because the key is lost?', default: false }, context);
}
