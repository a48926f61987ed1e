import type { Container } from './container';

/** Packets that an encrypted message begins with: a session key for a person, one for a password, or what is encrypted. */
const publicSession = 1;
const secretSession = 3;
const sealed: readonly number[] = [9, 18, 20];

/** A chain of packets whose first ones have the form that RFC 4880 and 9580 give them. */
export const openpgp: Container = {
  id: 'openpgp',
  verdict: 'encrypted',
  isClosed: true,
  recognise: (head) => {
    let at = 0;
    for (let count = 0; count < 8; count++) {
      const packet = packetAt(head, at);
      if (!packet) return undefined;
      if (sealed.includes(packet.tag)) {
        // Tag 9 has no version to look at, so something has to come before it.
        const version = head[packet.body];
        const isKnown = packet.tag === 9 ? count > 0 : version === 1 || version === 2;
        return isKnown ? 'likely' : undefined;
      }
      if (packet.length === undefined || !isSessionKey(head, packet)) return undefined;
      at = packet.body + packet.length;
      if (at >= head.length) return undefined;
    }
    return 'likely';
  },
};

type Packet = { readonly tag: number; readonly body: number; readonly length: number | undefined };

/** Old and new form of a header; the length is undefined where it is told in parts or not at all. */
function packetAt(head: Buffer, at: number): Packet | undefined {
  const first = head[at];
  const second = head[at + 1];
  if (first === undefined || second === undefined || (first & 0x80) === 0) return undefined;
  if ((first & 0x40) === 0) {
    const tag = (first >> 2) & 0x0f;
    const bytes = [1, 2, 4, 0][first & 3] ?? 0;
    if (head.length < at + 1 + bytes) return undefined;
    const length = bytes === 0 ? undefined : head.readUIntBE(at + 1, bytes);
    return { tag, body: at + 1 + bytes, length };
  }
  const tag = first & 0x3f;
  if (second < 192) return { tag, body: at + 2, length: second };
  if (second < 224) {
    const third = head[at + 2];
    if (third === undefined) return undefined;
    return { tag, body: at + 3, length: ((second - 192) << 8) + third + 192 };
  }
  if (second < 255) return { tag, body: at + 2, length: undefined };
  return head.length < at + 6
    ? undefined
    : { tag, body: at + 6, length: head.readUInt32BE(at + 2) };
}

function isSessionKey(head: Buffer, { tag, body, length = 0 }: Packet): boolean {
  const version = head[body] ?? 0;
  if (tag === publicSession) {
    return (version === 3 || version === 6) && length >= 12 && length <= 4096;
  }
  const cipher = head[body + 1] ?? 0;
  return (
    tag === secretSession &&
    version >= 4 &&
    version <= 6 &&
    length >= 4 &&
    length <= 256 &&
    (version > 4 || (cipher >= 1 && cipher <= 13))
  );
}
