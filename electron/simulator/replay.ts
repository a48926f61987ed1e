import { readFileSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fail } from '../../shared/failure';
import {
  anyWord,
  type RecordedAnswer,
  type Recording,
  recordingSchema,
} from '../../shared/recording';
import { loginMethods, newAccount, practiceAccount, practicePassword } from './accounts';
import { wordsOf } from './arguments';
import type { Dialect } from './dialect';
import { findLoopback } from './loopback';
import { hostMachine } from './machine-host';
import { newMachine } from './presets';
import { shellAnswer } from './shell-words';

/** A practice appliance that answers as another one did. */
export type Replay = {
  readonly endpoint: { readonly host: string; readonly port: number; readonly user: string };
  readonly password: string;
  readonly recording: Recording;
  readonly stop: () => Promise<void>;
};

const bytesMax = 64 * 1_048_576;
/** Nobody waits for as long as a real appliance took. */
const slowest = 300;

/** Reads a recording; throws `recording.invalid`. */
export function readRecording(file: string): Recording {
  const refuse = (seen: string): never => fail('recording.invalid', { where: file, seen });
  let text: string;
  try {
    const stat = statSync(file);
    if (!stat.isFile()) refuse('it is no file');
    if (stat.size > bytesMax) refuse('it is too large');
    text = readFileSync(file, 'utf8');
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === undefined) throw thrown;
    return refuse(code === 'ENOENT' ? 'there is no such file' : code);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('it is not JSON');
  }
  const parsed = recordingSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return refuse(`${issue?.path.join('.') ?? ''} ${issue?.message ?? 'unreadable'}`.trim());
}

/** Answers a command that was recorded as it was answered then, the next time with the next answer to it; everything else is not known. */
export function replaying({ answers }: Recording): Dialect {
  const turns = new Map<string, number>();
  return async (line) => {
    const words = wordsOf(line);
    const known = answers.filter((each) => isOf(each, words));
    const key = words.join('\0');
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    const answer = known[Math.min(turn, known.length - 1)];
    if (answer) {
      await wait(Math.min(answer.milliseconds, slowest));
      return answer;
    }
    const stdout = shellAnswer(words);
    if (stdout !== undefined) return { stdout, stderr: '', exitCode: 0 };
    return { stdout: '', stderr: `${words[0] ?? ''}: command not found\n`, exitCode: 127 };
  };
}

const isOf = (recorded: RecordedAnswer, words: readonly string[]): boolean =>
  recorded.words.length === words.length &&
  recorded.words.every((word, index) => word === words[index] || fits(word, words[index] ?? ''));

/** A word with a place that is another one each time. */
function fits(word: string, given: string): boolean {
  const [before = '', after] = word.split(anyWord);
  return after !== undefined && given.startsWith(before) && given.endsWith(after);
}

/** Serves a recording in a folder of its own. */
export async function startReplay(file: string, folder: string): Promise<Replay> {
  const recording = readRecording(file);
  const { source: host, port } = await findLoopback('own');
  const net = { address: host, prefix: 24, gateway: host, dns: [host] };
  const state = newMachine(
    {
      ...{ preset: 'matching', side: 'source', computers: 10, backupBytes: 0, timeScale: 1 },
      ...{ network: net, methods: loginMethods, faults: {} },
      accounts: [newAccount(practiceAccount, practicePassword, undefined)],
      folders: { backups: '/backups', incoming: '/incoming', archives: '/archives' },
    },
    Date.now(),
  );
  const machine = await hostMachine({
    ...{ folder, state, port },
    dialect: replaying(recording),
    save: () => undefined,
    answersAt: () => false,
    macAt: () => undefined,
    yields: () => false,
  });
  return {
    endpoint: { host, port: machine.port(), user: practiceAccount },
    password: practicePassword,
    recording,
    stop: machine.stop,
  };
}
