import { type PartRecord, removeRecord, writeRecord } from './part-record';

const pauseMilliseconds = 1000;

/** Keeps the record of a transfer that runs. */
export type RecordKeeper = {
  /** Writes it now and then; a record that cannot be written stops no transfer. */
  readonly mayWrite: () => void;
  /** Writes it now. Throws where that cannot be done. */
  readonly write: () => Promise<void>;
  /** Takes it away, for good. */
  readonly remove: () => Promise<void>;
};

/** `now` tells what there is at this moment. */
export function recordKeeper(
  path: string,
  now: () => Omit<PartRecord, 'eppMigratePart'>,
): RecordKeeper {
  let last = performance.now();
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    last = performance.now();
    const record = now();
    writing = writing.catch(() => {}).then(() => writeRecord(path, record));
    return writing;
  };
  let busy = false;
  return {
    write,
    remove: async () => {
      busy = true;
      await writing.catch(() => {});
      await removeRecord(path);
    },
    mayWrite: () => {
      if (busy || performance.now() - last < pauseMilliseconds) return;
      busy = true;
      write()
        .catch(() => {})
        .finally(() => {
          busy = false;
        });
    },
  };
}
