import { confirm, select } from '@inquirer/prompts';
import type { Answer, Question } from '../../../shared/migration';
import { backWords, byPersonWords, missingWords } from '../../../shared/words/clients';
import { clock } from '../clock-words';
import type { Terminal } from '../terminal';
import { guideLines } from './guide-lines';
import { explain, type PromptContext } from './prompting';

type Asked = Question & { readonly kind: 'clients-by-person' | 'clients-missing' };

/** So many names fit before a question. */
const namesShown = 10;

/** Asks how it is with the clients, and what to do about those that are missing. */
export async function askClients(
  question: Asked,
  context: PromptContext,
  terminal: Terminal,
): Promise<Answer> {
  if (question.kind === 'clients-by-person') {
    const { title, lines, yes, no } = byPersonWords(question);
    const { guide } = question;
    explain(terminal, title, [...lines, ...(guide ? guideLines(guide, 'setClients') : [])]);
    const message = `${yes}? (“no” means: ${no.toLowerCase()})`;
    return {
      kind: 'clients-by-person',
      holds: await confirm({ message, default: false }, context),
    };
  }
  const { back, expected, enough, firstAt, missing, file } = question;
  const all = expected - back;
  const names = missing.slice(0, namesShown);
  explain(terminal, missingWords.title(all), [
    `${backWords(back, expected, firstAt, clock)}. ${missingWords.enough(enough)}`,
    missingWords.why,
    `${missingWords.first(names.length, all)}: ${names.join(', ')}`,
    missingWords.file(file),
  ]);
  const choices = [
    { value: 'wait-on', name: missingWords.waitOn },
    { value: 'go-on', name: missingWords.goOn },
  ] as const;
  const action = await select({ message: 'What now?', choices }, context);
  return { kind: 'clients-missing', action };
}
