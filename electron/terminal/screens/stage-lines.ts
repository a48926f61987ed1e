import type { ServerAt } from '../../../shared/connecting';
import { type ConnectionTest, currentStage, type Stage } from '../../../shared/connection-test';
import { type Endpoint, formatAddress } from '../../../shared/plan';
import { stageWords } from '../../../shared/words/stages';
import { cleanAll } from '../clean';
import { hanging } from '../layout';
import type { Paint } from '../terminal';
import { tookWords } from '../took';
import { spinnerAt } from './spinner';

const longestTitle = Math.max(...Object.values(stageWords).map((words) => words.length));
const timeWidth = 8;
const indent = 4 + longestTitle + 2 + timeWidth + 2;
const shortTime = 10_000;
const narrow = 60;

const marks = {
  done: ['green', '✓'],
  failed: ['red', '✗'],
  skipped: ['dim', '-'],
  stopped: ['yellow', '■'],
} as const;

type Over = Omit<Stage, 'state'> & { readonly state: keyof typeof marks };
const isOver = (stage: Stage): stage is Stage & Over => stage.state in marks;

/** What a test has to say in the course of time: each text once, as soon as it is known. */
export function stageTeller(paint: Paint): (test: ConnectionTest, width: number) => string[] {
  const told = new Map<string, Stage['state']>();
  let opened = false;
  let server: string | undefined;

  /** Where jump hosts are on the way, each server has its own heading. */
  const heading = ({ server: at }: Stage, { endpoint }: ConnectionTest): string[] => {
    const words = serverHeading(at);
    if ((endpoint.via ?? []).length === 0 || words === server) return [];
    server = words;
    return ['', paint('bold', words)];
  };

  return (unclean, width) => {
    const test = cleanAll(unclean);
    const lines = opened ? [] : openingLines(test.endpoint, width, paint);
    opened = true;
    for (const stage of test.stages) {
      if (stage.state === 'waiting') continue;
      if (!isOver(stage)) continue;
      const name = `${stage.server.hop ?? ''} ${stage.stage}`;
      if (told.get(name) === stage.state) continue;
      lines.push(...heading(stage, test));
      told.set(name, stage.state);
      lines.push(stageLine(stage, width, paint));
    }
    return lines;
  };
}

const serverHeading = ({ hop, ...at }: ServerAt): string =>
  hop === undefined ? `Server ${formatAddress(at)}` : `Jump host ${hop}, ${formatAddress(at)}`;

function openingLines({ via = [], ...server }: Endpoint, width: number, paint: Paint): string[] {
  const login = ({ user, ...at }: Pick<Endpoint, 'user' | 'host' | 'port'>): string =>
    `${user}@${formatAddress(at)}`;
  const through = via.length === 0 ? '' : `, through ${via.map(login).join(', ')}`;
  const text = hanging('', `Connecting to ${login(server)}${through}`, width, 0);
  return [
    ...text.split('\n').map((line) => paint('bold', line)),
    ...(via.length === 0 ? [''] : []),
  ];
}

/** `  ✓ Network       3 ms  192.168.0.201`. */
function stageLine({ stage, state, milliseconds, seen = '' }: Over, width: number, paint: Paint) {
  const [style, mark] = marks[state];
  const time = state === 'skipped' || milliseconds === undefined ? '' : spanWords(milliseconds);
  const title = stageWords[stage].padEnd(longestTitle);
  const label = `  ${paint(style, mark)} ${title}  ${time.padStart(timeWidth)}  `;
  // In a narrow window what was seen has a line of its own.
  if (width < narrow)
    return [label.trimEnd(), ...(seen ? [hanging('', seen, width, 4)] : [])].join('\n');
  return hanging(label, seen, width, indent).trimEnd();
}

const spanWords = (milliseconds: number): string =>
  milliseconds < shortTime ? `${Math.round(milliseconds)} ms` : tookWords(milliseconds);

/** The stage that runs, for drawing again and again; undefined where none does. */
export function runningStage(
  test: ConnectionTest,
  now: number,
  paint: Paint,
): readonly string[] | undefined {
  const stage = currentStage(test);
  if (stage?.state !== 'running') return undefined;
  return [`  ${paint('cyan', spinnerAt(now))} ${stageWords[stage.stage]}`];
}

/** The stage at which a test was ended from outside. */
export function stoppedStage(unclean: ConnectionTest, width: number, paint: Paint): string[] {
  const stage = currentStage(cleanAll(unclean));
  return stage?.state === 'running'
    ? [stageLine({ ...stage, state: 'stopped' }, width, paint)]
    : [];
}
