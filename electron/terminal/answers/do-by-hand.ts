import { input, select } from '@inquirer/prompts';
import { formatBytes } from '../../../shared/bytes';
import { asksWhy, type HandAnswer, type HandField, type Way } from '../../../shared/hand-work';
import type { Answer, Question } from '../../../shared/migration';
import { handTitle, operationWords, wayWords } from '../../../shared/words/by-hand';
import { wrap } from '../../../shared/wrap';
import { faultWords } from '../key-words';
import { promptedPath } from '../kit-file';
import { otherScreen } from '../other-screen';
import type { Terminal } from '../terminal';
import type { MigrationDesk } from './answerer';
import { guideLines } from './guide-lines';
import { explain, type PromptContext, readSecret, warn } from './prompting';

type Asked = Question & { readonly kind: 'do-by-hand' };

/** What the person does next with a question. */
type Next = 'enter' | 'key' | 'again' | Way;

/**
 * Says what is to be done at the server, where, and who says so; then asks for what came of it. The key is shown only when it is asked
 * for, on a screen of its own.
 */
export async function doByHand(
  question: Asked,
  migration: MigrationDesk,
  context: PromptContext,
  terminal: Terminal,
  folder: string,
): Promise<Answer> {
  if (question.fault) warn(terminal, ...faultWords({ failure: question.fault }));
  else tell(question, terminal);
  for (;;) {
    const next = await chooseNext(question, context);
    switch (next) {
      case 'enter':
        return await enter(question, context, terminal, folder);
      case 'again':
        tell(question, terminal);
        break;
      case 'key':
        await showKey(migration, context, terminal);
        break;
      default:
        return {
          ...{ kind: 'do-by-hand', action: 'switch', to: next },
          ...{ given: {}, secrets: {} },
        };
    }
  }
}

function tell({ side, serverName, operation, guide, file }: Asked, terminal: Terminal): void {
  explain(terminal, handTitle(operation, side, serverName), [
    ...guideLines(guide, operation),
    ...(file
      ? [
          `File: ${file.path}`,
          `   ${formatBytes(file.size)} (${file.size} bytes)`,
          `   SHA-256 ${file.sha256}`,
        ]
      : []),
  ]);
}

async function chooseNext(question: Asked, context: PromptContext): Promise<Next> {
  const { operation, needsKey, mayBeCommand } = question;
  const choices: { name: string; value: Next }[] = [
    { name: 'It is done; enter what came of it', value: 'enter' },
    ...(needsKey ? [{ name: 'Show the key that is entered there', value: 'key' } as const] : []),
    { name: 'Show once more what is to be done', value: 'again' },
    ...(mayBeCommand
      ? [{ name: `Let the program do it ${wayWords.command}`, value: 'command' } as const]
      : []),
  ];
  return await select({ message: operationWords[operation], choices }, context);
}

async function showKey(
  migration: MigrationDesk,
  context: PromptContext,
  terminal: Terminal,
): Promise<void> {
  const key = await migration.handKey();
  await otherScreen(terminal.stdout, async () => {
    terminal.print();
    terminal.print(`    ${terminal.paint('bold', key)}`);
    terminal.print();
    await input({ message: 'Press Enter when it is entered there' }, context);
  });
}

async function enter(
  { fields }: Asked,
  context: PromptContext,
  terminal: Terminal,
  folder: string,
): Promise<HandAnswer> {
  const given: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  let file: HandAnswer['file'];
  for (const field of fields) {
    if (field.form === 'secret') sayHint(field, terminal);
    if (field.form === 'secret') secrets[field.name] = await readSecret(field.label, context);
    else if (field.form === 'file') {
      // Only what is ready has a file; the state was asked before it.
      if (given['state'] !== undefined && given['state'] !== 'ready') continue;
      sayHint(field, terminal);
      const typed = await input({ message: messageOf(field) }, context);
      if (typed.trim() !== '') file = { path: promptedPath(typed, folder) };
    } else {
      // Why it failed is asked only where it has.
      if (field.name === 'reason' && !asksWhy(given)) continue;
      sayHint(field, terminal);
      const value = await enteredIn(field, context);
      if (value !== '') given[field.name] = value;
    }
  }
  return { kind: 'do-by-hand', action: 'done', given, secrets, ...(file && { file }) };
}

async function enteredIn(field: HandField, context: PromptContext): Promise<string> {
  const { choices = [], form, known, optional } = field;
  if (form === 'confirm') {
    const confirmed = [
      { name: 'Yes', value: 'yes' },
      { name: 'No', value: '' },
    ];
    return await select({ message: messageOf(field), choices: confirmed }, context);
  }
  if (form === 'choice') {
    const open = optional ? [{ name: 'It is not shown', value: '' }] : [];
    const all = [...choices.map(({ value, words }) => ({ name: words, value })), ...open];
    const before = all.find(({ value }) => value === known);
    return await select(
      { message: messageOf(field), choices: all, ...(before && { default: before.value }) },
      context,
    );
  }
  const validate = (typed: string): true | string =>
    optional || typed.trim() !== '' || 'Nothing was typed.';
  const typed = await input(
    { message: messageOf(field), validate, ...(known !== undefined && { default: known }) },
    context,
  );
  return typed.trim();
}

/** On a line of its own: in parentheses behind a question stands what Enter takes. */
function sayHint({ hint }: HandField, terminal: Terminal): void {
  if (hint) for (const line of wrap(hint, terminal.width() - 2)) terminal.print(`  ${line}`);
}

const messageOf = ({ label, optional, form }: HandField): string =>
  optional && form !== 'choice' ? `${label} [may be left empty]` : label;
