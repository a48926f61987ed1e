import { relays, toOdd } from './transfer-bench';
import {
  endFlipped,
  flip,
  heal,
  knowsHash,
  loseRecord,
  lost,
  million,
  nothing,
  serverHashes,
} from './transfer-making';
import type { Fault } from './transfer-matrix';

/** What goes wrong where the SHA-256 of the file is known at an end, or can be asked. */
export const hashFaults: readonly Fault[] = [
  {
    name: 'record lost, SHA-256 known',
    ...{ ...lost, directions: ['download'], heal: loseRecord, optionsThen: knowsHash },
    ...{ atMost: 1.1, notes: ['goes-on'] },
  },
  {
    name: 'server tells another SHA-256 than the file has',
    directions: ['download', ...relays],
    options: () => ({ sha256: '0'.repeat(64) }),
    ...{ first: 'transfer.hash-mismatch', says: /this computer/, heal: nothing },
  },
  {
    name: 'local file is not what it was',
    directions: ['upload'],
    options: () => ({ sha256: '0'.repeat(64) }),
    ...{ first: 'transfer.hash-mismatch', says: /this computer/, heal: nothing },
  },
  {
    name: 'cut, and the server hashes',
    ...{ ...lost, directions: toOdd, heal: nothing, optionsThen: serverHashes },
    ...{ relayAtMost: 1.5, atMost: 1.1, notes: ['goes-on'] },
  },
  {
    name: 'byte in the middle flipped, the server hashes',
    ...{ ...lost, directions: toOdd, heal: flip(million), optionsThen: serverHashes },
    ...{ relayAtMost: 2.2, atMost: 1.9, notes: ['starts-over part-differs'] },
  },
  {
    name: 'last bytes flipped, the server hashes',
    ...{ ...lost, directions: toOdd, heal: endFlipped, optionsThen: serverHashes },
    ...{ relayAtMost: 2, atMost: 1.7, notes: ['moved-again', 'goes-on'] },
  },
  {
    name: 'record lost, the server hashes',
    ...{ ...lost, directions: ['upload'], heal: loseRecord, optionsThen: serverHashes },
    ...{ atMost: 1.1, notes: ['goes-on'] },
  },
  {
    name: 'server keeps other bytes than it was sent',
    directions: toOdd,
    options: serverHashes,
    make: ({ server }) => {
      server.odd.before = (content) => content.get('/file.part')?.subarray(0, 10).fill(0);
    },
    ...{ first: 'transfer.hash-mismatch', says: /new server/, heal: heal('before') },
    optionsThen: serverHashes,
  },
];
