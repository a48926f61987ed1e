// Long because: what a run is handed is put together in one place.

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Side } from '../../../shared/appliance';
import type { Rules } from '../../../shared/compatibility';
import type { ConsoleTunnel } from '../../../shared/connecting';
import { fail, toFailure } from '../../../shared/failure';
import { fold, nextStep } from '../../../shared/fold';
import type { ConsoleFields } from '../../../shared/ftp-server';
import { gateState } from '../../../shared/key-gate';
import type { Answer, MigrationEvent, MigrationState, RunOutcome } from '../../../shared/migration';
import type { RouteWish } from '../../../shared/route';
import { type StepId, stepIds } from '../../../shared/steps';
import type { WorksheetWish } from '../../../shared/worksheet';
import type { OpenAppliance, OpenReach } from '../appliance/appliance';
import type { Profiles } from '../appliance/load-profile';
import { keepWebTunnels } from '../appliance/web-tunnel';
import type { PrintPdf } from '../kit/make-kit';
import type { KnownKeysOnDisk } from '../login/known-keys';
import type { Vault } from '../login/vault';
import type { NeighbourPort } from '../neighbour/neighbour-port';
import type { Transport } from '../transport/transport';
import { awakeClock } from './awake-clock';
import { type Connections, openConnections } from './connections';
import { type Discard, discardBackup } from './discard-backup';
import { firstBackupNotes } from './first-backup-notes';
import { type HandKeeper, keepHands } from './hand-keeper';
import { type Journal, openJournal, readJournal, stateOf } from './journal';
import { keepWayBack } from './keep-way-back';
import { type KitDesk, kitDesk } from './kit-desk';
import { takeLock } from './lock';
import { noteProfiles } from './note-profiles';
import { worksheetNote } from './note-worksheet';
import { keepPace, type PaceWish } from './pacing';
import { openQuestionDesk } from './question-desk';
import type { FtpPort } from './route/ftp-port';
import { keepRoute } from './route/route-keeper';
import { Cancelled, type CancelReason, runSteps } from './runner';
import { Secrets } from './secrets';
import type { Tools } from './step';
import { migrationSteps } from './steps';
import { tunnelTo } from './tunnel-to';
import type { UntimedEvent } from './untimed-event';

/** What every run is handed: the adapters, chosen in `engine.ts`. */
export type Workshop = {
  readonly open: OpenAppliance;
  readonly profiles: Profiles;
  readonly openReach: OpenReach;
  readonly neighbours: NeighbourPort;
  readonly transport: Transport;
  readonly ftp: FtpPort;
  readonly keysOnDisk: KnownKeysOnDisk;
  readonly vault: Vault;
  /** Throws `rules.invalid`. */
  readonly loadRules: () => Rules;
  /** Absent where nothing can print. */
  readonly printPdf?: PrintPdf | undefined;
  /** Name and version, for the journal. */
  readonly program: string;
  /** Whether the front end can show an appliance's web console. */
  readonly hasConsole: boolean;
};

/** How long deleting a cancelled backup may take. */
const cleaningMilliseconds = 20_000;

/** A run under way in this process; it holds the migration's lock until `ended` settles. */
export type Run = KitDesk & {
  readonly state: () => MigrationState;
  readonly answer: (questionId: string, answer: Answer) => void;
  /** The key for the person who has to save it; throws `key.not-proven` where it is not being asked for. */
  readonly revealKey: () => string;
  readonly setPace: (wish: PaceWish) => void;
  readonly setRoute: (wish: RouteWish) => void;
  /** Throws `worksheet.secret`. */
  readonly noteWorksheet: (wish: WorksheetWish) => void;
  /** Throws `contract.bad-input` where nobody logs in to that server. */
  readonly switchWay: HandKeeper['switchWay'];
  /** The key for a person who types it at an appliance; throws `hand.no-key-wanted`. */
  readonly handKey: () => string;
  /** A way over SSH to the web pages of a server; throws `contract.bad-input` where nobody logs in to it, else as connecting does. */
  readonly consoleTunnel: (side: Side) => Promise<ConsoleTunnel>;
  /** What is typed at a console; throws `contract.bad-input` where nobody works at one. */
  readonly consoleFields: () => ConsoleFields;
  /** Ends the run: as `cancelled` where a person wanted it, else as `stopped`. */
  readonly cancel: (because: CancelReason, discard?: Discard) => void;
  /** How it ended; throws only where the journal could not be written. */
  readonly ended: Promise<RunOutcome>;
};

export type RunOptions = {
  readonly folder: string;
  readonly workshop: Workshop;
  /** Every event with the state after it, in order. */
  readonly onEvent: (event: MigrationEvent, state: MigrationState) => void;
};

export const journalFile = (folder: string): string => join(folder, 'journal.jsonl');

/** Told before anything else of a run. */
export type First = (emit: (event: UntimedEvent) => void, state: () => MigrationState) => void;

/** What a run does between its first and its last event; throws only where the journal cannot be written. */
export type Course = (tools: Tools, emit: (event: UntimedEvent) => void) => Promise<RunOutcome>;

const goOn: Course = (tools, emit) => runSteps(migrationSteps, tools, emit);

/** Takes the lock of a migration, reads its journal, tells `first` and runs its steps, or another course. Throws `migration.locked` while another program runs it. */
export function begin(options: RunOptions, first: First, course: Course = goOn): Run {
  const { folder, workshop, onEvent } = options;
  const now = (): Date => new Date();
  const lock = takeLock(folder, now().toISOString());
  let opened: Journal | undefined;
  try {
    const { events, length } = readJournal(journalFile(folder));
    const journal = openJournal(journalFile(folder), length);
    opened = journal;
    let state = stateOf(events, journalFile(folder));
    const timed = (event: UntimedEvent): MigrationEvent =>
      ({ ...event, at: now().toISOString() }) as MigrationEvent;
    const keep = keepWayBack(folder, now);
    const tell = (event: MigrationEvent): void => {
      state = fold(state, event);
      keep(event, state);
      onEvent(event, state);
    };
    const emit = (untimed: UntimedEvent): void => {
      const event = timed(untimed);
      journal.append(event);
      tell(event);
    };
    const current = (): MigrationState =>
      state ?? fail('migration.journal-damaged', { file: folder, line: 1 });
    first(emit, current);
    // Going back must not wait for an earlier profile.
    noteProfiles(current(), workshop.profiles, emit, course !== goOn);
    const stop = new AbortController();
    const desk = openQuestionDesk(emit, stop.signal);
    const secrets = new Secrets();
    const awake = awakeClock();
    const hands = keepHands({
      ...{ folder, emit, now, state: current, ask: desk.ask },
      hasConsole: workshop.hasConsole,
    });
    const connect = (signal: AbortSignal): Connections =>
      openConnections({
        ...{ ...workshop, secrets, signal, emit },
        journal: journalFile(folder),
        state: current,
        ask: desk.ask,
        handOf: hands.deskOf,
      });
    const connections = connect(stop.signal);
    const tunnels = keepWebTunnels();
    const giveUpBackup: Tools['giveUpBackup'] = (reason, deleted) => {
      const { backupId, name } = current().facts.request ?? fail('backup.vanished');
      emit({ type: 'backup-given-up', backupId, name, reason, deleted });
    };
    const kitSaved: Tools['kitSaved'] = (kit, side) =>
      emit({ type: 'kit-saved', ...kit, ...(side === 'target' && { side }) });
    const pace = keepPace(
      () => current().pace,
      (wanted) => emit({ type: 'pace-set', pace: wanted }),
    );
    const route = keepRoute(
      () => current().route,
      (wish) => emit({ type: 'route-wished', wish }),
      (chosen) => emit({ type: 'route-chosen', route: chosen }),
    );
    let fields: ConsoleFields | undefined;
    let discard: Discard = 'unproven';
    /** Over a connection of its own: those of the run are closed. */
    const cleanUp = async (): Promise<void> => {
      const own = connect(AbortSignal.timeout(cleaningMilliseconds));
      await discardBackup(discard, current(), own, giveUpBackup);
      own.close();
    };
    const tools: Tools = {
      ...workshop,
      ...connections,
      id: current().id,
      plan: current().plan,
      folder,
      secrets,
      signal: stop.signal,
      state: current,
      now,
      awake: awake.elapsed,
      ask: desk.ask,
      didByHand: hands.did,
      acceptKey: (side, hostKey, replaced) =>
        emit({ type: 'host-key-pinned', side, hostKey, ...(replaced && { replaced }) }),
      progress: (progress) => {
        const step = runningStep(current());
        if (step) emit({ type: 'progress', step, progress });
      },
      firstBackup: firstBackupNotes(emit, current),
      ...{ kitSaved, giveUpBackup, pacing: pace.pacing, route: route.tools },
      consoleFields: (typed) => {
        fields = typed;
      },
      noted: (note) => {
        const step = runningStep(current());
        if (step) emit({ type: 'transfer-noted', step, note });
      },
      found: (findings, measured) =>
        emit({ type: 'findings-made', findings, ...(measured && { measured }) }),
      pause: async (milliseconds) => {
        await wait(milliseconds, undefined, { signal: stop.signal });
      },
    };
    const revealKey = (): string => {
      if (stop.signal.aborted) return fail('key.not-proven');
      const { question, facts } = gateState(current());
      const key =
        question?.kind === 'save-key' && facts.request
          ? secrets.key(facts.request.backupId)
          : undefined;
      return key ?? fail('key.not-proven');
    };
    const tellLost = (thrown: unknown): never => {
      const step = runningStep(current()) ?? nextStep(current());
      if (step) tell(timed({ type: 'step-failed', step, failure: toFailure(thrown) }));
      tell(timed({ type: 'run-ended', outcome: 'stopped' }));
      throw thrown;
    };
    const ended = runToEnd(tools, emit, course, cleanUp)
      // What cannot be written down is told all the same: nobody may wait for a run that is over.
      .catch(tellLost)
      .finally(() => {
        tunnels.close();
        connections.close();
        awake.stop();
        secrets.forgetAll();
        journal.close();
        lock.release();
      });
    return {
      state: current,
      answer: desk.answer,
      revealKey,
      ...kitDesk({
        state: current,
        folder,
        printPdf: workshop.printPdf,
        now,
        revealKey,
        kitSaved,
      }),
      setPace: pace.set,
      setRoute: route.set,
      switchWay: hands.switchWay,
      handKey: () => (stop.signal.aborted ? fail('hand.no-key-wanted') : hands.key()),
      noteWorksheet: (wish) => emit(worksheetNote(current(), wish, now().toISOString(), secrets)),
      consoleTunnel: (side) => tunnelTo(side, current(), connections, tunnels),
      consoleFields: () =>
        fields ?? fail('contract.bad-input', { where: 'id', seen: 'nobody works at a console' }),
      cancel: (because, what = 'unproven') => {
        if (stop.signal.aborted) return;
        discard = what;
        stop.abort(new Cancelled(because));
      },
      ended,
    };
  } catch (thrown) {
    opened?.close();
    lock.release();
    throw thrown;
  }
}

const runningStep = (state: MigrationState): StepId | undefined =>
  stepIds.find((step) => state.steps[step].state === 'running');

async function runToEnd(
  tools: Tools,
  emit: (event: UntimedEvent) => void,
  course: Course,
  cleanUp: () => Promise<void>,
): Promise<RunOutcome> {
  // The caller has the run in hand before its first event happens.
  await new Promise(setImmediate);
  emit({ type: 'run-started', program: tools.program });
  const outcome = await course(tools, emit);
  if (outcome === 'cancelled' && !tools.state().rollBack) await cleanUp();
  emit({ type: 'run-ended', outcome });
  return outcome;
}
