import { input, password } from '@inquirer/prompts';
import { isFailure } from '../../../shared/failure';
import type { Answer, Question } from '../../../shared/migration';
import { describeFailure } from '../../../shared/words/failures';
import { keepOtherFiles, suggestedKit, typedPath } from '../kit-file';
import { wrap } from '../layout';
import { otherScreen } from '../other-screen';
import type { Terminal } from '../terminal';
import type { MigrationDesk } from './answerer';
import type { PromptContext } from './prompting';

type Asked = Question & { readonly kind: 'save-key' };

/**
 * Shows the key on a screen of its own, which leaves nothing behind in the window's history, saves the recovery kit, and then
 * has the key typed back with nothing to read it from.
 */
export async function saveKeyByPerson(
  { backupName, again }: Asked,
  migration: MigrationDesk,
  context: PromptContext,
  terminal: Terminal,
  folder: string,
): Promise<Answer> {
  const { print, paint } = terminal;
  const show = () => showAndSave(backupName, migration, context, terminal, folder);
  if (again)
    print(paint('yellow', '\n  ! That was not the key. Read it again from where you saved it.'));
  else await show();
  for (;;) {
    const typed = await password(
      { message: 'Type the key back from where you saved it (empty shows it again)', mask: '•' },
      context,
    );
    const secret = typed.replaceAll(/\s+/g, '');
    if (secret !== '') return { kind: 'save-key', secret };
    await show();
  }
}

async function showAndSave(
  backupName: string,
  migration: MigrationDesk,
  context: PromptContext,
  terminal: Terminal,
  folder: string,
): Promise<void> {
  const key = await migration.revealKey();
  const saved = await otherScreen(terminal.stdout, async () => {
    for (const line of keyPage(key, backupName, terminal)) terminal.print(line);
    return saveKit(migration, context, terminal, folder);
  });
  terminal.print(
    saved === undefined
      ? '\n  The key is off the screen. No recovery kit was written this time.'
      : `\n  The key is off the screen. The recovery kit is at\n  ${saved}`,
  );
}

function keyPage(key: string, backupName: string, { width, paint }: Terminal): readonly string[] {
  const groups = key.match(/.{1,4}/gu)?.join(' ') ?? key;
  return [
    paint('bold', 'Save the System Backup Key'),
    '',
    ...wrap(
      `The old server has shown this key once and does not keep it. Without it the backup ${backupName} cannot be restored, by nobody. The backup begins only when the key is proven saved.`,
      width(),
    ),
    '',
    `    ${paint('bold', key)}`,
    `    ${groups}    in groups, to read it out`,
    '',
    ...wrap('The key vanishes from the screen as soon as the recovery kit is written.', width()),
    ...wrap(
      'Type "none" if you have saved it elsewhere, in a password manager or on paper.',
      width(),
    ),
    '',
  ];
}

/** Where the kit was written, or undefined where it was not wanted. */
async function saveKit(
  { state, saveKit: save }: MigrationDesk,
  context: PromptContext,
  { print, paint, width }: Terminal,
  folder: string,
): Promise<string | undefined> {
  const suggested = suggestedKit(state, folder);
  for (;;) {
    const typed = await input({ message: 'Save the recovery kit to', default: suggested }, context);
    if (typed.trim().toLowerCase() === 'none') return undefined;
    const path = typedPath(typed, folder);
    try {
      keepOtherFiles(path, state.id);
      return await save(path);
    } catch (thrown) {
      if (!isFailure(thrown, 'file.unwritable', 'file.unreadable')) throw thrown;
      const { title, seen, todo } = describeFailure(thrown.failure);
      for (const line of wrap(`${title}. ${seen} ${todo}`, width())) print(paint('red', line));
    }
  }
}
