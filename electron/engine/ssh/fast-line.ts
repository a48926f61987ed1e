import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import type { Passing, Send } from './fast-gcm';
import { insideClient, type Protocol } from './fast-inside';
import { canGiveBack, giveBack } from './fast-memory';
import { quickenIfReadsSame, quickenIfSame } from './fast-self-test';

/** A connection of ssh2 that was made fast. */
export type FastLine = {
  readonly protocol: Protocol;
  readonly passing: Passing;
  /** True while what is sent is encrypted by this layer. */
  readonly isQuick: () => boolean;
  /** Hands over to the system what was sent in this turn of the event loop. */
  readonly sendNow: () => void;
};

const lines = new WeakMap<Client, FastLine>();

/** The fast side of a connection; undefined where ssh2 works alone. */
export const fastLineOf = (client: Client): FastLine | undefined => lines.get(client);

/**
 * Makes a connection of ssh2 fast, right after `connect`: AES-GCM without needless copies, and one system call for all that is
 * sent in one turn of the event loop. Does nothing where ssh2's inside is not as expected; then answers what is strange.
 */
export function makeFast(client: Client, socket: Duplex): string | undefined {
  const found = insideClient(client);
  if ('strange' in found) return found.strange;
  const protocol = found.known;
  const { send, sendNow } = sendInTurns(socket);
  const passing: Passing = { payload: undefined };
  let quickOut = false;
  let quickIn = false;
  let givesBack = false;
  // Of what ssh2 itself decrypts it may keep a part. It listens before this does, because it waits for keys.
  let wasQuick = true;
  const giveBackChunk = (chunk: Buffer): void => {
    if (wasQuick) giveBack(chunk);
    wasQuick = quickIn;
  };
  // Every change of keys brings new ones.
  watch(protocol, '_cipher', (cipher) => {
    quickOut = quickenIfSame(cipher, send);
  });
  watch(protocol, '_decipher', (decipher) => {
    quickIn = quickenIfReadsSame(decipher, passing);
    if (quickIn && canGiveBack() && !givesBack) {
      givesBack = true;
      socket.on('data', giveBackChunk);
    }
  });
  lines.set(client, { protocol, passing, isQuick: () => quickOut, sendNow });
  return undefined;
}

function watch(
  protocol: Protocol,
  name: '_cipher' | '_decipher',
  onNew: (value: unknown) => void,
): void {
  let value = protocol[name];
  Object.defineProperty(protocol, name, {
    configurable: true,
    enumerable: true,
    get: () => value,
    set: (next: unknown) => {
      value = next;
      onNew(next);
    },
  });
}

function sendInTurns(socket: Duplex): { readonly send: Send; readonly sendNow: () => void } {
  let corked = false;
  const sendNow = (): void => {
    if (!corked) return;
    corked = false;
    socket.uncork();
  };
  const send: Send = (bytes, passing) => {
    if (!socket.writable) return;
    if (!corked) {
      corked = true;
      socket.cork();
      setImmediate(sendNow);
    }
    if (passing && canGiveBack()) socket.write(bytes, () => giveBack(bytes));
    else socket.write(bytes);
  };
  return { send, sendNow };
}
