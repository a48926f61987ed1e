import type { WorksheetFormat } from '../../shared/contract';

/** Sentences of the worksheet of integrations, wherever it is shown. */
export const worksheetPartWords = {
  title: 'Integrations and settings',
  why: 'A System Backup does not carry these, or not their secrets. Look them up while the old server runs; enter and test them on the new one. No secret belongs in here.',
  list: 'Integrations and settings',
  edit: 'Write down',
  editNamed: (title: string) => `Write down: ${title}`,
  state: 'How it stands',
  note: 'Note',
  noteHint: 'Where the secret is kept, who can help. Never the secret itself.',
  before: 'Look up before',
  after: 'Do and test after',
  source: 'Comes from',
  save: 'Save',
  saveNamed: (title: string) => `Save: ${title}`,
  discard: 'Do not save',
  noted: (title: string) => `${title} is written down.`,
  by: (by: string, when: string) => `${by}, ${when}`,
  elsewhere: {
    html: 'Save the worksheet to print…',
    csv: 'Save the worksheet as CSV…',
  } satisfies Record<WorksheetFormat, string>,
  fileName: (server: string, format: WorksheetFormat) => `integrations ${server}.${format}`,
  saved: (name: string) => `Saved as ${name}.`,
} as const;
