import { input, select } from '@inquirer/prompts';
import { isFailure } from '../../../shared/failure';
import type { Answer, Question } from '../../../shared/migration';
import { describeFailure } from '../../../shared/words/failures';
import { kitPlaceWords } from '../../../shared/words/kit-places';
import { wrap } from '../../../shared/wrap';
import { keyPage } from '../key-page';
import { faultWords } from '../key-words';
import { suggestedKit, typedPlace } from '../kit-file';
import { hanging } from '../layout';
import { otherScreen } from '../other-screen';
import { withSystemWords } from '../system-words';
import type { Terminal } from '../terminal';
import type { MigrationDesk } from './answerer';
import { type PromptContext, readKitPath, readSecret, warn } from './prompting';

type Asked = Question & { readonly kind: 'save-key' };
type Way = 'type' | 'kit' | 'show' | 'later';

/** Who saves the key, and where. */
type Saving = {
  readonly migration: MigrationDesk;
  readonly context: PromptContext;
  readonly terminal: Terminal;
  readonly folder: string;
};

/**
 * Shows the key on a screen of its own, which leaves nothing behind in the window's history, saves the recovery kit, and then
 * has the proof that it is saved: the key typed back with nothing to read it from, or the kit read by the program.
 */
export async function saveKeyByPerson(question: Asked, saving: Saving): Promise<Answer> {
  const { migration, context, terminal, folder } = saving;
  let kit = migration.state.kit?.path;
  const show = async (): Promise<void> => {
    kit = (await showAndSave(question, kit, saving)) ?? kit;
  };
  if (question.side === 'target')
    terminal.print(
      hanging('', 'A first backup of the new server, with a key of its own.', terminal.width(), 0),
    );
  if (question.again) warn(terminal, ...faultWords(question.fault));
  else await show();
  for (;;) {
    terminal.print();
    const way = await select(
      {
        message: 'Prove that the key is saved',
        choices: [...waysWith(kit), ...(question.side === 'target' ? [later] : [])],
      },
      context,
    );
    if (way === 'type')
      return {
        kind: 'save-key',
        secret: await readSecret('Type the key back from where you saved it', context),
      };
    if (way === 'kit')
      return { kind: 'save-key', kit: { path: await readKitPath(kit, folder, context) } };
    if (way === 'later') return { kind: 'save-key', later: true };
    await show();
  }
}

const later = {
  name: 'Make no backup of the new server now; I make one later',
  value: 'later',
} as const;

const waysWith = (kit: string | undefined): readonly { name: string; value: Way }[] => [
  { name: 'Type the key back from where I saved it', value: 'type' },
  {
    name:
      kit === undefined
        ? 'Let the program read a recovery kit that I saved'
        : 'Let the program read the saved recovery kit',
    value: 'kit',
  },
  { name: 'Show the key again, and save the kit once more', value: 'show' },
];

/** Where the kit was written, or undefined where it was not wanted. */
async function showAndSave(
  { backupName, side }: Asked,
  before: string | undefined,
  saving: Saving,
): Promise<string | undefined> {
  const { migration, terminal } = saving;
  const key = await migration.revealKey();
  const saved = await otherScreen(terminal.stdout, async () => {
    for (const line of keyPage(key, backupName, side ?? 'source', terminal)) terminal.print(line);
    return saveKit(before, saving);
  });
  const { print, paint, width } = terminal;
  print();
  const text = (sentence: string): void => print(hanging('  ', sentence, width(), 2));
  if (saved === undefined) {
    text('The key is off the screen. No recovery kit was written this time.');
    return undefined;
  }
  text('The key is off the screen. The recovery kit is at');
  print(`  ${saved.path}`);
  for (const warning of saved.warnings)
    print(paint('yellow', hanging('  !', kitPlaceWords[warning], width(), 4)));
  if (before !== undefined && before !== saved.path)
    text(`The one that was saved before is still at ${before}. It holds the same key.`);
  return saved.path;
}

/** Asks for the place until the kit is written there; undefined where none is wanted. */
async function saveKit(
  before: string | undefined,
  { migration, context, terminal, folder }: Saving,
) {
  const { print, paint, width } = terminal;
  const suggested = before ?? suggestedKit(migration.state, folder);
  for (;;) {
    const typed = await input({ message: 'Save the recovery kit to', default: suggested }, context);
    if (typed.trim().toLowerCase() === 'none') return undefined;
    try {
      return await migration.saveKit(typedPlace(typed, folder, suggested));
    } catch (thrown) {
      if (!isFailure(thrown, 'kit.form', 'file.unwritable', 'file.unreadable')) throw thrown;
      const { title, seen, needed, todo } = describeFailure(withSystemWords(thrown.failure));
      for (const line of wrap(`${title}. ${seen} Needed: ${needed} ${todo}`, width()))
        print(paint('red', line));
    }
  }
}
