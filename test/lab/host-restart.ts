import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRows } from '../../electron/simulator/database';
import type { MachineState } from '../../electron/simulator/machine';
import { placesOfHost } from './host-config';
import { makeHostKeys, writeLogins } from './host-logins';
import type { HostParts } from './host-parts';

const farAway = 600_000;

/** Keeps the real programs of a host as its practice machine says that they are. */
export type HostRestarts = {
  /** Whether the rows of the machine's database are those of MariaDB, and its logins those of the host. */
  readonly isApplied: () => boolean;
  /** Looks at the machine and does what it has come to; has to be called again and again. */
  readonly look: () => Promise<void>;
  /** Takes the rows of MariaDB into a dump that the machine's next backup is made from. */
  readonly saveRows: () => Promise<void>;
  /** Puts the machine's rows into MariaDB. */
  readonly loadRows: () => Promise<void>;
};

/** The rows of a machine have a name: that of their dump, or that of their seed. */
const rowsOf = ({ database, machineId }: MachineState): string =>
  database.dump ?? `seed ${database.seed ?? machineId}`;

/** The restarts of a host; none begins before `look` is called. */
export function hostRestarts({ config, machine, database, web, sshd }: HostParts): HostRestarts {
  const { applied, root } = placesOfHost(config.folder);
  const isApplied = (): boolean => read(applied) === rowsOf(machine.state());
  let handled = 0;

  const loadRows = async (): Promise<void> => {
    const state = machine.state();
    await database.start();
    await database.load(rows(state));
    writeFileSync(applied, rowsOf(state));
  };
  async function* rows({ database: held, machineId }: MachineState): AsyncGenerator<string> {
    if (held.dump === undefined) {
      for (const block of seededRows(held.seed ?? machineId, held.counts))
        yield* block.split('\n').slice(0, -1);
      return;
    }
    const input = createReadStream(join(root, 'work', held.dump));
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  }

  /** From now on the practice machine restarts for as long as the host really does. */
  const restart = async (isRestore: boolean): Promise<void> => {
    const from = Date.now();
    const until = from + farAway;
    await machine.change((state) => ({
      ...state,
      restart: { from, closedUntil: until, until },
      ...(isRestore && state.restore?.state === 'done'
        ? { restore: { ...state.restore, state: 'restarting' } }
        : {}),
    }));
    await Promise.all([sshd.stop(), web.stop()]);
    if (isRestore) {
      await loadRows();
      await writeLogins(config, machine.state().accounts);
      if (machine.faults().newHostKeyAtRestore) await makeHostKeys(config.folder);
    }
    await database.stop();
    await pause(Math.max(0, from + config.closedFor - Date.now()));
    const parts = machine.faults().databaseStaysDown ? [web, sshd] : [database, web, sshd];
    await Promise.all(parts.map((part) => part.start()));
    const now = Date.now();
    handled = now;
    await machine.change((state) => ({
      ...state,
      restart: { from: now, closedUntil: now, until: now },
    }));
  };

  const look = async (): Promise<void> => {
    const state = machine.state();
    if (!isApplied()) return restart(true);
    if (state.restart && state.restart.from > handled) return restart(false);
    await web.serveClients(state.clients.enabled);
  };
  return {
    isApplied,
    look,
    loadRows,
    saveRows: async () => {
      const dump = `rows-${Date.now()}.sql`;
      await database.save(join(root, 'work', dump));
      const counts = await database.counts();
      await machine.change((state) => {
        const before = state.database.dump;
        writeFileSync(applied, dump);
        return {
          ...state,
          database: { counts, dump },
          trash: before === undefined ? state.trash : [...state.trash, before],
        };
      });
    },
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
