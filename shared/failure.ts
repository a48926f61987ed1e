/**
 * What can go wrong, as data: a code and plain facts, the same in the engine, the journal, the window and the terminal.
 * The sentences for each code are in `words/failures.ts`.
 */

/** Every code with the exit code of the command line (meanings: `exitCodes`). */
export const failureExit = {
  'ssh.unknown-host': 2,
  'ssh.refused': 2,
  'ssh.timeout': 2,
  'ssh.not-ssh': 2,
  'ssh.no-common-algorithm': 2,
  'ssh.connection-lost': 2,
  'ssh.unreachable': 2,
  'ssh.forwarding-refused': 2,
  'ssh.host-key-changed': 5,
  'ssh.host-key-revoked': 5,
  'ssh.host-key-rejected': 5,
  'ssh.authentication': 6,
  'ssh.key-file': 6,
  'ssh.passphrase': 6,
  'ssh.password-expired': 6,
  'ssh.account-locked': 6,
  'ssh.no-shell': 6,
  'ssh.sudo': 6,
  'ssh.no-sftp': 2,
  'ssh.config': 4,
  'appliance.not-one': 2,
  'appliance.same-machine': 3,
  'appliance.command-failed': 2,
  'appliance.answer-unreadable': 2,
  'appliance.answer-too-long': 2,
  'appliance.no-answer': 2,
  'appliance.busy': 2,
  'appliance.no-command': 2,
  'web.no-answer': 2,
  'web.not-https': 2,
  'web.certificate-rejected': 5,
  'web.certificate-changed': 5,
  'hand.not-usable': 11,
  'hand.no-file': 11,
  'hand.not-a-backup': 8,
  'hand.do-not-retry': 2,
  'hand.old-login': 11,
  'hand.no-key-wanted': 64,
  'version.unreadable': 9,
  'version.not-allowed': 9,
  'preflight.blocked': 3,
  'backup.failed': 2,
  'backup.vanished': 2,
  'backup.needed': 64,
  'key.rejected': 7,
  'key.not-proven': 7,
  'key.wrong': 7,
  'key.lost': 7,
  'kit.not-one': 7,
  'kit.damaged': 7,
  'kit.other-backup': 7,
  'kit.form': 2,
  'kit.no-printer': 2,
  'clipboard.refused': 2,
  'transfer.source-file-missing': 2,
  'transfer.hash-mismatch': 8,
  'transfer.no-space': 2,
  'transfer.failed': 2,
  'transfer.other-file': 8,
  'transfer.not-there': 2,
  'ftp.not-arrived': 2,
  'ftp.unreachable': 2,
  'ftp.no-answer': 2,
  'ftp.not-ftp': 2,
  'ftp.no-tls': 2,
  'ftp.tls-failed': 2,
  'ftp.certificate-unknown': 5,
  'ftp.certificate-changed': 5,
  'ftp.login': 6,
  'ftp.not-allowed': 2,
  'ftp.refused': 2,
  'ftp.no-data-way': 2,
  'ftp.data-lost': 2,
  'ftp.connection-lost': 2,
  'ftp.wrong-size': 8,
  'ftp.cannot-go-on': 2,
  'ftp.port-in-use': 2,
  'ftp.port-not-allowed': 2,
  'ftp.address-not-here': 2,
  'ftp.tries-used-up': 6,
  'ftp.nobody-came': 2,
  'console.unreachable': 2,
  'console.no-answer': 2,
  'console.elsewhere': 2,
  'console.crashed': 2,
  'console.certificate-changed': 5,
  'console.not-a-backup': 8,
  'console.large-file': 11,
  'console.download-broken': 2,
  'console.file-differs': 8,
  'console.nothing-selected': 2,
  'archive.file-differs': 8,
  'archive.file-gone': 2,
  'archive.folder-in-use': 10,
  'restore.failed': 2,
  'restore.refused': 2,
  'restore.not-ready': 3,
  'restore.by-others': 2,
  'verify.counts-differ': 8,
  'verify.service-down': 2,
  'cutover.still-answering': 2,
  'cutover.address-silent': 2,
  'cutover.cut-off': 2,
  'cutover.wrong-identity': 5,
  'cutover.source-back': 5,
  'cutover.address-taken': 5,
  'cutover.stale-neighbour': 2,
  'cutover.went-back': 2,
  'cutover.declined': 11,
  'cutover.drift': 11,
  'worksheet.secret': 64,
  'clients.not-off': 11,
  'clients.not-on': 11,
  'rollback.declined': 11,
  'rollback.begun': 64,
  'rollback.not-possible': 64,
  'rollback.new-answers': 2,
  'rollback.source-silent': 2,
  'rollback.stranger': 5,
  'source.still-needed': 64,
  'migration.not-found': 64,
  'migration.journal-damaged': 2,
  'migration.locked': 10,
  'migration.storage': 2,
  'migration.cancelled': 130,
  'migration.waiting': 11,
  'plan.invalid': 4,
  'rules.invalid': 4,
  'profile.unknown': 4,
  'profile.invalid': 4,
  'profile.unsafe': 4,
  'profile.changed': 4,
  'recording.invalid': 4,
  'file.unreadable': 2,
  'file.damaged': 2,
  'file.unwritable': 2,
  'file.not-a-file': 2,
  'library.no-folder': 2,
  'contract.bad-input': 64,
  'usage.wrong': 64,
  'internal.unexpected': 70,
} as const;

export type FailureCode = keyof typeof failureExit;

/** Facts hold what was seen and needed; never a secret, never a sentence that a program would have to read. */
export type FailureFacts = Readonly<Record<string, string | number | boolean>>;

export type Failure = { readonly code: FailureCode; readonly facts: FailureFacts };

/** Exit codes of `epp-migrate`; 2 and 130 can be resumed. */
export const exitCodes = {
  0: 'done',
  1: 'done, with warnings',
  2: 'failed; can be resumed',
  3: 'a check blocks the migration',
  4: 'the plan or the rules are not valid',
  5: 'host key rejected or changed',
  6: 'login failed',
  7: 'the key is wrong or was not proven saved',
  8: 'file or counts are not the same',
  9: 'these versions do not go together',
  10: 'another program runs this migration',
  11: 'paused; waiting for a person',
  12: 'the file is not a backup',
  64: 'wrong use of the command line',
  70: 'a fault in this program',
  130: 'cancelled; can be resumed',
} as const;

/** The error that carries a failure through code; `message` is for stack traces only. */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, cause?: unknown) {
    super(
      `${failure.code} ${JSON.stringify(failure.facts)}`,
      cause === undefined ? undefined : { cause },
    );
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** Throws a FailureError. */
export function fail(code: FailureCode, facts: FailureFacts = {}, cause?: unknown): never {
  throw new FailureError({ code, facts }, cause);
}

/** The failure in anything thrown; what nobody foresaw becomes `internal.unexpected` with its message. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof FailureError) return thrown.failure;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal.unexpected', facts: { message: message.slice(0, 500) } };
}

/** True where the thrown thing is a failure with one of these codes. */
export function isFailure(
  thrown: unknown,
  ...codes: readonly FailureCode[]
): thrown is FailureError {
  return (
    thrown instanceof FailureError && (codes.length === 0 || codes.includes(thrown.failure.code))
  );
}
