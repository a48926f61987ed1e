import { existsSync } from 'node:fs';
import { fail } from '../../../shared/failure';
import type { FieldRead, TrialNews, TrialReading } from '../../../shared/profile-trial';
import type { ProfileTryOptions } from '../choice';
import { cleanAll } from '../clean';
import { type Ending, finished } from '../ending';
import { failureText } from '../failure-text';
import { followTest } from '../follow-test';
import { typedPath } from '../kit-file';
import { columns, cut } from '../layout';
import { oneServer } from '../one-server';
import type { Desk } from '../ports';
import { typedProfile } from '../profile-option';

/** `profile try`: runs what changes nothing, shows each command before it runs, what came of it and what is read. */
export async function profileTry(
  file: string,
  host: string,
  options: ProfileTryOptions,
  desk: Desk,
): Promise<Ending> {
  const { screen, interruption, ports, folder } = desk;
  const recordTo = options.record === undefined ? undefined : typedPath(options.record, folder);
  if (recordTo !== undefined && existsSync(recordTo))
    fail('file.unwritable', { file: recordTo, seen: 'another file has this name' });
  const engine = ports.openEngine();
  let wrong = 0;
  const hear = (news: TrialNews): void => {
    const told = cleanNews(news);
    if (isWrong(news)) wrong += 1;
    screen.item(told);
    for (const line of linesOf(told, desk)) screen.write(line);
  };
  try {
    const { endpoint, answerer } = await oneServer(host, options, desk, engine);
    const wish = {
      ...{ profile: typedProfile(file, folder), hear, recordTo },
      operations: options.operation,
      values: Object.fromEntries(options.value ?? []),
    };
    const begin = async () => ({ id: engine.tryProfile(endpoint, wish) });
    const ending = await followTest({ engine, endpoint, screen, answerer, interruption, begin });
    if (ending.outcome !== 'finished') return ending;
    if (recordTo !== undefined)
      screen.write(`\nThe recording is written to ${recordTo}. Read it before you mail it.`);
    screen.write(wrong === 0 ? '\nEverything that ran can be read.' : `\nNot read: ${wrong}.`);
    return { ...finished, exitCode: wrong === 0 ? 0 : 1 };
  } finally {
    await engine.close();
  }
}

const isWrong = (news: TrialNews): boolean =>
  news.type === 'trial-failed' ||
  (news.type === 'trial-answered' && news.reading?.fault !== undefined);

/** Line ends of an answer stay; everything else that an appliance says is cleaned. */
function cleanNews(news: TrialNews): TrialNews {
  if (news.type !== 'trial-answered') return cleanAll(news);
  const lines = (text: string): string => cleanAll(text.split('\n')).join('\n');
  return { ...cleanAll(news), stdout: lines(news.stdout), stderr: lines(news.stderr) };
}

const leftOutWords = {
  changes: 'not run: it changes something',
  'no-value': 'not run: there is no value for',
  absent: 'the profile has no command',
} as const;

function linesOf(news: TrialNews, { terminal }: Desk): readonly string[] {
  const { paint, width } = terminal;
  switch (news.type) {
    case 'trial-begins':
      return ['', paint('bold', news.operation), `  $ ${news.command}`];
    case 'trial-left-out': {
      const taken = ['id', 'file'].includes(news.value ?? '')
        ? ', as “backups” has told none that is ready'
        : '';
      const why = `${leftOutWords[news.why]}${news.value === undefined ? '' : ` {${news.value}}${taken}; give --value ${news.value}=…`}`;
      return ['', `${news.operation}: ${why}`, ...(news.command ? [`  $ ${news.command}`] : [])];
    }
    case 'trial-failed':
      return [failureText(news.failure, width(), paint)];
    case 'trial-answered':
      return [
        `  exit code ${news.exitCode}, ${news.milliseconds} ms, ${news.bytes} bytes`,
        ...rawLines('', news.stdout),
        ...rawLines('stderr ', news.stderr),
        ...(news.reading ? readingLines(news.reading, { terminal }) : []),
      ];
  }
}

const linesMost = 20;
/** An answer as it came, the beginning of it. */
export function rawLines(label: string, text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const more = lines.length - linesMost;
  return [
    ...lines.slice(0, linesMost).map((line) => `  ${label}| ${cut(line, 200)}`),
    ...(more > 0 ? [`  ${label}| … ${more} more lines`] : []),
  ];
}

/** What is read of an answer, field by field; of one that holds a secret only that it is read. */
export function readingLines(
  reading: TrialReading,
  { terminal }: Pick<Desk, 'terminal'>,
): readonly string[] {
  const { paint } = terminal;
  const { entries, count, skipped, fault } = reading;
  return [
    ...entries.flatMap((fields, index) => [
      ...(count > 1 ? [`  ${index + 1} of ${count}`] : []),
      ...columns(fields.map(fieldRow)).map((row) => `    ${row}`),
    ]),
    ...(entries.length === 0 && fault === undefined
      ? [count === 0 ? '  nothing is listed' : '  its fields are there; they are not shown']
      : []),
    ...(skipped
      ? [
          paint(
            'yellow',
            `  ${skipped.lines === 1 ? 'One line fits' : `${skipped.lines} lines fit`} no pattern; the first: ${cut(skipped.first, 120)}`,
          ),
        ]
      : []),
    fault === undefined ? paint('green', '  ✓ read') : paint('red', `  ✗ ${fault}`),
  ];
}

const fieldRow = ({ field, raw, value, fault }: FieldRead): readonly string[] => [
  field,
  fault ?? (value === undefined ? '(not told)' : JSON.stringify(value)),
  raw === undefined || raw === value || raw === String(value) ? '' : `from ${cut(raw, 80)}`,
];
