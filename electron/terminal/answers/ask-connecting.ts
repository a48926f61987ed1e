import { confirm, input, password } from '@inquirer/prompts';
import type { Prompt } from '../../../shared/connecting';
import type { ConnectingQuestion } from '../../../shared/connecting-question';
import type { Answer, Question } from '../../../shared/migration';
import { formatAddress } from '../../../shared/plan';
import { parseVersion } from '../../../shared/version';
import type { Terminal } from '../terminal';
import {
  legacyWords,
  replaceWords,
  trustMessage,
  trustWords,
  versionWords,
} from './connecting-text';
import { explain, type PromptContext, readSecret, typeName, warn } from './prompting';
import { trustAnswer } from './read-typed';
import { applianceWords, serverWords } from './server-words';

type Asked = Question & ConnectingQuestion;

/** Asks what connecting to a server asks, in a migration or in a test. */
export async function askConnecting(
  question: Asked,
  terminal: Terminal,
  context: PromptContext,
): Promise<Answer> {
  switch (question.kind) {
    case 'trust-host': {
      explain(terminal, ...trustWords(question));
      const typed = await input(
        {
          message: trustMessage(question.hostKey),
          validate: (text) => {
            const read = trustAnswer(text, question.hostKey);
            return typeof read === 'string' ? read : true;
          },
        },
        context,
      );
      const read = trustAnswer(typed, question.hostKey);
      return { kind: 'trust-host', ...(typeof read === 'string' ? { accept: false } : read) };
    }
    case 'replace-host-key': {
      explain(terminal, ...replaceWords(question));
      const typedName = await typeName(question.host, 'server', context, true);
      return { kind: 'replace-host-key', typedName };
    }
    case 'enter-password': {
      const { user, host, hop, again } = question;
      if (again) warn(terminal, `${formatAddress(question)} does not accept this login.`);
      else terminal.print();
      const of =
        hop === undefined ? `${applianceWords(question)} (${host})` : serverWords(question);
      const secret = await readSecret(`Password of ${user} on ${of}`, context);
      return { kind: 'enter-password', secret };
    }
    case 'enter-passphrase': {
      if (question.again) warn(terminal, `That did not open ${question.file}.`);
      else terminal.print();
      const secret = await readSecret(`Passphrase of the key file ${question.file}`, context);
      return { kind: 'enter-passphrase', secret };
    }
    case 'answer-prompts': {
      const { user, title, instructions, prompts } = question;
      explain(
        terminal,
        `${formatAddress(question)} asks ${user} at the login:`,
        [title, instructions].filter((text) => text.trim() !== ''),
      );
      const secrets: string[] = [];
      for (const prompt of prompts) secrets.push(await answerPrompt(prompt, context));
      return { kind: 'answer-prompts', secrets };
    }
    case 'allow-legacy': {
      explain(terminal, ...legacyWords(question));
      const message = `Allow weak algorithms for ${formatAddress(question)}?`;
      return { kind: 'allow-legacy', accept: await confirm({ message, default: false }, context) };
    }
    case 'enter-version': {
      explain(terminal, ...versionWords(question));
      const version = await input(
        {
          message: 'Version',
          validate: (typed) =>
            parseVersion(typed) !== undefined ||
            'That is no version. It looks like 5.2.0.6 or 2604.0.1.0.',
        },
        context,
      );
      return { kind: 'enter-version', version: version.trim() };
    }
  }
}

/** One field in the server's own words; nothing typed is an answer too. */
function answerPrompt({ text, echo }: Prompt, context: PromptContext): Promise<string> {
  const message = text.trim() === '' ? 'Answer' : text.trim();
  return echo ? input({ message }, context) : password({ message, mask: '•' }, context);
}
