import type { Duplex } from 'node:stream';
import type { AlgorithmLists } from '../../../shared/connecting';
import { printable } from '../printable';
import { readKexInit } from './kex-init';

/** What a server said first. */
export type Greeting = {
  /** At most 200 printable characters of what came before it showed itself as an SSH server. */
  readonly text: string;
  /** Its version line, such as `SSH-2.0-OpenSSH_9.2p1 Debian-2`; undefined until it has come. */
  readonly version: string | undefined;
  /** What it offers; undefined until that has come whole. */
  readonly algorithms: AlgorithmLists | undefined;
};

export type GreetingHearers = {
  readonly onVersion: (version: string) => void;
  /** More than `greetingMax` bytes, and still no version line. */
  readonly onTooMuch: () => void;
};

/** RFC 4253 lets any lines come before the version; OpenSSH itself gives up after 1024 of them. */
const greetingMax = 65_536;
/** A version line, and the algorithms after it. */
const helloMax = 65_536;

/** Listens along to the first bytes of a connection, until a server has said what it is and what it offers. */
export function watchGreeting(socket: Duplex, hearers: GreetingHearers): () => Greeting {
  let text = '';
  let version: string | undefined;
  let algorithms: AlgorithmLists | undefined;
  let bytes = Buffer.alloc(0);

  const findVersion = (): void => {
    const seen = bytes.toString('latin1');
    text = printable(seen.slice(0, 512)).slice(0, 200);
    const line = /^(SSH-[\x20-\x7e]{1,250})\r?\n/m.exec(seen);
    if (!line?.[1]) {
      if (bytes.length > greetingMax) finish(hearers.onTooMuch);
      return;
    }
    version = line[1];
    bytes = bytes.subarray(line.index + line[0].length);
    hearers.onVersion(version);
  };
  const findAlgorithms = (): void => {
    const found = readKexInit(bytes);
    if (found === undefined && bytes.length <= helloMax) return;
    if (typeof found === 'object') algorithms = found;
    finish();
  };
  const finish = (then: () => void = () => {}): void => {
    socket.off('data', hear);
    bytes = Buffer.alloc(0);
    then();
  };
  const hear = (chunk: Buffer): void => {
    bytes = Buffer.concat([bytes, chunk]);
    if (version === undefined) findVersion();
    if (version !== undefined) findAlgorithms();
  };
  socket.on('data', hear);
  return () => ({ text, version, algorithms });
}
