import type { Socket } from 'node:net';
import { printable } from './printable';

/** What a server said first: a text of at most 200 printable characters. */
export type Greeting = { readonly text: string; readonly isSsh: boolean };

const bytesMax = 512;

/** Listens along to the first bytes of a connection, until they show an SSH server or are enough to show what else. */
export function watchGreeting(socket: Socket): () => Greeting {
  let seen = '';
  const hear = (chunk: Buffer): void => {
    seen += chunk.subarray(0, bytesMax - seen.length).toString('latin1');
    if (isSsh(seen) || seen.length >= bytesMax) socket.off('data', hear);
  };
  socket.on('data', hear);
  return () => ({ text: printable(seen).slice(0, 200), isSsh: isSsh(seen) });
}

/** Lines may come before the one that begins with `SSH-`. */
const isSsh = (text: string): boolean => /^SSH-/m.test(text);
