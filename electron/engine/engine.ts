// Long because: every handler of the contract is built here, by hand.

import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import type { Side } from '../../shared/appliance';
import type { ServerAt } from '../../shared/connecting';
import type { ConnectionTest } from '../../shared/connection-test';
import type { EngineCommandName, Pushes } from '../../shared/contract';
import { fail } from '../../shared/failure';
import type { HandOperation } from '../../shared/hand-work';
import type { InspectionRun } from '../../shared/inspection';
import type { MigrationEvent, MigrationState } from '../../shared/migration';
import { type Endpoint, parsePlan } from '../../shared/plan';
import type { LinuxProbes, WebProbes } from '../../shared/probes';
import { waysOfBoth } from '../../shared/ways';
import type { Handlers } from '../../shared/wire';
import { openByProfile } from './appliance/by-profile';
import { hasCommandFor } from './appliance/has-command';
import { openProfiles } from './appliance/load-profile';
import { openMixed } from './appliance/mixed';
import { profileHandlers } from './appliance/profile-handlers';
import { type ProfileTrial, profileTrial } from './appliance/profile-trial';
import { type ArchiveWish, saveArchives } from './archive/save-archives';
import { checkKey } from './eppb/check-key';
import { fitAnew } from './eppb/fit-of';
import { inspectFile } from './eppb/inspect-file';
import { inspectionHandlers } from './eppb/inspection-handlers';
import { openInspections } from './eppb/inspections';
import { pathOf } from './file-path';
import { openFtpDesk } from './ftp/desk/open-desk';
import { interfacesTowards } from './ftp/interfaces-towards';
import { openFtp } from './ftp/open-ftp';
import { readConsole } from './guide/families';
import { probeServer } from './guide/probe-server';
import { probeWeb } from './guide/web-probes';
import type { PrintPdf } from './kit/make-kit';
import { keepKits, writeOwnerFile } from './kit/write-kit';
import { openLibraries } from './library/library-handlers';
import { connectingHandlers } from './login/connecting-handlers';
import { knownKeysOnDisk } from './login/known-keys';
import { openTests } from './login/tests';
import { noVault, type Vault } from './login/vault';
import { createRun, resumeAnew, resumeRun } from './migration/begin-run';
import { switchStopped } from './migration/hand-keeper';
import { liveOwner } from './migration/lock';
import { journalFile, type Run, type RunOptions, type Workshop } from './migration/migration';
import { noteStopped } from './migration/note-worksheet';
import { openShelf } from './migration/shelf';
import { wayBackHandlers } from './migration/way-back-handlers';
import { neighboursBySystem } from './neighbour/by-system';
import { findingsText } from './report/findings-export';
import { inspectionText } from './report/inspection-export';
import { planText } from './report/plan-export';
import { windowPlanFile, windowPlanPage } from './report/window-plan-file';
import { worksheetText } from './report/worksheet-export';
import { writeReport } from './report/write-report';
import { loadRules } from './rules/load-rules';
import { knownHostsIn } from './ssh/known-hosts';
import { reachOver } from './ssh/reach';
import { readUserKnownHosts, userKnownHostsFiles } from './ssh/user-known-hosts';
import { throttled } from './throttled';
import { throughLocalCopy } from './transport/through-local-copy';

export type EngineOptions = {
  /** Holds migrations, pinned host keys and practice pairs; see `dataFolder`. */
  readonly dataFolder: string;
  /** Name and version of the program, for journals. */
  readonly program: string;
  /** Absent: nothing is remembered. */
  readonly vault?: Vault | undefined;
  /** Whether the front end can show an appliance's web console beside a question; absent: it cannot. */
  readonly hasConsole?: boolean | undefined;
  /** Absent: recovery kits are made as text and HTML only. */
  readonly printPdf?: PrintPdf | undefined;
};

/** The engine: everything that a front end can ask for. Runs in any process; knows neither window nor terminal. */
export type Engine = {
  readonly handlers: Handlers<EngineCommandName>;
  /** Begins to save what a migration leaves behind; follows like a test of a connection, with the id of one. For the terminal: a page names no folder. */
  readonly archive: (endpoint: Endpoint, wish: ArchiveWish) => string;
  /** Begins to probe a server of which nothing is known; follows like a test of a connection, with the id of one. `hear` is told what it told. */
  readonly probe: (endpoint: Endpoint, hear: (probes: LinuxProbes) => void) => string;
  /** What a web port shows to anybody; throws as `probeWeb` does. */
  readonly lookAtWeb: (server: ServerAt, signal: AbortSignal) => Promise<WebProbes>;
  /** Begins to try a profile on a server; follows like a test of a connection, with the id of one. Throws as `Profiles.load` does, and `usage.wrong`. For the terminal; a page has the command `try-profile`. */
  readonly tryProfile: (endpoint: Endpoint, wish: ProfileTrial) => string;
  /** Whole states, at most ten a second for each migration, the last one always. */
  readonly onState: (hear: (state: Pushes['migration-changed']) => void) => () => void;
  /** Whole states of tests of connections, at most ten a second for each, the last one always. */
  readonly onTest: (hear: (test: Pushes['test-changed']) => void) => () => void;
  /** What has changed of the library that is open, a few times a second. */
  readonly onLibrary: (hear: (change: Pushes['library-changed']) => void) => () => void;
  /** Whole states of inspections, at most ten a second for each, the last one always. */
  readonly onInspection: (hear: (run: Pushes['inspection-changed']) => void) => () => void;
  /** What trials tell that were begun by the command `try-profile`. */
  readonly onTrial: (hear: (told: Pushes['trial-told']) => void) => () => void;
  readonly onEvent: (
    hear: (id: string, event: MigrationEvent, state: MigrationState) => void,
  ) => () => void;
  /** Cancels what runs and waits until the journals are closed. */
  readonly close: () => Promise<void>;
};

const pushInterval = 100;

/** Builds the engine; the only place that names adapters. */
export function createEngine(options: EngineOptions): Engine {
  const shelf = openShelf(options.dataFolder);
  const runs = new Map<string, Run>();
  const hearStates = new Set<(state: MigrationState) => void>();
  const hearEvents = new Set<(id: string, event: MigrationEvent, state: MigrationState) => void>();
  const push = throttled<MigrationState>(pushInterval, (state) => {
    for (const hear of hearStates) hear(state);
  });
  const hearTests = new Set<(test: ConnectionTest) => void>();
  const pushTest = throttled<ConnectionTest>(pushInterval, (test) => {
    for (const hear of hearTests) hear(test);
  });
  const hearLibrary = new Set<(change: Pushes['library-changed']) => void>();
  const libraries = openLibraries({
    ...{ dataFolder: options.dataFolder, writeExport },
    tell: (change) => {
      for (const hear of hearLibrary) hear(change);
    },
  });
  const vault = options.vault ?? noVault;
  const profiles = openProfiles(options.dataFolder);
  const hasCommand = (operation: HandOperation, profile?: string): boolean =>
    hasCommandFor(profiles.load(profile).profile, operation);
  const open = openMixed({
    byCommand: openByProfile(profiles),
    openReach: reachOver,
    hasCommand,
  });
  const userKnownHosts = () => readUserKnownHosts(userKnownHostsFiles(homedir()));
  const keysOnDisk = knownKeysOnDisk(
    knownHostsIn(join(options.dataFolder, 'known-hosts.json')),
    userKnownHosts,
  );
  const tests = openTests({
    ...{ open, keysOnDisk, vault },
    onChange: (test) => pushTest(test.id, test),
  });
  const hearInspections = new Set<(run: InspectionRun) => void>();
  const pushInspection = throttled<InspectionRun>(pushInterval, (run) => {
    for (const hear of hearInspections) hear(run);
  });
  const inspections = openInspections({
    inspect: inspectFile,
    judge: (found, target) => fitAnew(found, target, () => loadRules(options.dataFolder).rules),
    onChange: (run) => pushInspection(run.id, run),
  });
  const workshop: Workshop = {
    ...{ open, profiles, keysOnDisk, vault },
    openReach: reachOver,
    neighbours: neighboursBySystem(),
    transport: throughLocalCopy,
    ftp: { interfacesTowards, open: openFtp, openDesk: openFtpDesk },
    loadRules: () => loadRules(options.dataFolder).rules,
    program: options.program,
    hasConsole: options.hasConsole ?? false,
    printPdf: options.printPdf,
  };

  const told = (id: string, event: MigrationEvent, state: MigrationState): void => {
    for (const hear of hearEvents) hear(id, event, state);
    push(id, state);
  };
  const begin = (id: string, start: (run: RunOptions) => Run): void => {
    const run = start({
      folder: shelf.folder(id),
      workshop,
      onEvent: (event, state) => told(id, event, state),
    });
    runs.set(id, run);
    const over = (): void => {
      if (runs.get(id) === run) runs.delete(id);
    };
    run.ended.then(over, over);
  };
  const running = (id: string): Run =>
    runs.get(id) ?? fail('migration.not-found', { id, seen: 'not running' });

  const hearTrials = new Set<(told: Pushes['trial-told']) => void>();
  const tryProfile: Engine['tryProfile'] = (endpoint, wish) =>
    tests.startInstead(
      endpoint,
      profileTrial(endpoint, wish, { profiles, program: options.program }),
    );

  const handlers: Handlers<EngineCommandName> = {
    'list-migrations': async () =>
      shelf.list().states.map((state) => runs.get(state.id)?.state() ?? state),
    'list-damaged': async () =>
      shelf.list().damaged.map((id) => ({ id, folder: shelf.folder(id) })),
    'start-migration': async ({ plan }) => {
      const id = shelf.newId();
      begin(id, (run) => createRun(id, parsePlan(plan), run));
      return { id };
    },
    'resume-migration': async ({ id, newBackup, ...wish }) => {
      if (runs.has(id)) return newBackup ? fail('backup.needed', { id }) : null;
      shelf.read(id);
      begin(id, (run) => (newBackup ? resumeAnew : resumeRun)(run, wish));
      return null;
    },
    'cancel-migration': async ({ id, because, discardBackup }) => {
      const run = running(id);
      run.cancel(because, discardBackup ? 'unfinished' : 'unproven');
      await run.ended;
      return null;
    },
    'set-pace': async ({ id, ...wish }) => {
      running(id).setPace(wish);
      return null;
    },
    ...wayBackHandlers({
      shelf,
      stateOf: (id) => runs.get(id)?.state() ?? shelf.read(id),
      begin: (id, start) => begin(id, start),
      tell: (event, state) => {
        for (const hear of hearEvents) hear(state.id, event, state);
        push(state.id, state);
      },
      writeExport,
    }),
    'set-route': async ({ id, route }) => {
      running(id).setRoute(route);
      return null;
    },
    'switch-way': async ({ id, ...wish }) => {
      const run = runs.get(id);
      if (run) {
        run.switchWay(wish);
        return null;
      }
      shelf.read(id);
      const folder = shelf.folder(id);
      const { event, state } = switchStopped(folder, journalFile(folder), wish, new Date());
      told(id, event, state);
      return null;
    },
    'ways-of': async ({ id }) => {
      const state = runs.get(id)?.state() ?? shelf.read(id);
      const has = (side: Side, operation: HandOperation): boolean =>
        hasCommand(operation, state.plan[side].profile);
      return waysOfBoth(state, has, options.hasConsole ?? false);
    },
    'console-tunnel': async ({ id, side }) => running(id).consoleTunnel(side),
    'hand-key': async ({ id }) => ({ key: running(id).handKey() }),
    'console-fields': async ({ id }) => running(id).consoleFields(),
    'read-console': async ({ family, text }) => readConsole(text, family),
    'forget-migration': async ({ id }) => {
      const owner = liveOwner(shelf.folder(id));
      if (owner) fail('migration.locked', { pid: owner.pid, host: owner.host, since: owner.since });
      shelf.forget(id);
      return null;
    },
    'answer-question': async ({ id, questionId, answer }) => {
      (tests.get(id) ?? running(id)).answer(questionId, answer);
      return null;
    },
    'reveal-key': async ({ id }) => ({ key: running(id).revealKey() }),
    'save-kit': async ({ id, file, ...look }) => {
      const { path, warnings } = await running(id).saveKit(pathOf(file), look);
      return { path, warnings };
    },
    'kit-page': async ({ id, ...look }) => ({ html: running(id).kitPage(look) }),
    'export-findings': async ({ id, format, file }) => {
      const path = pathOf(file);
      const state = runs.get(id)?.state() ?? shelf.read(id);
      await writeExport(path, findingsText(state, format, new Date()));
      return { path };
    },
    'note-worksheet': async ({ id, ...wish }) => {
      const run = runs.get(id);
      if (run) {
        run.noteWorksheet(wish);
        return null;
      }
      shelf.read(id);
      const folder = shelf.folder(id);
      const { event, state } = noteStopped(folder, journalFile(folder), wish, new Date());
      told(id, event, state);
      // What is ticked off after the end belongs into the report that there is.
      if (state.facts.report) await writeReport(state, folder, new Date());
      return null;
    },
    'export-worksheet': async ({ id, format, file }) => {
      const path = pathOf(file);
      const state = runs.get(id)?.state() ?? shelf.read(id);
      await writeExport(path, worksheetText(state, format, new Date()));
      return { path };
    },
    'save-window-plan': async ({ id, format, file, ...start }) => {
      const path = pathOf(file);
      const state = runs.get(id)?.state() ?? shelf.read(id);
      await writeExport(path, windowPlanFile(windowPlanPage(state, start), format, new Date()));
      return { path };
    },
    'save-plan': async ({ plan, file }) => {
      const path = pathOf(file);
      await writeExport(path, planText(plan, basename(path), keysOnDisk));
      return { path };
    },
    'check-key': async ({ file, ...given }) => ({
      verdict: await checkKey(pathOf(file), given),
    }),
    ...libraries.handlers,
    ...inspectionHandlers({ inspections, textOf: inspectionText, writeExport }),
    ...connectingHandlers({ dataFolder: options.dataFolder, tests, vault, userKnownHosts }),
    ...profileHandlers({
      ...{ write: writeExport, tryProfile },
      tell: (told) => {
        for (const hear of hearTrials) hear(told);
      },
    }),
  };

  return {
    handlers,
    tryProfile,
    archive: (endpoint, wish) =>
      tests.start(endpoint, undefined, (appliance, signal, tell) =>
        saveArchives(appliance, wish, { transport: throughLocalCopy, signal, tell }),
      ),
    probe: (endpoint, hear) =>
      tests.startInstead(endpoint, async (desk, signal) =>
        hear(await probeServer(endpoint, desk, signal)),
      ),
    lookAtWeb: probeWeb,
    onState: (hear) => subscribe(hearStates, hear),
    onTest: (hear) => subscribe(hearTests, hear),
    onLibrary: (hear) => subscribe(hearLibrary, hear),
    onInspection: (hear) => subscribe(hearInspections, hear),
    onTrial: (hear) => subscribe(hearTrials, hear),
    onEvent: (hear) => subscribe(hearEvents, hear),
    close: async () => {
      const all = [...runs.values()];
      for (const run of all) run.cancel('closing');
      await Promise.all([tests.endAll(), inspections.endAll(), libraries.close()]);
      await Promise.allSettled(all.map((run) => run.ended));
    },
  };
}

function subscribe<Hear>(hearers: Set<Hear>, hear: Hear): () => void {
  hearers.add(hear);
  return () => hearers.delete(hear);
}

/** What a person saves beside kits must not take the place of one. */
async function writeExport(path: string, text: string): Promise<void> {
  await keepKits(path);
  writeOwnerFile(path, text);
}
