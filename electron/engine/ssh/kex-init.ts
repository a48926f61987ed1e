import type { AlgorithmLists } from '../../../shared/connecting';

// SSH_MSG_KEXINIT: RFC 4253, section 7.1; packets before there are keys: section 6.
const kexInitMessage = 20;
const packetMax = 35_000;
const cookieBytes = 16;
const listCount = 10;

/** What stands among the key exchanges but is none (RFC 8308; OpenSSH, PROTOCOL, 1.10). */
const markers = /^(?:ext-info-[cs]|kex-strict-[cs]-v00@openssh\.com)$/;

/**
 * The algorithms that a server offers, read from the first bytes after its version line: undefined as long as they are not
 * all there, `unreadable` where they are something else.
 */
export function readKexInit(bytes: Buffer): AlgorithmLists | undefined | 'unreadable' {
  if (bytes.length < 6) return undefined;
  const packetLength = bytes.readUInt32BE(0);
  const padding = bytes[4] ?? 0;
  if (packetLength > packetMax || bytes[5] !== kexInitMessage) return 'unreadable';
  if (bytes.length < 4 + packetLength) return undefined;
  const payload = bytes.subarray(5, 4 + packetLength - padding);
  const lists: string[][] = [];
  for (let at = 1 + cookieBytes; lists.length < listCount; ) {
    if (at + 4 > payload.length) return 'unreadable';
    const end = at + 4 + payload.readUInt32BE(at);
    if (end > payload.length) return 'unreadable';
    const text = payload.toString('latin1', at + 4, end);
    lists.push(text.split(',').filter(isName));
    at = end;
  }
  const [kex = [], hostKey = [], cipherIn = [], cipherOut = [], macIn = [], macOut = []] = lists;
  return {
    kex: kex.filter((name) => !markers.test(name)),
    hostKey,
    cipher: cipherIn.filter((name) => cipherOut.includes(name)),
    mac: macIn.filter((name) => macOut.includes(name)),
  };
}

const isName = (name: string): boolean => /^[\x21-\x7e]{1,64}$/.test(name);
