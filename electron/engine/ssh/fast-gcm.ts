import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { GcmCipher, GcmDecipher } from './fast-inside';
import { fillWithRandom } from './fast-memory';

/** Sends bytes; where they are `passing`, their memory is given back once they are sent. */
export type Send = (bytes: Buffer, passing: boolean) => void;

const tagBytes = 16;
/** As ssh2 has it; OpenSSH sends no more than 32 KiB of data in one. */
const packetBytesMax = 35_000;

/** Before the payload: the length of what follows it, and how much of it is padding. */
export const payloadStart = 5;

/** Puts length and padding around a payload that lies at `payloadStart`; gives the packet. */
export function wrap(memory: Buffer, payloadBytes: number): Buffer {
  const end = payloadStart + payloadBytes;
  const short = 16 - ((end - 4) & 15);
  const padding = short < 4 ? short + 16 : short;
  memory.writeUInt32BE(end - 4 + padding, 0);
  memory[4] = padding;
  fillWithRandom(memory, end, end + padding);
  return memory.subarray(0, end + padding);
}

/** Lets a cipher of ssh2 send what it encrypts this way, without a copy of it. */
export function quickenCipher(cipher: GcmCipher, send: Send): void {
  const { _encSSLName: name, _encKey: key, _encIV: iv } = cipher;
  cipher.encrypt = (packet) => {
    if (cipher._dead) return;
    const gcm = createCipheriv(name as 'aes-128-gcm', key, iv);
    const length = Buffer.from(packet.subarray(0, 4));
    gcm.setAAD(length);
    const body = gcm.update(packet.subarray(4));
    gcm.final();
    send(length, false);
    send(body, true);
    send(gcm.getAuthTag(), false);
    count(iv);
    cipher.outSeqno = (cipher.outSeqno + 1) >>> 0;
  };
}

/** Tells whose memory a payload has while it is passed on: whoever takes all of it may give that back. */
export type Passing = { payload: Buffer | undefined };

/**
 * Lets a decipher of ssh2 decrypt each packet in one go, into memory of its own. Nothing is passed on before its tag was
 * checked. Throws as ssh2 does, which ends the connection.
 */
export function quickenDecipher(decipher: GcmDecipher, passing: Passing): void {
  const { _decipherSSLName: name, _decipherKey: key, _decipherIV: iv } = decipher;
  /** The beginning of a packet whose rest has not come yet. */
  const held = Buffer.allocUnsafeSlow(packetBytesMax);
  let heldBytes = 0;

  const lengthAt = (data: Buffer, at: number): number => {
    const length = data.readUInt32BE(at);
    if (length + 20 > packetBytesMax || length < 16 || (length & 15) !== 0) {
      throw new Error('Bad packet length');
    }
    return length;
  };
  const open = (data: Buffer, at: number, length: number): ReturnType<typeof pass> => {
    const gcm = createDecipheriv(name as 'aes-128-gcm', key, iv);
    gcm.setAAD(data.subarray(at, at + 4));
    const end = at + 4 + length;
    const packet = gcm.update(data.subarray(at + 4, end));
    gcm.setAuthTag(data.subarray(end, end + tagBytes));
    gcm.final();
    decipher.inSeqno = (decipher.inSeqno + 1) >>> 0;
    count(iv);
    return pass(packet);
  };
  const pass = (packet: Buffer): number | false | undefined => {
    passing.payload = packet;
    const padding = packet[0] as number;
    const answer = decipher._onPayload(packet.subarray(1, Math.max(1, packet.length - padding)));
    passing.payload = undefined;
    return answer;
  };
  /** Takes up to so many bytes to those that are held; gives how many. */
  const hold = (data: Buffer, from: number, end: number, wanted: number): number => {
    const bytes = Math.min(wanted - heldBytes, end - from);
    data.copy(held, heldBytes, from, from + bytes);
    heldBytes += bytes;
    return bytes;
  };

  decipher.decrypt = (data, from, end) => {
    let at = from;
    while (at < end) {
      let answer: number | false | undefined;
      const whole = heldBytes === 0 && end - at >= 4 ? 4 + lengthAt(data, at) + tagBytes : Infinity;
      if (end - at >= whole) {
        answer = open(data, at, whole - 4 - tagBytes);
        at += whole;
      } else {
        if (heldBytes < 4) at += hold(data, at, end, 4);
        if (heldBytes < 4) return undefined;
        const length = lengthAt(held, 0);
        at += hold(data, at, end, 4 + length + tagBytes);
        if (heldBytes < 4 + length + tagBytes) return undefined;
        heldBytes = 0;
        answer = open(held, 0, length);
      }
      if (answer !== undefined) return answer === false ? at : answer;
    }
    return undefined;
  };
}

/** Counts the packet in the last eight bytes of the vector (RFC 5647, section 7.1). */
function count(iv: Buffer): void {
  for (let at = 11; at >= 4; at--) {
    const next = ((iv[at] as number) + 1) & 255;
    iv[at] = next;
    if (next !== 0) return;
  }
}
