import { exitCodes } from '../../shared/failure';
import { planTemplateWords } from '../../shared/words/plan';
import { variables } from './environment';
import { columns } from './layout';

const list = (title: string, entries: Readonly<Record<string, string>>): string =>
  [title, ...columns(Object.entries(entries)).map((line) => `  ${line}`)].join('\n');

/** What the exit codes mean. */
export const exitCodeHelp = list('Exit codes:', exitCodes);

/** Which plans there are to begin with. */
export const planTemplateHelp = list('Templates:', planTemplateWords);

/** Which variables are read. */
export const environmentHelp = list('Environment:', variables);

/** What is read of the person's own SSH files. */
export const filesHelp = list('Files that are read and never written:', {
  '~/.ssh/config': 'addresses, users, keys, agents and jump hosts',
  '~/.ssh/known_hosts': 'host keys that you have accepted in ssh',
});
