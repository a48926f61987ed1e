import type { Socket } from 'node:net';
import type { Served } from './session';

/** The consoles at a desk. Those that proved that they may be here have places of their own, so that nobody else can take them. */
export type Guests = {
  /** Lets one more in; where too many have proved nothing yet, the oldest of them is sent away and its address given. */
  readonly add: (socket: Socket, served: Served, gone: () => void) => string | undefined;
  /** Whether one more may have a place. */
  readonly hasRoom: () => boolean;
  readonly count: () => number;
  /** Waits until those with a place have left; so many seconds at most. */
  readonly leave: (seconds: number) => Promise<void>;
  readonly endAll: () => void;
};

const knownMax = 4;
const unknownMax = 4;

/** Makes room for four that are known and four that are not. */
export function guestsOf(): Guests {
  const all = new Map<Socket, Served>();
  let onGone = (): void => {};
  const known = (): readonly Served[] => [...all.values()].filter(({ isKnown }) => isKnown());
  return {
    add: (socket, served, gone) => {
      const unknown = [...all].filter(([, { isKnown }]) => !isKnown());
      const [oldest] = unknown.length >= unknownMax ? unknown : [];
      if (oldest) {
        all.delete(oldest[0]);
        oldest[0].destroy();
      }
      all.set(socket, served);
      socket.on('close', () => {
        all.delete(socket);
        onGone();
        gone();
      });
      return oldest?.[1].peer;
    },
    hasRoom: () => known().length < knownMax,
    count: () => all.size,
    leave: (seconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, seconds * 1000);
        onGone = () => {
          if (known().length > 0) return;
          clearTimeout(timer);
          resolve();
        };
        onGone();
      }),
    endAll: () => {
      for (const each of all.values()) each.end();
    },
  };
}
