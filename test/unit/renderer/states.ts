import type { Side } from '../../../shared/appliance';
import type { Failure } from '../../../shared/failure';
import { type Finding, findingKey } from '../../../shared/finding';
import { isBlocking } from '../../../shared/finding-rules';
import { foldAll } from '../../../shared/fold';
import type {
  MigrationEvent,
  MigrationState,
  Question,
  QuestionKind,
} from '../../../shared/migration';
import type { Plan } from '../../../shared/plan';
import type { Progress } from '../../../shared/progress';
import { type StepId, stepIds } from '../../../shared/steps';
import { backupName, findings, hostKeys, learned, plan, reviewed } from './script-facts';
import {
  clientsQuestions,
  connectingQuestions,
  cutoverQuestions,
  restoreQuestions,
} from './script-questions';

/** Scripted migrations: states for every page, folded from events like real ones. */

/** When the script begins; each event comes some seconds later. */
export const scriptStart = Date.parse('2026-11-24T01:10:00Z');

const minutes: Partial<Record<StepId, number>> = {
  'save-key': 3,
  'create-backup': 9,
  'upload-backup': 2,
  'restore-backup': 14,
};

/** What a person says yes to on the way. */
const confirmed: Partial<Record<StepId, QuestionKind>> = {
  'save-key': 'save-key',
  'restore-backup': 'confirm-restore',
  'power-off-source': 'power-off',
  'move-address': 'move-address',
};

type Happening = MigrationEvent extends infer Event
  ? Event extends MigrationEvent
    ? Omit<Event, 'at'>
    : never
  : never;

/** A script that gives each event its time. */
function script() {
  const events: MigrationEvent[] = [];
  let clock = scriptStart;
  const play = (event: Happening, seconds = 2): void => {
    clock += seconds * 1000;
    events.push({ ...event, at: new Date(clock).toISOString() } as MigrationEvent);
  };
  const command = (side: Side, text: string, changes = false, exitCode = 0): void =>
    play({ type: 'command-run', side, command: text, exitCode, milliseconds: 84, changes });
  return { events, play, command };
}

type Script = ReturnType<typeof script>;

function playDone({ play, command }: Script, step: StepId): void {
  play({ type: 'step-started', step });
  const kind = confirmed[step];
  if (kind) play({ type: 'question-answered', questionId: kind, kind, accepted: true });
  if (step === 'connect-source' || step === 'connect-target') {
    const side = step === 'connect-source' ? 'source' : 'target';
    play({ type: 'contact', side, state: 'connecting' });
    play({ type: 'host-key-pinned', side, hostKey: hostKeys[side] });
    play({ type: 'contact', side, state: 'connected' });
    command(side, 'eppctl identity');
    command(side, 'eppctl network');
  }
  if (step === 'check-readiness') play({ type: 'findings-made', findings });
  if (step === 'take-baseline') command('source', 'eppctl counts');
  if (step === 'request-backup')
    command('source', `eppctl backup prepare --name ${backupName}`, true);
  if (step === 'create-backup') command('source', 'eppctl backup start b-1', true);
  if (step === 'restore-backup') {
    command('target', `eppctl backup import /incoming/${backupName}.eppb --request m-1`, true);
    command('target', 'eppctl restore status', false, 75);
  }
  if (step === 'power-off-source') {
    command('source', 'eppctl power off', true);
    play({ type: 'contact', side: 'source', state: 'off' });
  }
  const seconds = (minutes[step] ?? 0) * 60 + 4;
  play({ type: 'step-done', step, learned: learned[step], found: false }, seconds);
}

/** A migration whose run is at `step`: all before it is done. */
export function runningAt(step: StepId, changes: Partial<Plan> = {}, id = 'm-1'): Script {
  const made = script();
  made.play({ type: 'migration-created', id, plan: { ...plan, ...changes } }, 0);
  made.play({ type: 'run-started', program: '0.1.0' });
  for (const before of stepIds.slice(0, stepIds.indexOf(step))) playDone(made, before);
  made.play({ type: 'step-started', step });
  if (step === 'connect-source')
    made.play({ type: 'contact', side: 'source', state: 'connecting' });
  return made;
}

export function stateOf({ events }: Script): MigrationState {
  const state = foldAll(events);
  if (!state) throw new Error('a script without events');
  return state;
}

/** At a step that says how far it is. */
export function progressing(step: StepId, progress: Progress, seconds = 40): MigrationState {
  const made = runningAt(step);
  made.play({ type: 'progress', step, progress }, seconds);
  return stateOf(made);
}

type Unnumbered = Question extends infer Each
  ? Each extends Question
    ? Omit<Each, 'id'>
    : never
  : never;

/** At a step that asks. */
export function asking(
  step: StepId,
  question: Unnumbered,
  changes: Partial<Plan> = {},
): MigrationState {
  const made = runningAt(step, changes);
  made.play({ type: 'question-asked', question: { id: 'q-1', ...question } as Question });
  return stateOf(made);
}

/** Stopped at a step by a failure. */
export function failedAt(
  step: StepId,
  failure: Failure,
  found: readonly Finding[] = [],
): MigrationState {
  const made = runningAt(step);
  if (found.length > 0) made.play({ type: 'findings-made', findings: found });
  made.play({ type: 'step-failed', step, failure });
  made.play({ type: 'run-ended', outcome: 'stopped' });
  return stateOf(made);
}

/** Stopped at a step by the person, or by the plan. */
export function endedAt(
  step: StepId,
  outcome: 'cancelled' | 'stopped',
  changes: Partial<Plan> = {},
): MigrationState {
  const made = runningAt(step, changes);
  made.play({ type: 'run-ended', outcome });
  return stateOf(made);
}

export function finished(id = 'm-1'): MigrationState {
  const made = runningAt('write-report', {}, id);
  made.play({
    type: 'step-done',
    step: 'write-report',
    learned: learned['write-report'],
    found: false,
  });
  made.play({ type: 'run-ended', outcome: 'finished' });
  return stateOf(made);
}

/** Where the checks have found something that a person has to look at. */
export function reviewing(found: readonly Finding[], id = 'q-1'): MigrationState {
  const made = runningAt('check-readiness');
  made.play({ type: 'findings-made', findings: found });
  const blocking = found.filter(isBlocking).map(findingKey);
  made.play({ type: 'question-asked', question: { id, kind: 'review-findings', blocking } });
  return stateOf(made);
}

/** Every question that there is, at the step that asks it. */
export const questions = {
  'trust-host': asking('connect-source', connectingQuestions['trust-host']),
  'replace-host-key': asking('connect-source', connectingQuestions['replace-host-key']),
  'enter-password': asking('connect-source', connectingQuestions['enter-password']),
  'enter-passphrase': asking('connect-source', connectingQuestions['enter-passphrase']),
  'answer-prompts': asking('connect-source', connectingQuestions['answer-prompts']),
  'allow-legacy': asking('connect-source', connectingQuestions['allow-legacy']),
  'enter-version': asking('connect-source', connectingQuestions['enter-version']),
  'review-findings': reviewing(reviewed),
  'save-key': asking('save-key', { kind: 'save-key', backupName, again: false }),
  'confirm-restore': asking('restore-backup', restoreQuestions['confirm-restore']),
  'accept-drift': asking('recheck-plan', restoreQuestions['accept-drift']),
  'enter-key': asking('restore-backup', { kind: 'enter-key', backupName, again: false }),
  'bring-file': asking('download-backup', {
    kind: 'bring-file',
    from: '/backups/epp.eppb',
    size: 1_400_000_000,
    sha256: 'ab'.repeat(32),
  }),
  'put-file': asking('upload-backup', {
    kind: 'put-file',
    path: '/home/jane/.epp/epp.eppb',
    to: '/incoming/epp.eppb',
    size: 1_400_000_000,
    sha256: 'ab'.repeat(32),
  }),
  'open-ftp': asking('download-backup', {
    kind: 'open-ftp',
    side: 'source',
    serverName: 'OLD-EPP',
    interfaces: [
      { name: 'eth0', address: '10.0.0.5', because: 'same-network' },
      { name: 'tun0', address: '172.16.4.2', because: 'other' },
    ],
  }),
  'use-console': asking('download-backup', {
    kind: 'use-console',
    side: 'source',
    serverName: 'OLD-EPP',
    server: 'own',
    path: '/backups/epp.eppb',
  }),
  'do-by-hand': asking('create-backup', {
    kind: 'do-by-hand',
    side: 'source',
    serverName: 'old-epp.example.com',
    operation: 'prepareBackup',
    way: 'console',
    mayBeCommand: false,
    guide: {
      family: '5x',
      familyName: 'Version 5',
      place: 'System Maintenance > System Backup v2',
      steps: [{ text: 'Press Create.', source: 'a made-up guide', confidence: 'high' }],
      expects: [],
      bugs: [],
    },
    fields: [{ name: 'key', label: 'System Backup Key', form: 'secret' }],
  }),
  'clients-by-person': asking('hold-clients', clientsQuestions['clients-by-person']),
  'clients-missing': asking('await-clients', clientsQuestions['clients-missing']),
  'power-off': asking('power-off-source', cutoverQuestions['power-off']),
  'isolate-source': asking('power-off-source', cutoverQuestions['isolate-source'], {
    cutover: { source: 'isolate' },
  }),
  'keep-address': asking('power-off-source', cutoverQuestions['keep-address'], {
    cutover: { source: 'keep' },
  }),
  'move-address': asking('move-address', cutoverQuestions['move-address']),
} as const satisfies Record<Question['kind'], MigrationState>;
