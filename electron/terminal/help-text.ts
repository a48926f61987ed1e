import { exitCodes } from '../../shared/failure';
import { planTemplateWords } from '../../shared/words/plan';
import { wrap } from '../../shared/wrap';
import { variables } from './environment';
import { columns } from './layout';

const list = (title: string, entries: Readonly<Record<string, string>>): string =>
  [title, ...columns(Object.entries(entries)).map((line) => `  ${line}`)].join('\n');

/** What the exit codes mean. */
export const exitCodeHelp = list('Exit codes:', exitCodes);

/** Which plans there are to begin with. */
export const planTemplateHelp = list('Templates:', planTemplateWords);

/** Which faults practice servers can have. */
export const faultHelp = (names: readonly string[]): string =>
  [
    'Faults, as source:NAME or target:NAME:',
    ...wrap(names.join(', '), 76).map((line) => `  ${line}`),
  ].join('\n');

/** Which variables are read. */
export const environmentHelp = list('Environment:', variables);

/** Where completions go. */
export const completionHelp = list('For example:', {
  bash: 'epp-migrate completion bash > ~/.local/share/bash-completion/completions/epp-migrate',
  zsh: 'epp-migrate completion zsh > a folder of $fpath, as _epp-migrate',
  fish: 'epp-migrate completion fish > ~/.config/fish/completions/epp-migrate.fish',
});

/** The person's own files that are read. */
export const readFiles = {
  '~/.ssh/config': 'addresses, users, keys, agents and jump hosts',
  '~/.ssh/known_hosts': 'host keys that you have accepted in ssh',
} as const;

/** What is read of the person's own SSH files. */
export const filesHelp = list('Files that are read and never written:', readFiles);
