import type { Client, SFTPWrapper } from 'ssh2';
import { readAnswers } from './fast-answers';
import { payloadStart, wrap } from './fast-gcm';
import { type GcmCipher, insideSftp, type Protocol, type Sftp } from './fast-inside';
import { type FastLine, fastLineOf } from './fast-line';

/** As much as a server may send before it is told to go on. */
const windowBytes = 8 * 1_048_576;

const writeRequest = 6;
const channelData = 94;
/** Message number, channel and length. */
const dataStart = payloadStart + 9;
/** No server takes less in one packet. */
const packetDataMax = 32_768;

/**
 * Makes an SFTP session of a fast connection fast: data goes straight from and to the callers' buffers, and requests share packets.
 * Does nothing where the connection is not fast or ssh2's inside is not as expected; true where it is fast now.
 */
export function makeSftpFast(client: Client, wrapper: SFTPWrapper): boolean {
  const line = fastLineOf(client);
  const found = insideSftp(wrapper);
  if (!line || !('known' in found)) return false;
  const sftp = found.known;
  const channel = openOutgoing(line, sftp);
  // All that ssh2 itself sends for this session goes the same way, hence in order.
  sftp._protocol = Object.create(line.protocol, {
    channelData: { value: (_id: number, data: Buffer) => channel.add(data, 0, data.length) },
    channelClose: {
      value: (id: number) => channel.flushed((protocol) => protocol.channelClose(id)),
    },
    channelEOF: { value: (id: number) => channel.flushed((protocol) => protocol.channelEOF(id)) },
  }) as Protocol;
  sftp.write = fastWrite(sftp, channel);
  const push = readAnswers(sftp, line.passing);
  const { incoming, outgoing } = sftp;
  const topUp = (): void => {
    const bytes = windowBytes - incoming.window;
    if (bytes < windowBytes / 4 || outgoing.state !== 'open') return;
    incoming.window += bytes;
    line.protocol.channelWindowAdjust(outgoing.id, bytes);
  };
  sftp.push = (data) => {
    push(data);
    // Nothing comes here that was not asked for, so whoever asks less is not sent more.
    if (data) topUp();
  };
  topUp();
  return true;
}

type Outgoing = {
  /** Sends these bytes, which it copies; their place in the server's window has been taken. */
  readonly add: (bytes: Buffer, from: number, to: number) => void;
  /** Does something after all that was added. */
  readonly flushed: (then: (protocol: Protocol) => void) => void;
};

/** Gathers what is sent in one turn of the event loop, so that small requests share a packet. */
function openOutgoing({ protocol, isQuick, sendNow }: FastLine, { outgoing }: Sftp): Outgoing {
  const most = Math.min(outgoing.packetSize, packetDataMax);
  const memory = Buffer.allocUnsafeSlow(dataStart + most + 32);
  let gathered = 0;
  let due = false;

  const flush = (): void => {
    // Without it the connection is over.
    if (gathered === 0 || !protocol._destruct) return;
    const bytes = gathered;
    gathered = 0;
    if (!isQuick() || protocol._kexinit !== undefined) {
      protocol.channelData(outgoing.id, memory.subarray(dataStart, dataStart + bytes));
      return;
    }
    memory[payloadStart] = channelData;
    memory.writeUInt32BE(outgoing.id, payloadStart + 1);
    memory.writeUInt32BE(bytes, payloadStart + 5);
    (protocol._cipher as GcmCipher).encrypt(wrap(memory, 9 + bytes));
  };
  const atEndOfTurn = (): void => {
    due = false;
    flush();
    sendNow();
  };
  return {
    add: (bytes, from, to) => {
      for (let at = from; at < to; ) {
        const more = Math.min(most - gathered, to - at);
        bytes.copy(memory, dataStart + gathered, at, at + more);
        gathered += more;
        at += more;
        if (gathered === most) flush();
      }
      if (due) return;
      due = true;
      setImmediate(atEndOfTurn);
    },
    flushed: (then) => {
      flush();
      then(protocol);
    },
  };
}

/**
 * ssh2's `write` without its copy: the caller's buffer has to stay as it is until the answer. What the server's window has no
 * room for waits where ssh2's own requests do.
 */
function fastWrite(sftp: Sftp, channel: Outgoing): Sftp['write'] {
  const byItself = sftp.write.bind(sftp);
  const { outgoing } = sftp;
  /** Sends what there is room for; gives the rest. */
  const sendSome = (bytes: Buffer): Buffer => {
    const now = Math.min(bytes.length, outgoing.window);
    outgoing.window -= now;
    channel.add(bytes, 0, now);
    if (outgoing.window === 0) {
      sftp._waitWindow = true;
      sftp._chunkcb = drain;
    }
    return bytes.subarray(now);
  };
  const put = (bytes: Buffer): void => {
    const rest = sftp._buffer.length > 0 ? bytes : sendSome(bytes);
    if (rest.length > 0) sftp._buffer.push(rest);
  };
  /** Called when the window has grown; ssh2's own does the same with the same queue. */
  const drain = (): void => {
    sftp._chunkcb = undefined;
    const waiting = sftp._buffer;
    sftp._buffer = [];
    for (const bytes of waiting) put(bytes);
  };
  return (handle, from, start, length, offset, answered) => {
    if (outgoing.state !== 'open' || length === 0 || length > sftp._maxWriteLen) {
      byItself(handle, from, start, length, offset, answered);
      return;
    }
    const head = Buffer.allocUnsafe(25 + handle.length);
    const id = sftp._writeReqid + 1;
    sftp._writeReqid = id;
    head.writeUInt32BE(head.length - 4 + length, 0);
    head[4] = writeRequest;
    head.writeUInt32BE(id, 5);
    head.writeUInt32BE(handle.length, 9);
    handle.copy(head, 13);
    head.writeBigUInt64BE(BigInt(offset), 13 + handle.length);
    head.writeUInt32BE(length, 21 + handle.length);
    sftp._requests[id] = {
      cb: (error) => (error ? answered(error) : answered(undefined, start + length)),
    };
    put(head);
    put(from.subarray(start, start + length));
  };
}
