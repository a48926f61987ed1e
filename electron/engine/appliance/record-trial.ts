import { writeFileSync } from 'node:fs';
import { fail } from '../../../shared/failure';
import {
  type RecordedAnswer,
  type Recording,
  recordedTextMax,
  recordingForm,
} from '../../../shared/recording';
import type { LoadedProfile } from './load-profile';
import { fillPlaces } from './placeholders';
import { openRedactor } from './redact';
import type { TrialRun } from './try-profile';

/** Values that are another one each time: in a recording they keep their place in braces. */
const passing: ReadonlySet<string> = new Set(['since', 'word']);

/** What a trial heard, as a recording. Names of hosts that are known beforehand are given. */
export function recordingOf(
  runs: readonly TrialRun[],
  { profile, sha256 }: LoadedProfile,
  names: readonly string[],
  program: string,
): Recording {
  const redactor = openRedactor();
  for (const name of names) redactor.name(name);
  for (const { entries = [] } of runs) {
    for (const { hostname, computer, machineId, version, product } of entries) {
      if (typeof hostname === 'string') redactor.name(hostname);
      if (typeof computer === 'string') redactor.word(computer);
      if (typeof machineId === 'string') redactor.id(machineId);
      for (const each of [version, product]) if (typeof each === 'string') redactor.keep(each);
    }
  }
  const answers = runs
    .filter(({ result }) => result.exitCode >= 0)
    .map(
      ({ words, values, result, milliseconds }): RecordedAnswer => ({
        words: words.map((word) => redactor.redact(filledBut(word, values))),
        exitCode: result.exitCode,
        stdout: redactor.redact(textOf(result.stdout)),
        stderr: redactor.redact(textOf(result.stderr)),
        milliseconds,
      }),
    );
  return {
    ...{ recording: recordingForm, program, recordedAt: new Date().toISOString() },
    profile: { name: profile.name, sha256 },
    answers,
  };
}

/** As much as a recording may hold of one answer. */
const textOf = (bytes: Buffer): string => bytes.subarray(0, recordedTextMax).toString('utf8');

const filledBut = (word: string, values: Readonly<Record<string, string>>): string =>
  fillPlaces(word, (name, all) => (passing.has(name) ? all : (values[name] ?? '')));

/** Writes a recording beside whatever is there; throws `file.unwritable` where a file has the name. */
export function writeRecording(file: string, recording: Recording): void {
  try {
    writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    const seen = code === 'EEXIST' ? 'another file has this name' : (code ?? 'unwritable');
    fail('file.unwritable', { file, seen }, thrown);
  }
}
