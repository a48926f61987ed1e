import { createCipheriv } from 'node:crypto';
import { type Passing, quickenCipher, quickenDecipher, type Send } from './fast-gcm';
import { type GcmCipher, type GcmDecipher, insideCipher, insideDecipher } from './fast-inside';
import { wireUint32 } from './key-wire';

type Make<Known> = new (config: object) => Known;

/** What each class was found to be: one test a class and process, which takes a millisecond or two. */
const tested = new WeakMap<object, boolean>();

/**
 * Lets a cipher of ssh2 be quick if it is one that this layer knows and if, with other keys, it writes byte for byte what
 * ssh2 does. True where it is quick now.
 */
export function quickenIfSame(cipher: unknown, send: Send): boolean {
  const found = insideCipher(cipher);
  if (!('known' in found) || !once(found.known, encryptsTheSame)) return false;
  quickenCipher(found.known, send);
  return true;
}

/** The same for a decipher: it has to read what ssh2 does, however it is cut, and to refuse what was changed. */
export function quickenIfReadsSame(decipher: unknown, passing: Passing): boolean {
  const found = insideDecipher(decipher);
  if (!('known' in found) || !once(found.known, decryptsTheSame)) return false;
  quickenDecipher(found.known, passing);
  return true;
}

function once<Known extends object>(known: Known, test: (known: Known) => boolean): boolean {
  const { constructor: made } = known;
  let passed = tested.get(made);
  if (passed === undefined) {
    try {
      passed = test(known);
    } catch {
      passed = false;
    }
    tested.set(made, passed);
  }
  return passed;
}

const payloads = [1, 12, 4100].map((bytes, at) => Buffer.alloc(bytes, at + 65));

const keys = (name: string) => {
  const key = Buffer.alloc(name === 'aes-128-gcm' ? 16 : 32, 7);
  // The next packet carries over into three more bytes.
  const iv = Buffer.from('00112233445566778899ffff', 'hex');
  return { key, iv };
};

function twinOf(cipher: GcmCipher, onWrite: (bytes: Buffer) => void): GcmCipher {
  const { key, iv } = keys(cipher._encSSLName);
  return new (cipher.constructor as Make<GcmCipher>)({
    outbound: {
      ...{ seqno: 0, onWrite, cipherKey: key, cipherIV: iv },
      cipherInfo: { sslName: cipher._encSSLName },
    },
  });
}

/** The packets of the payloads, by ssh2's own way or by the quick one, all with the same padding. */
function written(cipher: GcmCipher, quick: boolean): Buffer {
  const pieces: Buffer[] = [];
  const take = (bytes: Buffer): void => void pieces.push(Buffer.from(bytes));
  const twin = twinOf(cipher, take);
  if (quick) quickenCipher(twin, take);
  for (const payload of payloads) {
    const packet = twin.allocPacket(payload.length);
    packet.set(payload, 5);
    packet.fill(3, 5 + payload.length);
    twin.encrypt(packet);
  }
  if (twin.outSeqno !== payloads.length) throw new Error('packets are not counted');
  return Buffer.concat(pieces);
}

const encryptsTheSame = (cipher: GcmCipher): boolean =>
  written(cipher, true).equals(written(cipher, false));

/** The packets of the payloads as RFC 5647 has them, each with as much padding as fills its blocks. */
function sealed(name: string): Buffer {
  const { key, iv } = keys(name);
  const packets = payloads.map((payload, at) => {
    const padding = 16 - ((payload.length + 1) % 16) + 16;
    const body = Buffer.concat([Buffer.from([padding]), payload, Buffer.alloc(padding)]);
    const length = wireUint32(body.length);
    const vector = Buffer.from(iv);
    vector.writeBigUInt64BE(iv.readBigUInt64BE(4) + BigInt(at), 4);
    const gcm = createCipheriv(name as 'aes-128-gcm', key, vector).setAAD(length);
    return [length, gcm.update(body), gcm.final(), gcm.getAuthTag()];
  });
  return Buffer.concat(packets.flat());
}

function decryptsTheSame(decipher: GcmDecipher): boolean {
  const bytes = sealed(decipher._decipherSSLName);
  const cuts = [bytes.length, 1000, 17];
  const ssh2s = readBy(decipher, bytes, 1000, false);
  if (!ssh2s.equals(Buffer.concat(payloads))) return false;
  if (!cuts.every((cut) => readBy(decipher, bytes, cut, true).equals(ssh2s))) return false;
  bytes[10] = (bytes[10] as number) ^ 1;
  try {
    readBy(decipher, bytes, bytes.length, true);
    return false;
  } catch {
    return true;
  }
}

function readBy(decipher: GcmDecipher, bytes: Buffer, cut: number, quick: boolean): Buffer {
  const { key, iv } = keys(decipher._decipherSSLName);
  const heard: Buffer[] = [];
  const twin = new (decipher.constructor as Make<GcmDecipher>)({
    inbound: {
      ...{ seqno: 0, decipherKey: key, decipherIV: iv },
      onPayload: (payload: Buffer) => void heard.push(Buffer.from(payload)),
      decipherInfo: { sslName: decipher._decipherSSLName },
    },
  });
  if (quick) quickenDecipher(twin, { payload: undefined });
  for (let at = 0; at < bytes.length; at += cut) {
    const piece = bytes.subarray(at, at + cut);
    twin.decrypt(piece, 0, piece.length);
  }
  return Buffer.concat(heard);
}
