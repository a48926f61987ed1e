import { countedEntities } from '../../../shared/appliance';
import { formatBytes, formatDuration } from '../../../shared/bytes';
import { addressMoves } from '../../../shared/cutover';
import { type Facts, silenceOf } from '../../../shared/facts';
import { currentStep } from '../../../shared/fold';
import { knownBy } from '../../../shared/known-by';
import { knownHostsChange } from '../../../shared/known-hosts-change';
import type { MigrationState } from '../../../shared/migration';
import { needsNewBackup } from '../../../shared/new-backup';
import { nextSteps } from '../../../shared/next-steps';
import { serverAddress } from '../../../shared/plan';
import { clientsWarnings } from '../../../shared/words/clients';
import { knownHostsWords } from '../../../shared/words/cutover';
import { keepSourceLines } from '../../../shared/words/keep-source';
import { leavesBehind } from '../../../shared/words/leaves';
import { describeNextStep, servingSentence } from '../../../shared/words/next-steps';
import { pauseWords } from '../../../shared/words/pause';
import { stepWords, untilWords } from '../../../shared/words/steps';
import { worksheetCounts, worksheetWords } from '../../../shared/words/worksheet';
import { isOpen, worksheetRows } from '../../../shared/worksheet';
import { answerLines, blockedFacts, blockedLines } from '../blocked-lines';
import { cleanAll } from '../clean';
import { clock } from '../clock-words';
import { comparisonLines } from '../comparison-lines';
import { countsTable } from '../counts-table';
import type { Ending } from '../ending';
import { exceptionWords } from '../exception-words';
import { failureIndent, failureText } from '../failure-text';
import { givenUpWords } from '../key-words';
import { hanging } from '../layout';
import { newBackupCommand, resumeCommand, rollBackCommand, serverName } from '../migration-words';
import type { Terminal } from '../terminal';
import { beforehand } from './beforehand';
import { rolledBackLines } from './roll-back-news';
import { testEndWords } from './test-end-words';

const indent = 14;

/** Says how it ended: what is true now and what to do next. Failures go to stderr, all else to stdout. */
export function endWords(ending: Ending, terminal: Terminal): void {
  const state = ending.state && cleanAll(ending.state);
  const { print, complain, paint } = terminal;
  const width = terminal.width();
  const line = (label: string, text: string): string => hanging(label, text, width, indent);

  if (ending.test) {
    testEndWords(ending, ending.test, terminal);
    return;
  }
  if (ending.outcome === 'finished') {
    if (!state) return;
    print();
    for (const each of endedWellLines(state, line, width)) print(each);
    for (const each of clientsWarnings(state.facts, clock)) print(line('Warning', each));
    if (ending.exitCode === 1 && !state.rollBack)
      print(line('Warnings', 'There were warnings; they are in the report.'));
    return;
  }
  if (ending.outcome === 'checked' && state) {
    print();
    print(paint('bold', 'Checked; nothing blocks.'));
    for (const each of openLines(state, width)) print(each);
    const after = 'This leaves the checks and asks the old server for a backup.';
    print(hanging('', after, width, failureIndent));
    return;
  }
  if (ending.outcome === 'paused' && state) {
    print();
    print(paint('bold', `Stopped after “${untilWords[state.plan.until]}”, as planned.`));
    const { verified } = state.facts;
    for (const each of verified ? comparisonLines(verified, width) : []) print(each);
    print(hanging('', pauseWords(state.plan.until), width, 0));
    for (const each of openLines(state, width)) print(each);
    return;
  }
  if (ending.outcome === 'cancelled' && state) {
    complain();
    complain(paint('bold', `Stopped at “${stepWords[currentStep(state)].title}”.`));
    for (const each of openLines(state, width)) complain(each);
    return;
  }
  if (!ending.failure) return;
  complain();
  const blocked = ending.failure.code === 'preflight.blocked' ? (state?.findings ?? []) : [];
  const { code, facts } = ending.failure;
  complain(failureText({ code, facts: { ...facts, ...blockedFacts(blocked) } }, width, paint));
  for (const each of blockedLines(blocked, width)) complain(each);
  // Practice takes nothing of what a plan answers.
  if (state?.plan.practice === undefined)
    for (const each of answerLines(blocked, width)) complain(each);
  const way = beforehand(String(ending.failure.facts['question']), 'migration');
  if (ending.outcome === 'waiting' && way) complain(hanging('  Or', way, width, failureIndent));
  if (state) for (const each of openLines(state, width)) complain(each);
}

const endedWellLines = (state: MigrationState, line: Line, width: number): readonly string[] =>
  state.status === 'rolled-back' ? rolledBackLines(state, line) : doneLines(state, line, width);

type Line = (label: string, text: string) => string;

/** What is true now, and how to go on. */
const openLines = (state: MigrationState, width: number): readonly string[] => [
  hanging('  Now', leavesBehind(state), width, failureIndent),
  ...exceptionWords(state).map((text, index) =>
    hanging(index === 0 ? '  Note' : '', text, width, failureIndent),
  ),
  ...goOnLines(state).map((text, index) =>
    hanging(index === 0 ? '  Go on' : '', text, width, failureIndent),
  ),
  ...goBackLines(state).map((text, index) =>
    hanging(index === 0 ? '  Or back' : '', text, width, failureIndent),
  ),
];

/** Who serves the clients, and how to go back, where there is anything to go back from. */
function goBackLines(state: MigrationState): readonly string[] {
  const back = nextSteps(state).find(({ kind }) => kind === 'go-back');
  if (!back || state.rollBack) return [];
  const { text, command = '' } = describeNextStep(state, back);
  return [command, text.replace(/^Or g/, 'G'), servingSentence(state)];
}

/** With a new backup where the one that there is cannot be used; the way back where its key may still turn up. */
function goOnLines(state: MigrationState): readonly string[] {
  const { id, failure } = state;
  if (state.rollBack) return [rollBackCommand(id)];
  if (!needsNewBackup(state)) return [resumeCommand(id)];
  const anew = [newBackupCommand(id), 'It makes a new backup, with a new key and a new kit.'];
  const mayTurnUp =
    failure?.code === 'key.lost' ||
    (failure?.code === 'key.wrong' && failure.facts['by'] !== 'target');
  return mayTurnUp ? [...anew, `If the key turns up after all: ${resumeCommand(id)}`] : anew;
}

function doneLines(state: MigrationState, line: Line, width: number): readonly string[] {
  const { facts, plan, createdAt, updatedAt } = state;
  const { takeover, baseline, report } = facts;
  const silence = silenceOf(facts);
  const change = knownHostsChange(state);
  const moves = addressMoves(plan);
  const source = serverName(state, 'source');
  const target = serverName(state, 'target');
  const took = formatDuration(Date.parse(updatedAt) - Date.parse(createdAt));
  return [
    moves
      ? `${target} has taken the place of ${source}, ${took} after the start.`
      : `${target} is ready at its own address beside ${source}, ${took} after the start.`,
    '',
    ...(silence
      ? [
          line(
            'Old server',
            `${source} is ${silence.isolated ? 'off the network' : 'off'}: silent since ${time(silence.silentSince)}${moves ? ', proven before its address was given away' : ''}.`,
          ),
        ]
      : []),
    ...(takeover
      ? [
          line(
            'New server',
            `${target} answers at ${serverAddress(moves ? plan.source : plan.target)} with its own ${knownBy(state, 'target')} ${takeover.hostKey}.`,
          ),
        ]
      : []),
    ...(baseline && takeover
      ? ['', ...countsTable(baseline, takeover.counts, state).map((row) => `  ${row}`), '']
      : []),
    ...(facts.verified ? [...comparisonLines(besideCounts(facts.verified), width), ''] : []),
    ...(change
      ? [
          line('Known hosts', knownHostsWords.why(change.address)),
          ...change.commands.map((command) => `${' '.repeat(indent)}${command}`),
          line('', knownHostsWords.compare(change.fingerprint)),
        ]
      : []),
    ...(report ? [line('Report', report.html), line('', report.text)] : []),
    ...(state.kit ? [line('Recovery kit', state.kit.path)] : []),
    ...firstBackupLines(state).map((text, index) => line(index === 0 ? 'First backup' : '', text)),
    ...state.givenUp.map((each, index) => line(index === 0 ? 'Given up' : '', givenUpWords(each))),
    ...exceptionWords(state).map((text, index) => line(index === 0 ? 'Note' : '', text)),
    ...(plan.practice === undefined
      ? []
      : [line('Practice', 'These were practice servers; nothing else was touched.')]),
    ...worksheetLines(state).map((text, index) => line(index === 0 ? 'To do' : '', text)),
    ...keepSourceLines(state).map((text, index) => line(index === 0 ? 'Keep' : '', text)),
    line('Next', 'What remains to be done by hand is at the end of the report.'),
  ];
}

/** What became of the backup of the new server; nothing where an earlier version of this program ran. */
function firstBackupLines({
  facts: { firstBackup },
  keyOfTarget,
}: MigrationState): readonly string[] {
  if (!firstBackup) return [];
  if (!firstBackup.made)
    return ['of the new server: not made. Make one before the old one is deleted.'];
  const { name, size } = firstBackup;
  const kit = keyOfTarget?.kit;
  return [
    `${name}, ${formatBytes(size)}, on the new server.`,
    ...(kit ? [`Its recovery kit: ${kit.path}`] : []),
  ];
}

/** The counts have a table of their own. */
const besideCounts = ({ comparison = [], ...verified }: Facts['verified']): Facts['verified'] => ({
  ...verified,
  comparison: comparison.filter(({ what }) => !countedEntities.some((entity) => entity === what)),
});

/** Integrations and settings that nobody has tested on the new server yet. */
function worksheetLines(state: MigrationState): readonly string[] {
  const open = worksheetRows(state).filter(isOpen);
  if (open.length === 0) return [];
  const titles = open.map(({ id }) => worksheetWords[id].title).join(', ');
  return [
    `Enter again or test, ${worksheetCounts(open)}: ${titles}.`,
    'What to do about each, and how to tick it off:',
    `epp-migrate worksheet ${state.id}`,
  ];
}

const time = (at: string): string => `${at.slice(11, 19)} UTC`;
