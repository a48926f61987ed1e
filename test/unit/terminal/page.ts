import type { Terminal } from '../../../electron/terminal/terminal';

export const plainPaint = (_style: string, text: string): string => text;

/** A terminal without a window that keeps its lines. */
export function page(width = 79) {
  const lines: string[] = [];
  const print = (text = ''): void => void lines.push(...text.split('\n'));
  const terminal = {
    ...{ live: false, canAsk: false, width: () => width, paint: plainPaint, print },
    complain: print,
  } as unknown as Terminal;
  return { lines, terminal };
}
