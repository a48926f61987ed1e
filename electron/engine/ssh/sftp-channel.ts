import type { SFTPWrapper } from 'ssh2';
import { FailureError, fail } from '../../../shared/failure';
import { printable } from '../printable';
import { makeSftpFast } from './fast-sftp';
import type { Line, Settle } from './line';

/** An SFTP session on a line. */
export type SftpChannel = {
  /** One request; fails with ssh2's error (a number as `code` for what the server said) or a failure of the line. */
  readonly call: <Value>(
    start: (sftp: SFTPWrapper, settle: Settle<Value>) => void,
  ) => Promise<Value>;
  readonly isOver: () => boolean;
  /** Ends the session alone. Not every server says when it has too, so that is not waited for. */
  readonly end: () => void;
  /** As much as one READ or WRITE carries here. */
  readonly requestBytes: number;
  /** Whether the server offers an extension of SFTP, such as `fsync@openssh.com`. */
  readonly offers: (extension: string) => boolean;
};

/** With requests under way and no answer to any of them for so long, the server counts as gone. */
const silenceSeconds = 60;

/**
 * Opens an SFTP session. Throws `ssh.no-sftp` where the server has none. From now on a silence of so many
 * `seconds` ends the line with `appliance.no-answer`, even where the server gives signs of life. A `spare` session is one more that the
 * server need not give: that it does not answer to the wish for one ends nothing.
 */
export async function openSftp(
  line: Line,
  seconds = silenceSeconds,
  { spare = false } = {},
): Promise<SftpChannel> {
  // Opening is the first thing to wait for.
  let waiting = spare ? 0 : 1;
  const watch = setTimeout(() => {
    if (waiting === 0) return;
    line.lose({ code: 'appliance.no-answer', facts: { command: 'sftp', seconds } });
  }, seconds * 1000).unref();
  line.onLost(() => clearTimeout(watch));

  const sftp = await line
    .run<SFTPWrapper>((client, settle) =>
      client.sftp((error, opened) => {
        if (!error) makeSftpFast(client, opened);
        settle(error, opened);
      }),
    )
    .catch((thrown: unknown) => {
      if (line.isLost()) throw thrown;
      const seen = thrown instanceof Error ? printable(thrown.message).slice(0, 200) : '';
      return fail('ssh.no-sftp', { seen }, thrown);
    })
    .finally(() => {
      waiting = 0;
    });
  let over = false;
  const end = (): void => {
    over = true;
  };
  // Without a listener an error would end the process; the requests under way fail by themselves.
  sftp.on('error', end).on('end', end).on('close', end);

  return {
    requestBytes: requestBytesOf(sftp),
    offers: (extension) => extensionsOf(sftp)[extension] !== undefined,
    isOver: () => over || line.isLost(),
    end: () => {
      if (!over && !line.isLost()) sftp.end();
    },
    call: async (start) => {
      if (waiting === 0) watch.refresh();
      waiting++;
      try {
        return await line.run((_client, settle) => start(sftp, settle));
      } catch (thrown) {
        if (thrown instanceof FailureError || isStatus(thrown)) throw thrown;
        // Not the server's answer, but ssh2's word for an SFTP session that ended.
        throw new FailureError({ code: 'ssh.connection-lost', facts: line.address }, thrown);
      } finally {
        waiting--;
        watch.refresh();
      }
    },
  };
}

const isStatus = (thrown: unknown): boolean =>
  typeof (thrown as { readonly code?: unknown } | null)?.code === 'number';

/** What ssh2 lets pass in one packet to any server, and what it settled with this one. */
const requestBytesMin = 31_952;

function requestBytesOf(sftp: SFTPWrapper): number {
  const { _maxReadLen: read, _maxWriteLen: write } = sftp as unknown as Record<string, unknown>;
  return typeof read === 'number' && typeof write === 'number'
    ? Math.max(requestBytesMin, Math.min(read, write))
    : requestBytesMin;
}

/** What the server said it can do beside version 3 of SFTP, by name. */
const extensionsOf = (sftp: SFTPWrapper): Readonly<Record<string, unknown>> =>
  ((sftp as unknown as Record<string, unknown>)['_extensions'] ?? {}) as Record<string, unknown>;
