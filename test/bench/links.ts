import type { RuntimeName } from '../lab/other-runtime';
import { mebibyte } from './results';

/** What is done with a file: the whole way is a relay, with a copy that stays here or without. */
export type Work = 'download' | 'upload' | 'relay' | 'relay and copy';

/** Time of ours as a part of the peer's, at most. */
export type Goals = Readonly<Record<RuntimeName, number>>;

/** What lies between this computer and the servers. */
export type Link = {
  /** Within this computer; a proxy that delays what TCP carries; a line that delays and loses packets. */
  readonly kind: 'none' | 'proxy' | 'packets';
  /** Milliseconds there and back. */
  readonly roundTrip: number;
  readonly bitsPerSecond: number;
  /** Part of the packets that are lost, in each direction. */
  readonly lost: number;
  /** How much is moved over it. */
  readonly bytes: number;
  readonly goals: Readonly<Record<Work, Goals>>;
};

/** What stays here costs no time that is granted. */
const goalsOf = (download: Goals, upload: Goals, relay: Goals): Link['goals'] => ({
  ...{ download, upload, relay, 'relay and copy': relay },
});
const both = (most: number): Goals => ({ node: most, electron: most });

/** Every link that is measured over: the one place that says what each is and what is wanted there. */
export const links = {
  loopback: {
    ...{ kind: 'none', roundTrip: 0, bitsPerSecond: Number.POSITIVE_INFINITY, lost: 0 },
    bytes: 192 * mebibyte,
    goals: goalsOf({ node: 1.2, electron: 1.4 }, { node: 1.2, electron: 1.4 }, both(1.1)),
  },
  '20 ms, 1 Gbit/s': {
    ...{ kind: 'proxy', roundTrip: 20, bitsPerSecond: 1e9, lost: 0 },
    bytes: 96 * mebibyte,
    goals: goalsOf(both(0.8), both(0.8), both(0.85)),
  },
  // The line is full with either program: to be no slower is all there is.
  '100 ms, 100 Mbit/s': {
    ...{ kind: 'proxy', roundTrip: 100, bitsPerSecond: 1e8, lost: 0 },
    bytes: 32 * mebibyte,
    goals: goalsOf(both(1), both(1), both(1)),
  },
  '100 ms, 100 Mbit/s, 0.1 % lost': {
    ...{ kind: 'packets', roundTrip: 100, bitsPerSecond: 1e8, lost: 0.001 },
    bytes: 24 * mebibyte,
    goals: goalsOf(both(0.3), both(0.3), both(0.4)),
  },
} as const satisfies Record<string, Link>;

/** Its name is what tables call it. */
export type LinkName = keyof typeof links;

/** FTP over loopback, where it is not encrypted and the peer counts no SHA-256. */
export const ftpGoals: Goals = { node: 1.8, electron: 2 };

/** Inspecting a file: SHA-256 beside `openssl dgst`, listing beside `tar -tzf`. */
export const inspectionGoals = { hash: both(1.15), list: both(0.7) } as const;
