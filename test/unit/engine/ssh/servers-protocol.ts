import { randomBytes } from 'node:crypto';
import type { Connection } from 'ssh2';

/** What of ssh2's own protocol object these servers reach into, to do what no polite server does. */
type Inside = {
  readonly _protocol: {
    readonly _cipher: { readonly encrypt: (packet: Buffer) => void };
    readonly _packetRW: {
      readonly write: {
        readonly allocStart: number;
        readonly alloc: (length: number) => Buffer;
        readonly finalize: (packet: Buffer) => Buffer;
      };
    };
  };
};

/** Sends a message of type DISCONNECT with a text, which ssh2's own cannot hold. */
export function sendDisconnect(connection: Connection, reason: number, text: string): void {
  const { _cipher: cipher, _packetRW } = (connection as unknown as Inside)._protocol;
  const { write } = _packetRW;
  const body = Buffer.concat([Buffer.from([1]), word(reason), field(text), field('')]);
  const packet = write.alloc(body.length);
  body.copy(packet, write.allocStart);
  cipher.encrypt(write.finalize(packet));
}

/** Keeps a server from telling which signatures it takes (EXT_INFO), as servers before OpenSSH 7.2 do. */
export function withoutExtInfo(connection: Connection): void {
  let kept: object | undefined;
  Object.defineProperty((connection as unknown as Inside)._protocol, '_kex', {
    get: () => kept,
    set: (exchange: object | undefined) => {
      kept = exchange;
      if (exchange) {
        Object.defineProperty(exchange, 'remoteExtInfoEnabled', { get: () => false, set() {} });
      }
    },
  });
}

/** The message KEXINIT of a server, as it goes over the wire before there are keys. */
export function kexInit(): Buffer {
  const lists = [
    ...['curve25519-sha256', 'ssh-ed25519'],
    ...['aes128-ctr', 'aes128-ctr', 'hmac-sha2-256', 'hmac-sha2-256', 'none', 'none', '', ''],
  ];
  const payload = Buffer.concat([
    Buffer.from([20]),
    randomBytes(16),
    ...lists.map(field),
    Buffer.from([0]),
    word(0),
  ]);
  const padding = 8 - ((payload.length + 5) % 8) + 8;
  const length = word(payload.length + padding + 1);
  return Buffer.concat([length, Buffer.from([padding]), payload, Buffer.alloc(padding)]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function field(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([word(bytes.length), bytes]);
}
