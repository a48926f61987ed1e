/** What a machine was asked, in memory, so that tests can prove what was and was not done. */
export type MachineRecord = {
  /** Every command line as it came. */
  readonly commands: string[];
  /** Every SFTP operation with its path, without reads and writes: `rename /incoming/a`. */
  readonly operations: string[];
  /** Every run of bytes written over SFTP; writes that follow each other are one run. */
  readonly writes: { readonly path: string; readonly offset: number; length: number }[];
  /**
   * Everything asked of it that changed something, commands and SFTP operations alike, in its order: `backup start`,
   * `sftp rename /incoming/a`. What was refused is not here; writes to one file that follow each other are one.
   */
  readonly changes: string[];
  /** Every attempt to log in, without secrets. */
  readonly logins: { readonly user: string; readonly method: string; readonly accepted: boolean }[];
  /** Every request to the web console: `POST /backups/create`, without what was sent. */
  readonly web: string[];
  /** TCP connections that were taken. */
  connections: number;
};

export const newRecord = (): MachineRecord => ({
  commands: [],
  operations: [],
  writes: [],
  changes: [],
  logins: [],
  web: [],
  connections: 0,
});

/** Notes that something was changed. */
export function noteChange(record: MachineRecord, what: string): void {
  if (!what.startsWith('sftp write ') || record.changes.at(-1) !== what) record.changes.push(what);
}

/** Notes a write. */
export function noteWrite(
  record: MachineRecord,
  path: string,
  offset: number,
  length: number,
): void {
  const last = record.writes.at(-1);
  if (last && last.path === path && last.offset + last.length === offset) last.length += length;
  else record.writes.push({ path, offset, length });
}
