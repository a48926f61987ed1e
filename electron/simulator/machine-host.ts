import { join } from 'node:path';
import { backupFailed, backupWritten } from './backup-job';
import { webIdentitiesIn } from './certificate';
import { type CommandAnswer, commandNameOf, nameOf, runCommand, runLine } from './command-line';
import type { Dialect } from './dialect';
import { withCheckIn } from './fleet';
import { hostKeysIn } from './host-key';
import type { MachineState } from './machine';
import { type MachineRecord, newRecord, noteChange } from './record';
import { Refusal } from './refusal';
import { backupLoaded } from './restore-job';
import type { ServedMachine } from './served-machine';
import { settle } from './settle';
import { listenSsh, type SshServer } from './ssh-server';
import { openStorage, type Places } from './storage';
import { tripwires } from './tripwires';
import { isTaken, misplaced, type Wanted, type Work, wanted, workName } from './wanted';
import { listenWeb, type WebServer } from './web-server';
import { loadBackup, writeBackup } from './works';

/** A machine that runs: its port is open or closed as its state says, its works get done. */
export type MachineHost = {
  /** The state, settled. */
  readonly state: () => MachineState;
  readonly change: (state: MachineState) => void;
  readonly record: MachineRecord;
  /** Whether its port is open: that of SSH, or where that is switched off that of HTTPS. */
  readonly listening: () => boolean;
  readonly port: () => number;
  /** Resolves when everything that was wanted at the call is so. */
  readonly seeTo: () => Promise<void>;
  /** Runs a command as somebody does who sits at the machine itself; nothing of it is in the record. */
  readonly atConsole: (line: string) => Promise<CommandAnswer>;
  /** Closes the port and ends the works; the state stays as it is. */
  readonly stop: () => Promise<void>;
};

export type HostOptions = {
  /** Holds the host key, the files and the work folder. */
  readonly folder: string;
  readonly state: MachineState;
  /** 0 for any free one. */
  readonly port: number;
  /** Of HTTPS; absent: it serves none. */
  readonly webPort?: number | undefined;
  /** How it understands command lines; absent: as `docs/APPLIANCE.md` says. */
  readonly dialect?: Dialect | undefined;
  /** Called at each change of the state. */
  readonly save: (state: MachineState) => void;
  /** Whether another machine answers at this address. */
  readonly answersAt: (address: string) => boolean;
  /** As in `CommandContext`. */
  readonly macAt: (address: string) => string | undefined;
  /** Whether another machine at the same address is the one that others see there. */
  readonly yields: () => boolean;
};

/** Where the files of a machine in this folder are. */
export const placesIn = (folder: string): Places => ({
  ...{ area: join(folder, 'files'), work: join(folder, 'work'), seenAs: '' },
});

/** Runs a machine; its ports are open when this resolves, unless the state says otherwise. */
export async function hostMachine(options: HostOptions): Promise<MachineHost> {
  const { folder } = options;
  const record = newRecord();
  const works = new Map<string, { readonly abort: () => void; readonly done: Promise<void> }>();
  let current = options.state;
  let port = options.port;
  let server: SshServer | undefined;
  let web: WebServer | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let stopped = false;
  let seeing: Promise<void> = Promise.resolve();

  const state = (): MachineState => {
    const settled = settle(current, Date.now());
    if (settled !== current) change(settled);
    return current;
  };
  const change = (next: MachineState): void => {
    if (stopped || next === current) return;
    current = next;
    options.save(next);
    seeToSoon();
  };
  const storage = await openStorage(placesIn(folder), () => current);
  const hostKeys = hostKeysIn(folder);
  // Made now, not at the first connection, which may be timed.
  hostKeys(current.faults, current.hostKeys);
  const webIdentities = webIdentitiesIn(folder);
  const webIdentity = () => webIdentities(current.hostname, current.certificates ?? 0);
  const shownIdentity = () =>
    isTaken(current) || current.faults['web-wrong-certificate']
      ? webIdentities('another-server', 'other')
      : webIdentity();
  const { answersAt, macAt } = options;
  const shown = options.webPort === undefined ? {} : { web: webIdentity };
  const around = { now: Date.now, state, storage, answersAt, macAt, ...shown };
  const noted =
    (what: string) =>
    (next: MachineState): void => {
      if (next !== current) noteChange(record, what);
      change(next);
    };
  const at = (what: string, stdin: () => Promise<string>) => ({
    ...around,
    change: noted(what),
    stdin,
  });
  const served: ServedMachine = {
    state,
    storage,
    record,
    ...tripwires(
      () => current.faults,
      (faults) => change({ ...current, faults }),
    ),
    run: (line, stdin) =>
      (options.dialect ?? runLine)(line, at(commandNameOf(line) ?? line, stdin)),
    command: (given, stdin = '') => {
      const words = ['eppctl', ...given];
      return runCommand(
        words,
        at(nameOf(words) ?? '', async () => stdin),
      );
    },
    change: (next, what) => noted(what)(next),
  };

  const seeTo = (): Promise<void> => {
    seeing = seeing.catch(() => undefined).then(seeToAll);
    return seeing;
  };
  const seeToAll = async (): Promise<void> => {
    if (stopping) return;
    const want = wanted(state(), Date.now());
    await seeToPort({ ...want, listening: want.listening && !options.yields() });
    seeToWorks(want.works);
    await seeToTrash(want.trash);
    if (want.lookAgainAt !== undefined) lookAgainIn(Math.max(1, want.lookAgainAt - Date.now()));
  };
  const lookAgainIn = (milliseconds: number): void => {
    clearTimeout(timer);
    if (!stopping) timer = setTimeout(seeToSoon, milliseconds);
  };
  // A port that its last owner has not let go of yet, or a file in use, may be had a little later.
  const seeToSoon = (): void => {
    seeTo().catch(() => lookAgainIn(100));
  };
  const seeToPort = async (want: Wanted): Promise<void> => {
    await seeToWeb(want);
    if (server && (misplaced(server, want) || !want.ssh)) {
      const closing = server;
      server = undefined;
      await closing.close();
    }
    server?.silence(current.faults.stall !== undefined);
    if (server || !want.listening || !want.ssh) return;
    const hostKey = (): string =>
      isTaken(current)
        ? hostKeys({ ...current.faults, 'wrong-host-key': {} }, current.hostKeys)
        : hostKeys(current.faults, current.hostKeys);
    server = await listenSsh({ address: want.address, port }, served, hostKey, () => web);
    port = server.port;
  };
  const seeToWeb = async (want: Wanted): Promise<void> => {
    const { webPort } = options;
    if (web && misplaced(web, want)) {
      const closing = web;
      web = undefined;
      await closing.close();
    }
    if (web || !want.listening || webPort === undefined) return;
    const checkIn = (computer: string): void => change(withCheckIn(state(), computer, Date.now()));
    web = await listenWeb(
      { address: want.address, port: webPort },
      { ...served, checkIn },
      shownIdentity,
    );
  };
  const seeToWorks = (wantedWorks: readonly Work[]): void => {
    const names = new Map(wantedWorks.map((work) => [workName(work), work]));
    for (const [name, running] of works) if (!names.has(name)) running.abort();
    for (const [name, work] of names) {
      if (works.has(name)) continue;
      const running = new AbortController();
      const done = carryOut(work, running.signal).finally(() => works.delete(name));
      works.set(name, { abort: () => running.abort(), done });
    }
  };
  const carryOut = async (work: Work, signal: AbortSignal): Promise<void> => {
    try {
      if (work.kind === 'write-backup') {
        const file = await writeBackup(current, work, storage, signal);
        change(backupWritten(state(), work.id, file, Date.now()));
      } else {
        change(
          backupLoaded(
            state(),
            work.job,
            await loadBackup(current, work, storage, signal, Date.now),
          ),
        );
      }
    } catch (error) {
      if (signal.aborted || work.kind !== 'write-backup') return;
      const reason = error instanceof Refusal ? error.word : 'internal';
      change(backupFailed(state(), work.id, reason, Date.now()));
    }
  };
  const seeToTrash = async (trash: readonly string[]): Promise<void> => {
    if (trash.length === 0) return;
    for (const name of trash) await storage.remove(name);
    change({ ...current, trash: current.trash.filter((name) => !trash.includes(name)) });
  };

  await seeTo();
  return {
    state,
    change,
    record,
    listening: () => (current.faults['no-ssh'] ? web : server) !== undefined,
    port: () => port,
    seeTo,
    atConsole: async (line) => {
      const answer = await runLine(line, { ...around, change, stdin: async () => '' });
      await seeTo();
      return answer;
    },
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await seeing.catch(() => undefined);
      // What a command has changed is saved as long as it could still be answered.
      await server?.close();
      await web?.close();
      server = undefined;
      web = undefined;
      for (const running of works.values()) running.abort();
      await Promise.all([...works.values()].map((running) => running.done));
      stopped = true;
    },
  };
}
