import { printable } from '../printable';

const charactersMax = 1000;

/** A text out of a file as it may be shown and kept: no control characters, and not longer than a screen. */
export const told = (text: string): string => {
  const shown = printable(text.slice(0, charactersMax)).replace(/[\ud800-\udbff]$/, '');
  // A part of a long text would keep all of it in memory.
  return text.length > charactersMax ? Buffer.from(shown).toString() : shown;
};
