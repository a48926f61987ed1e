import type { ServerChannel } from 'ssh2';

/** Lines that somebody types, and what is shown to them. */
export type TerminalLines = {
  readonly show: (text: string) => void;
  /** The next line, or undefined when nothing more comes; a `hidden` one is not echoed. */
  readonly next: (hidden?: 'hidden') => Promise<string | undefined>;
};

const longestLine = 65_536;
/** Lines that were typed before anybody asked. */
const mostWaiting = 1000;

/** Takes lines from a channel. Nothing is edited but the last sign; at a terminal it echoes what is typed. Ctrl+D in an empty line is `exit`. */
export function terminalLines(channel: ServerChannel, terminal: boolean): TerminalLines {
  const lines: string[] = [];
  let waiting: ((line: string | undefined) => void) | undefined;
  let ended = false;
  let typed = '';
  let silent = false;
  const newline = terminal ? '\r\n' : '\n';
  const show = (text: string): void => {
    if (channel.writable) channel.write(text.replaceAll('\n', newline));
  };
  const take = (line: string): void => {
    const give = waiting;
    waiting = undefined;
    if (give) give(line);
    else if (lines.length < mostWaiting) lines.push(line);
  };
  channel.setEncoding('utf8');
  channel.on('data', (text: string) => {
    for (const sign of text) {
      if (sign === '\r' || sign === '\n') {
        if (terminal) show('\n');
        take(typed);
        typed = '';
      } else if (sign === '\x03') {
        show('^C\n');
        typed = '';
        take('');
      } else if (sign === '\x04') {
        if (typed === '') take('exit');
      } else if (sign === '\x7f' || sign === '\b') {
        if (terminal && typed !== '' && !silent) show('\b \b');
        typed = typed.slice(0, -1);
      } else if (typed.length < longestLine) {
        if (terminal && !silent) show(sign);
        typed += sign;
      }
    }
  });
  channel.on('error', () => undefined);
  channel.on('end', () => {
    ended = true;
    waiting?.(undefined);
  });
  return {
    show,
    next: (hidden) =>
      new Promise((resolve) => {
        silent = hidden !== undefined;
        const line = lines.shift();
        if (line !== undefined || ended) resolve(line);
        else waiting = resolve;
      }),
  };
}
