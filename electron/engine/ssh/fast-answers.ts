import type { Passing } from './fast-gcm';
import type { Sftp } from './fast-inside';
import { giveBack } from './fast-memory';

const dataAnswer = 103;
/** Length, kind, number of the request, length of the data. */
const headBytes = 13;

/**
 * Reads the answers of an SFTP session: data goes straight into the buffer of whoever asked for it, everything else to ssh2's
 * own reader, which may be given it in pieces of any size.
 */
export function readAnswers(sftp: Sftp, passing: Passing): Sftp['push'] {
  const byItself = sftp.push.bind(sftp);
  const head = Buffer.alloc(headBytes);
  let headed = 0;
  /** Bytes of the message that are for ssh2's reader. */
  let others = 0;
  let into: Buffer | undefined;
  let filled = 0;
  let wanted = 0;

  const finish = (): void => {
    const id = head.readUInt32BE(5);
    const request = sftp._requests[id];
    headed = 0;
    const target = into;
    into = undefined;
    delete sftp._requests[id];
    request?.cb?.(undefined, target, wanted);
  };

  /** Decides who reads the message whose first bytes are there. */
  const begin = (): void => {
    const length = head.readUInt32BE(0);
    if (headed === headBytes && head[4] === dataAnswer) {
      const request = sftp._requests[head.readUInt32BE(5)];
      const bytes = head.readUInt32BE(9);
      const fits = request?.buffer && request.cb && bytes <= request.buffer.length;
      if (fits && length === 9 + bytes && bytes > 0) {
        into = request.buffer;
        filled = 0;
        wanted = bytes;
        return;
      }
    }
    const bytes = headed;
    headed = 0;
    others = Math.max(0, length + 4 - bytes);
    byItself(Buffer.from(head.subarray(0, bytes)));
  };

  return (data) => {
    if (data === null) {
      byItself(null);
      return;
    }
    const { payload } = passing;
    let kept = false;
    for (let at = 0; at < data.length; ) {
      if (others > 0) {
        const bytes = Math.min(others, data.length - at);
        others -= bytes;
        kept = true;
        byItself(data.subarray(at, at + bytes));
        at += bytes;
      } else if (into) {
        const bytes = Math.min(wanted - filled, data.length - at);
        data.copy(into, filled, at, at + bytes);
        filled += bytes;
        at += bytes;
        if (filled === wanted) finish();
      } else {
        // Other kinds than data need no more than the first five to be told.
        const bytes = Math.min((headed < 5 ? 5 : headBytes) - headed, data.length - at);
        data.copy(head, headed, at, at + bytes);
        headed += bytes;
        at += bytes;
        if (headed === headBytes || (headed === 5 && head[4] !== dataAnswer)) begin();
        else if (headed === 5 && head.readUInt32BE(0) < 9) begin();
      }
    }
    if (payload && !kept && payload.buffer === data.buffer) giveBack(payload);
  };
}
