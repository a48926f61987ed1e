import { styleText } from 'node:util';
import { textWidth } from './layout';

type Environment = Readonly<Record<string, string | undefined>>;
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';
export type Paint = (style: Style, text: string) => string;

/** The streams of the program, and what they can do. */
export type Terminal = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** True where lines can be drawn again in place. */
  readonly live: boolean;
  /** True where a person can be asked. */
  readonly canAsk: boolean;
  readonly width: () => number;
  readonly paint: Paint;
  /** A line on stdout. */
  readonly print: (text?: string) => void;
  /** A line on stderr. */
  readonly complain: (text?: string) => void;
};

export type TerminalStreams = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Environment;
};

/** Looks at the streams once; with `json`, stdout belongs to a program and nobody is asked. */
export function openTerminal(streams: TerminalStreams, json: boolean): Terminal {
  const { stdin, stdout, stderr, env } = streams;
  const live = !json && stdout.isTTY === true && env['TERM'] !== 'dumb';
  const colours = !json && wantsColours(env, live);
  return {
    stdin,
    stdout,
    live,
    canAsk: live && stdin.isTTY === true,
    width: () => textWidth(stdout.columns),
    paint: (style, text) =>
      colours && text !== '' ? styleText(style, text, { validateStream: false }) : text,
    print: (text = '') => stdout.write(`${text}\n`),
    complain: (text = '') => stderr.write(`${text}\n`),
  };
}

/** NO_COLOR wins over FORCE_COLOR; without either, colours are for windows. */
export function wantsColours(env: Environment, live: boolean): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return live;
}
