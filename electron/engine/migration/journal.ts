import {
  closeSync,
  constants,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import * as z from 'zod';
import { fail } from '../../../shared/failure';
import { foldAll } from '../../../shared/fold';
import {
  type MigrationEvent,
  type MigrationState,
  transientTypes,
} from '../../../shared/migration';
import { planSchema } from '../../../shared/plan';

/** The journal of one migration: its events as JSON lines. Opened by one writer, who holds the lock. */
export type Journal = {
  /** Writes and flushes an event before it returns; transient events are left out. Throws `migration.storage`. */
  readonly append: (event: MigrationEvent) => void;
  readonly close: () => void;
};

const eventLine = z.looseObject({ at: z.string(), type: z.string() });
const firstLine = z.looseObject({
  type: z.literal('migration-created'),
  id: z.string(),
  plan: planSchema,
});

/**
 * Reads the events of a journal. A last line that was cut off by a crash is left out; any other line that cannot be read is
 * `migration.journal-damaged` with its number.
 */
export function readJournal(file: string): {
  readonly events: readonly MigrationEvent[];
  readonly length: number;
} {
  const bytes = read(file);
  const complete = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
  const lines = complete.toString('utf8').split('\n').slice(0, -1);
  const events = lines.map((line, index) => {
    const schema = index === 0 ? firstLine : eventLine;
    const parsed = schema.safeParse(parseJson(line));
    if (!parsed.success) return fail('migration.journal-damaged', { file, line: index + 1 });
    return parsed.data as unknown as MigrationEvent;
  });
  return { events, length: complete.length };
}

/** The state that a journal tells, or undefined for one without a whole line. */
export const readState = (file: string): MigrationState | undefined =>
  stateOf(readJournal(file).events, file);

/** The state of events that were read from a file; `migration.journal-damaged` where they make none, or come from a later version. */
export function stateOf(
  events: readonly MigrationEvent[],
  file: string,
): MigrationState | undefined {
  try {
    return foldAll(events);
  } catch {
    return fail('migration.journal-damaged', { file, line: events.length });
  }
}

/** Opens a journal for appending, cutting off a torn last line of `length` and beyond. */
export function openJournal(file: string, length: number): Journal {
  let handle: number;
  try {
    // Not in append mode: Windows does not cut a file that is open for appending.
    handle = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
    ftruncateSync(handle, length);
  } catch (thrown) {
    return storage(file, thrown);
  }
  let end = length;
  let closed = false;
  return {
    append: (event) => {
      // What still arrives after the run's end belongs to no run.
      if (closed || transientTypes.has(event.type)) return;
      const line = Buffer.from(`${JSON.stringify(event)}\n`);
      try {
        for (let done = 0; done < line.length; ) {
          done += writeSync(handle, line, done, line.length - done, end + done);
        }
        fsyncSync(handle);
        end += line.length;
      } catch (thrown) {
        // Half a line must not stand before the next one.
        cutTo(handle, end);
        storage(file, thrown);
      }
    },
    close: () => {
      closed = true;
      closeSync(handle);
    },
  };
}

function cutTo(handle: number, length: number): void {
  try {
    ftruncateSync(handle, length);
  } catch {
    // The failure that led here is told; a torn tail is cut off at the next opening.
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    return storage(file, thrown);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const storage = (path: string, thrown: unknown): never =>
  fail(
    'migration.storage',
    { path, seen: (thrown as NodeJS.ErrnoException).code ?? 'unwritable' },
    thrown,
  );
