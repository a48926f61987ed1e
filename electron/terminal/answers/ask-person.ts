import { confirm, input, password } from '@inquirer/prompts';
import type { Answer, Question, QuestionKind } from '../../../shared/migration';
import { formatAddress } from '../../../shared/plan';
import { sideWords } from '../../../shared/words/sides';
import { cleanAll } from '../clean';
import { hanging } from '../layout';
import type { Terminal } from '../terminal';
import type { AnswerDesk, Answerer } from './answerer';
import { moveWords, powerOffWords, restoreWords, trustWords } from './question-text';
import { isName, trustAnswer } from './read-typed';
import { saveKeyByPerson } from './save-key-by-person';

type Asked<Kind extends QuestionKind> = Question & { readonly kind: Kind };

/** Asks the person at the terminal, in place. A question that is no longer open takes its prompt away. */
export function askPerson(terminal: Terminal, folder: string): Answerer {
  return async (asked, desk) => {
    const back = desk.stepAside();
    try {
      return await ask(cleanAll(asked), desk, terminal, folder);
    } finally {
      back();
    }
  };
}

async function ask(
  question: Question,
  desk: AnswerDesk,
  terminal: Terminal,
  folder: string,
): Promise<Answer> {
  const { stdin, stdout, print, paint } = terminal;
  const context = { signal: desk.signal, input: stdin, output: stdout };
  const state = cleanAll(desk.state);
  const explain = (title: string, lines: readonly string[]): void => {
    print(`\n${paint('bold', title)}`);
    for (const line of lines) print(hanging('  ', line, terminal.width(), 2));
  };
  const typeName = (name: string, of: string): Promise<string> =>
    input(
      {
        message: `Type ${name} to go on (Ctrl+C stops)`,
        validate: (typed) =>
          isName(typed, name) || `That is not the name of the ${of}. It is ${name}.`,
      },
      context,
    );

  switch (question.kind) {
    case 'trust-host': {
      explain(...trustWords(question));
      const typed = await input(
        {
          message: 'Is it the same? yes, no, or paste what the console printed',
          validate: (text) =>
            typeof trustAnswer(text, question.hostKey) === 'boolean' ||
            String(trustAnswer(text, question.hostKey)),
        },
        context,
      );
      return { kind: 'trust-host', accept: trustAnswer(typed, question.hostKey) === true };
    }
    case 'enter-password':
      return {
        kind: 'enter-password',
        secret: await askPassword(question, desk, terminal, context),
      };
    case 'save-key':
      return saveKeyByPerson(question, desk, terminal, folder);
    case 'confirm-restore':
      explain(...restoreWords(question, state));
      return {
        kind: 'confirm-restore',
        typedName: await typeName(question.targetName, sideWords.target),
      };
    case 'enter-key': {
      explain('The System Backup Key is needed again', [
        `This program does not write the key down, so it has to come from where you saved it. It is the key of the backup ${question.backupName}.`,
        ...(question.again ? ['The new server did not accept the last one.'] : []),
      ]);
      const typed = await password(
        { message: 'System Backup Key', mask: '•', validate: filled },
        context,
      );
      return { kind: 'enter-key', secret: typed.replaceAll(/\s+/g, '') };
    }
    case 'power-off':
      explain(...powerOffWords(question, state));
      return {
        kind: 'power-off',
        typedName: await typeName(question.sourceName, sideWords.source),
      };
    case 'move-address': {
      explain(...moveWords(question));
      const message = `Give ${question.to.address} to ${question.targetName}?`;
      return { kind: 'move-address', accept: await confirm({ message, default: false }, context) };
    }
  }
}

type Context = {
  readonly signal: AbortSignal;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
};

function askPassword(
  question: Asked<'enter-password'>,
  { state }: AnswerDesk,
  { print, paint }: Terminal,
  context: Context,
): Promise<string> {
  const { side, user, host, again } = question;
  const address = formatAddress({ host, port: state.plan[side].port });
  if (again) print(paint('yellow', `\n  ! ${address} does not accept this login.`));
  else print();
  const message = `Password of ${user} on the ${sideWords[side]} (${host})`;
  return password({ message, mask: '•', validate: filled }, context);
}

const filled = (typed: string): true | string => typed.trim() !== '' || 'Nothing was typed.';
