import type { Appliance } from '../appliance/appliance';

/** What checks read of an appliance. */
export type Readings = Pick<
  Appliance,
  | 'disk'
  | 'counts'
  | 'backups'
  | 'restoreJob'
  | 'machine'
  | 'databaseBytes'
  | 'services'
  | 'patches'
  | 'licence'
  | 'clients'
  | 'archives'
>;

/** OpenSSH lets ten sessions run on one connection (MaxSessions); two are left to others. */
const atOnce = 8;

/** Reads each thing once, when it is first asked for, and not too many at the same time. */
export function readingsOf(appliance: Readings): Readings {
  const queue = limited(atOnce);
  const once = <Value>(read: () => Promise<Value>): (() => Promise<Value>) => {
    let reading: Promise<Value> | undefined;
    return () => {
      reading ??= queue(read);
      return reading;
    };
  };
  return {
    disk: once(appliance.disk),
    counts: once(appliance.counts),
    backups: once(appliance.backups),
    restoreJob: once(appliance.restoreJob),
    machine: once(appliance.machine),
    databaseBytes: once(appliance.databaseBytes),
    services: once(appliance.services),
    patches: once(appliance.patches),
    licence: once(appliance.licence),
    clients: once(appliance.clients),
    archives: once(appliance.archives),
  };
}

/** Lets so many pieces of work run at the same time; the others wait their turn. */
function limited(most: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = [];
  let running = 0;
  const done = (): void => {
    running--;
    waiting.shift()?.();
  };
  return async (work) => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    running++;
    try {
      return await work();
    } finally {
      done();
    }
  };
}
