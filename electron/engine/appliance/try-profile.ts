import { setTimeout as wait } from 'node:timers/promises';
import { fail, toFailure } from '../../../shared/failure';
import type { Endpoint } from '../../../shared/plan';
import type { TrialNews, TrialReading, TrialWish } from '../../../shared/profile-trial';
import type { ExecResult } from '../ssh/exec';
import { exec } from '../ssh/exec';
import { stageTeller } from '../ssh/stages';
import type { ApplianceDesk } from './appliance';
import { commandLine, type Values } from './command-line';
import { openConnection } from './connection';
import { factsOfOperation, type OperationName, operationNames } from './operations';
import { placeholders } from './placeholders';
import type { Profile } from './profile';
import type { Operation } from './profile-parts';
import { proveShell } from './prove-shell';
import { openRights } from './rights';
import { told } from './told';
import { readingOf, shownMost, shownText } from './trial-reading';

/** One command that ran in a trial, as it was answered, for a recording. */
export type TrialRun = {
  /** Undefined for what a login is asked beforehand. */
  readonly operation: OperationName | undefined;
  /** The words as the profile has them, with what went before them. */
  readonly words: readonly string[];
  readonly values: Values;
  readonly result: ExecResult;
  readonly milliseconds: number;
  /** What was read, by the names of the fields; undefined where nothing could be. */
  readonly entries: readonly Readonly<Record<string, unknown>>[] | undefined;
};

export type Trial = {
  readonly profile: Profile;
  readonly wish: TrialWish;
  readonly hear: (news: TrialNews) => void;
  /** Told of every command that was answered. */
  readonly record?: ((run: TrialRun) => void) | undefined;
};

/** Milliseconds in which whoever follows the stages has heard of them. */
const stagesTold = 150;

/** What is wanted of a trial, checked; throws `usage.wrong`. */
export function wantedOperations(wanted: TrialWish['operations']): readonly OperationName[] {
  if (!wanted) return operationNames;
  return wanted.map((text) => {
    const name = operationNames.find((each) => each === text);
    const seen = `There is no operation “${text}”; there are ${operationNames.join(', ')}.`;
    return name ?? fail('usage.wrong', { seen });
  });
}

/** Connects and runs what changes nothing; tells each command before it runs. What fails is told, and the next one tried. */
export async function tryProfile(
  { profile, wish, hear, record }: Trial,
  endpoint: Endpoint,
  desk: ApplianceDesk,
  signal: AbortSignal,
): Promise<void> {
  const { host, port, user } = endpoint;
  const login = { host, port, user };
  const wanted = wantedOperations(wish.operations);
  const connection = await openConnection(endpoint, desk, signal);
  const tell = stageTeller(desk, { host, port });
  try {
    const { shell } = profile.probes;
    if (shell) {
      tell('shell', 'running');
      await proveShell(shell, login, connection, desk);
      tell('shell', 'done');
    } else tell('shell', 'skipped');
    const run = async (command: string, operation: Partial<Operation>): Promise<ExecResult> => {
      const { timeoutSeconds: seconds = 20, silentSeconds, answerBytesMax } = operation;
      const line = await connection.session();
      return await told(desk, { command, changes: false }, () =>
        exec(line, command, { seconds, silentSeconds, answerBytesMax }),
      );
    };
    const rights = openRights({
      ...{ probe: profile.probes.privilege, login },
      run: async (words, timeoutSeconds) => {
        const began = performance.now();
        const result = await run(commandLine({ words }), { timeoutSeconds });
        const milliseconds = Math.round(performance.now() - began);
        record?.({
          ...{ operation: undefined, words, values: {}, result, milliseconds },
          entries: undefined,
        });
        return result;
      },
    });
    const prefix = await rights.prefix();
    for (const stage of ['privilege', 'product', 'version'] as const) tell(stage, 'skipped');

    // The stages are told before the first command is.
    await wait(stagesTold);
    const known: Record<string, string> = { since: anHourAgo(), ...wish.values };
    for (const name of wanted) {
      signal.throwIfAborted();
      const operation = profile.operations[name];
      const words = [...prefix, ...(operation?.words ?? [])];
      const command = filled(words, known);
      const leftOut = (why: 'changes' | 'no-value' | 'absent', value?: string): void =>
        hear({ type: 'trial-left-out', operation: name, command, why, value });
      if (!operation) {
        if (wish.operations) leftOut('absent');
        continue;
      }
      if (operation.changes || factsOfOperation(name).changes) {
        leftOut('changes');
        continue;
      }
      const lacking = [...words, operation.stdin ?? '']
        .flatMap(placeholders)
        .find((each) => known[each] === undefined);
      if (lacking !== undefined) {
        leftOut('no-value', lacking);
        continue;
      }
      hear({ type: 'trial-begins', operation: name, command });
      try {
        const began = performance.now();
        const result = await run(command, operation);
        const milliseconds = Math.round(performance.now() - began);
        const { reading, entries } = readingOf(name, profile, result, known);
        hear(answered(name, command, operation, { result, milliseconds, reading }));
        record?.({ ...{ operation: name, words, values: known, result, milliseconds }, entries });
        learn(name, entries ?? [], known);
      } catch (thrown) {
        signal.throwIfAborted();
        hear({ type: 'trial-failed', operation: name, command, failure: toFailure(thrown) });
      }
    }
  } finally {
    connection.close();
  }
}

const anHourAgo = (): string => new Date(Date.now() - 3_600_000).toISOString();

/** What is known is put in and quoted; the rest stays in braces. */
const filled = (words: readonly string[], known: Values): string =>
  words
    .map((word) =>
      placeholders(word).some((each) => known[each] === undefined)
        ? word
        : commandLine({ words: [word] }, known),
    )
    .join(' ');

/** What one answer tells is a value for the next question, unless a person gave one. */
function learn(
  name: OperationName,
  entries: readonly Readonly<Record<string, unknown>>[],
  known: Record<string, string>,
): void {
  const keep = (value: string, found: unknown): void => {
    if (typeof found === 'string' && found !== '') known[value] ??= found;
  };
  if (name === 'network') keep('address', entries[0]?.['address']);
  if (name !== 'backups') return;
  const ready = entries.find(({ file }) => typeof file === 'string');
  keep('id', (ready ?? entries[0])?.['id']);
  keep('file', ready?.['file']);
}

function answered(
  operation: OperationName,
  command: string,
  { secretAnswer }: Operation,
  {
    result,
    ...how
  }: {
    readonly result: ExecResult;
    readonly milliseconds: number;
    readonly reading: TrialReading;
  },
): TrialNews {
  const { stdout, stderr, exitCode } = result;
  const text = (bytes: Buffer): string =>
    secretAnswer ? '' : shownText(bytes.subarray(0, shownMost * 4).toString('utf8'));
  return {
    type: 'trial-answered',
    ...{ operation, command, exitCode, ...how },
    bytes: stdout.length + stderr.length,
    ...{ stdout: text(stdout), stderr: text(stderr) },
  };
}
