import type { Side } from '../../shared/appliance';
import { sideWords } from '../../shared/words/sides';

/** Sentences about saving what is entered as a plan file. */
export const savePlanWords = {
  title: 'Without this window',
  what: 'What is entered above can be saved as a plan, which the terminal runs. No password is in it, and nothing starts now.',
  save: 'Save as a plan…',
  fileName: 'plan.json',
  missing: (side: Side, fault: string) => `Not yet, ${sideWords[side]}: ${fault}`,
  hopFault: (number: number, fault: string) => `Jump host ${number}: ${fault}`,
  saved: (path: string) => `Saved as ${path}.`,
  run: 'To check both servers with it, without changing anything:',
  copy: 'Copy',
  copyName: 'Copy the command',
} as const;
