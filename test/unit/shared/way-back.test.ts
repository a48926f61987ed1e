// Long because: a row for each state.

import { describe, expect, test } from 'vitest';
import { failureExit } from '../../../shared/failure';
import { foldAll } from '../../../shared/fold';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { nextSteps, serving } from '../../../shared/next-steps';
import type { WayBackStage } from '../../../shared/roll-back';
import { type StepId, stepIds } from '../../../shared/steps';
import { cannotGoBack, wayBack, wayBackStage } from '../../../shared/way-back';
import { describeNextStep, servingSentence } from '../../../shared/words/next-steps';
import {
  harderSentence,
  instructionWords,
  lossSentences,
  nameRows,
  noReturnSentence,
  stageSentence,
  whoWords,
} from '../../../shared/words/way-back';
import { endedAt, failedAt, finished, runningAt } from '../renderer/states';

const at = '2026-11-24T03:00:00.000Z';

/** At a step whose question was said yes to, then these. */
function playedTo(step: StepId, ...events: readonly MigrationEvent[]): MigrationState {
  const state = foldAll([...runningAt(step).events, ...events]);
  if (!state) throw new Error('no state');
  return state;
}
const yes = (kind: 'confirm-restore' | 'power-off' | 'move-address'): MigrationEvent => ({
  ...{ at, type: 'question-answered', questionId: 'q', kind, accepted: true },
});
const stopped: MigrationEvent = { at, type: 'run-ended', outcome: 'stopped' };
const restoreFailed: MigrationEvent = {
  ...{ at, type: 'step-failed', step: 'restore-backup' },
  failure: { code: 'restore.failed', facts: {} },
};
const begun: MigrationEvent = {
  ...{ at, type: 'roll-back-begun', from: 'finished', backupWish: 'keep' },
};
const rolledBack = (): MigrationState => {
  const done = [begun, { at, type: 'run-ended', outcome: 'rolled-back' }] as const;
  return foldAll([...runningAt('write-report').events, ...done]) as MigrationState;
};
const givenUp = (): MigrationState =>
  ({ ...finished(), sourceGivenUp: { at, note: 'tape 0815' } }) satisfies MigrationState;

/** As in journals of earlier versions, which kept no clients away. */
const neverHeld = ({
  facts: { held: _held, ...facts },
  ...state
}: MigrationState): MigrationState => ({
  ...state,
  facts,
});

const noReturn = ['ahead', 'crossed', 'final'] as const;
type Row = readonly [WayBackStage, MigrationState, (typeof noReturn)[number], string, string];

/** Each state with the instructions by id, and what is lost. */
const table: readonly Row[] = [
  ['untouched', endedAt('check-readiness', 'stopped'), 'ahead', 'leave-it', 'nothing'],
  [
    'before-restore',
    endedAt('create-backup', 'stopped'),
    'ahead',
    'prove-source settle-backup',
    'nothing',
  ],
  [
    'before-restore',
    endedAt('restore-backup', 'stopped'),
    'ahead',
    'prove-source settle-backup discard-file',
    'nothing',
  ],
  [
    'restore-running',
    playedTo('restore-backup', yes('confirm-restore'), stopped),
    'ahead',
    'prove-source settle-backup discard-target',
    'target-content',
  ],
  [
    'restore-failed',
    playedTo('restore-backup', yes('confirm-restore'), restoreFailed, stopped),
    'ahead',
    'prove-source settle-backup discard-target',
    'target-content',
  ],
  [
    'restored',
    endedAt('verify-target', 'stopped'),
    'ahead',
    'prove-source settle-backup discard-target',
    'target-content',
  ],
  [
    'verified',
    endedAt('power-off-source', 'stopped'),
    'ahead',
    'prove-source settle-backup discard-target',
    'target-content',
  ],
  [
    'power-off-confirmed',
    playedTo('power-off-source', yes('power-off'), stopped),
    'ahead',
    'prove-silence source-on prove-source settle-backup look-at-clients discard-target',
    'target-content outage',
  ],
  [
    'old-silent',
    endedAt('move-address', 'stopped'),
    'ahead',
    'prove-silence source-on prove-source settle-backup look-at-clients discard-target',
    'target-content outage',
  ],
  [
    'address-moving',
    playedTo('move-address', yes('move-address'), stopped),
    'ahead',
    'target-off prove-silence source-on prove-source settle-backup look-at-clients discard-target',
    'target-content outage',
  ],
  [
    'address-moving',
    neverHeld(playedTo('move-address', yes('move-address'), stopped)),
    'crossed',
    'note-new-data target-off prove-silence source-on prove-source settle-backup look-at-clients discard-target',
    'target-content outage new-data',
  ],
  [
    'moved',
    endedAt('prove-takeover', 'stopped'),
    'ahead',
    'target-off prove-silence source-on prove-source settle-backup look-at-clients discard-target',
    'target-content outage',
  ],
  [
    'proven',
    endedAt('await-clients', 'stopped'),
    'crossed',
    'note-new-data target-off prove-silence source-on prove-source settle-backup look-at-clients discard-target',
    'target-content outage new-data',
  ],
  [
    'proven',
    endedAt('write-report', 'stopped'),
    'crossed',
    'note-new-data target-off prove-silence source-on prove-source settle-backup look-at-clients discard-target',
    'target-content outage new-data',
  ],
  [
    'finished',
    finished(),
    'crossed',
    'note-new-data target-off prove-silence source-on prove-source settle-backup look-at-clients discard-target',
    'target-content outage new-data',
  ],
  ['rolled-back', rolledBack(), 'ahead', 'look-at-clients discard-target', 'nothing'],
  ['given-up', givenUp(), 'final', 'bring-back-archive', 'everything-old'],
];

describe('the way back', () => {
  test.each(table)('from %s', (stage, state, crossed, instructions, lost) => {
    const back = wayBack(state);
    expect(wayBackStage(state)).toBe(stage);
    expect(back.noReturn).toBe(crossed);
    expect(back.instructions.map(({ id }) => id).join(' ')).toBe(instructions);
    expect(back.lost.join(' ')).toBe(lost);
    const said = [
      stageSentence(back),
      noReturnSentence(back),
      ...lossSentences(back),
      ...back.instructions.flatMap((each) => {
        const { what, proof } = instructionWords(back, each);
        return [what, proof, whoWords(back, each)];
      }),
    ];
    for (const text of said) {
      expect(text.length).toBeGreaterThan(2);
      expect(text).not.toMatch(/undefined|\[object|NaN/);
    }
    expect(harderSentence(back)).not.toMatch(/undefined/);
  });

  test('names machines, addresses, keys and files as they are', () => {
    const back = wayBack(endedAt('move-address', 'stopped'));
    const said = back.instructions.map((each) => instructionWords(back, each).what).join('\n');
    expect(said).toContain('Power on the virtual machine of OLD-EPP');
    expect(said).toContain('it still has 10.0.0.10');
    expect(said).toContain('/backups/migration-2026-11-24.eppb');
    const names = nameRows(back).map(([, value]) => value);
    expect(names).toContain('10.0.0.20 (SSH at 10.0.0.20:22)');
    expect(names.join()).toMatch(/SHA256:.*SHA256:/);
  });

  test('of a run under way begins with stopping it', () => {
    const state = playedTo('verify-target');
    expect(wayBack(state).instructions[0]).toEqual({ id: 'stop-run', by: 'person' });
  });

  test('says since when clients may have delivered to the new server', () => {
    const back = wayBack(endedAt('write-report', 'stopped'));
    expect(lossSentences(back).join()).toMatch(/since 2026-11-24 \d\d:\d\d UTC/);
    expect(lossSentences(back).join()).toContain('OLD-EPP does not have it');
  });

  test('is no command where nothing was changed or nothing is left', () => {
    expect(cannotGoBack(endedAt('check-readiness', 'stopped'))).toBe('untouched');
    expect(cannotGoBack(rolledBack())).toBe('rolled-back');
    expect(cannotGoBack(givenUp())).toBe('given-up');
    expect(cannotGoBack(finished())).toBeUndefined();
  });
});

const codes = Object.keys(failureExit) as (keyof typeof failureExit)[];
const lateSteps = stepIds.slice(stepIds.indexOf('restore-backup'));
const cases = lateSteps.flatMap((step) => codes.map((code) => [step, code] as const));

describe('what to do next', () => {
  test.each(cases)('after %s failed with %s is three different things', (step, code) => {
    const facts = { host: '10.0.0.10', port: 22, seen: 'x', name: 'OLD-EPP', by: 'target' };
    const state = failedAt(step, { code, facts });
    const said = nextSteps(state).map((each) => describeNextStep(state, each));
    expect(said).toHaveLength(3);
    expect(new Set(said.map(({ text }) => text)).size).toBe(3);
    for (const { text } of said) {
      expect(text.length).toBeGreaterThan(10);
      expect(text).not.toMatch(/undefined|\[object/);
    }
    expect(said[1]?.command).toMatch(/^epp-migrate (resume m-1|run)/);
    expect(said[2]?.command).toBe('epp-migrate roll-back m-1');
  });

  test.each([
    ['restore-backup', 'restore.failed', /snapshot before another try/],
    ['verify-target', 'verify.counts-differ', /OLD-EPP and NEW-EPP: what is missing/],
    ['power-off-source', 'cutover.still-answering', /virtual machine of OLD-EPP/],
    ['move-address', 'cutover.address-silent', /console of NEW-EPP/],
    ['power-off-source', 'cutover.cut-off', /this computer reaches/],
    ['move-address', 'cutover.wrong-identity', /neither the key of OLD-EPP/],
    ['restore-backup', 'ssh.timeout', /5 minutes and more/],
  ] as const)('at %s after %s looks in the right place', (step, code, words) => {
    const state = failedAt(step, { code, facts: {} });
    const first = nextSteps(state)[0];
    expect(first && describeNextStep(state, first).text).toMatch(words);
  });

  test('is a new backup where nobody has the key, unless it turns up', () => {
    const state = failedAt('restore-backup', { code: 'key.lost', facts: {} });
    const kinds = nextSteps(state).map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(['new-backup', 'found-key']);
  });

  test('without a failure has no cause to look for', () => {
    const kinds = (state: MigrationState) => nextSteps(state).map(({ kind }) => kind);
    expect(kinds(endedAt('power-off-source', 'cancelled'))).toEqual(['go-on', 'go-back']);
    expect(kinds(endedAt('check-readiness', 'cancelled'))).toEqual(['go-on', 'leave']);
  });

  test('is to do anew what does not hold any more', () => {
    const onwards = (state: MigrationState) =>
      nextSteps(state).flatMap((each) => (each.kind === 'go-on' ? [each.step] : []));
    const back = failedAt('prove-takeover', { code: 'cutover.went-back', facts: {} });
    expect(onwards(back)).toEqual(['move-address']);
    for (const code of ['transfer.hash-mismatch', 'transfer.source-file-missing'] as const)
      expect(onwards(failedAt('validate-restore', { code, facts: {} }))).toEqual(['upload-backup']);
  });

  test('on the way back is its end or the paper, never the migration', () => {
    const state = playedTo(
      'await-clients',
      { at, type: 'roll-back-begun', from: 'proven', backupWish: 'keep' },
      { at, type: 'roll-back-failed', failure: { code: 'rollback.new-answers', facts: {} } },
      stopped,
    );
    const said = nextSteps(state).map((each) => describeNextStep(state, each));
    expect(said.map(({ command }) => command)).toEqual([
      undefined,
      'epp-migrate roll-back m-1',
      'epp-migrate way-back m-1',
    ]);
    expect(said[1]?.text).toMatch(/Seeing who has the old address/);
  });

  test('beside each other the servers need no address of the other', () => {
    const state = foldAll([
      ...runningAt('power-off-source', { cutover: { source: 'keep' } }).events,
      { ...yes('power-off'), kind: 'keep-address' } as MigrationEvent,
      {
        ...{ at, type: 'step-done', step: 'prove-takeover', found: false },
        learned: { takeover: finished().facts.takeover },
      } as MigrationEvent,
      stopped,
    ]);
    if (!state) throw new Error('no state');
    expect(stageSentence(wayBack(state))).toMatch(/OLD-EPP runs unchanged and serves/);
    expect(wayBack(state).instructions.map(({ id }) => id)).not.toContain('target-off');
    expect(serving(state)).toBe('source');
  });

  test('a server that was to be taken off the network is connected again', () => {
    const state = playedTo(
      'power-off-source',
      { ...yes('power-off'), kind: 'isolate-source' } as MigrationEvent,
      stopped,
    );
    expect(wayBackStage(state)).toBe('power-off-confirmed');
    const back = wayBack(state);
    const says = back.instructions.map((each) => instructionWords(back, each).what).join(' ');
    expect(says).toMatch(/Connect the network card of the virtual machine of OLD-EPP again/);
    expect(serving(state)).toBe('perhaps-nobody');
  });

  test.each([
    ['source', endedAt('power-off-source', 'stopped'), /OLD-EPP serves the clients/],
    [
      'perhaps-nobody',
      playedTo('power-off-source', yes('power-off'), stopped),
      /may reach no server/,
    ],
    ['nobody', endedAt('move-address', 'stopped'), /reach no server at 10\.0\.0\.10/],
    ['perhaps-nobody', playedTo('move-address', yes('move-address'), stopped), /Look who answers/],
    ['held', endedAt('prove-takeover', 'stopped'), /lets no client in yet/],
    ['target', endedAt('await-clients', 'stopped'), /reach NEW-EPP/],
    ['unsettled', endedAt('admit-clients', 'stopped'), /not settled/],
    [
      'held',
      failedAt('admit-clients', { code: 'clients.not-on', facts: {} }),
      /lets no client in yet/,
    ],
    [
      'stranger',
      failedAt('move-address', { code: 'cutover.address-taken', facts: {} }),
      /Another machine answers/,
    ],
    [
      'both',
      failedAt('await-clients', { code: 'cutover.source-back', facts: {} }),
      /Switch one of them off at once/,
    ],
  ] as const)('the clients are served by %s', (who, state, words) => {
    expect(serving(state)).toBe(who);
    expect(servingSentence(state)).toMatch(words);
  });
});
