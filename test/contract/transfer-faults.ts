import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromOdd, toOdd } from './transfer-bench';
import { hashFaults } from './transfer-hash-faults';
import {
  changeMeanwhile,
  changeSource,
  cut,
  endFlipped,
  flip,
  flipped,
  heal,
  loseRecord,
  lost,
  million,
  nothing,
  odd,
} from './transfer-making';
import type { Fault } from './transfer-matrix';

/** Everything that may go wrong on the way of a file, between two tries, and at either end. */
export const faults: readonly Fault[] = [
  { name: 'none', first: 'verified', atMost: 1.1 },
  { name: 'empty file', size: 0, first: 'verified' },
  { name: 'one byte', size: 1, first: 'verified' },
  {
    name: 'connection cut',
    ...lost,
    heal: nothing,
    relayAtMost: 1.5,
    atMost: 1.25,
    notes: ['goes-on'],
  },
  {
    name: 'first byte of the part flipped',
    ...{ ...lost, directions: ['download'], heal: flip(0), atMost: 1.25 },
    notes: ['moved-again', 'goes-on'],
  },
  {
    name: 'byte in the middle of the part flipped',
    ...{ ...lost, directions: ['download'], heal: flip(million), atMost: 1.25 },
    notes: ['moved-again', 'goes-on'],
  },
  {
    name: 'last bytes of the part flipped',
    ...{ ...lost, heal: endFlipped, relayAtMost: 1.8, atMost: 1.5 },
    notes: ['moved-again', 'goes-on'],
  },
  {
    name: 'part cut short',
    ...lost,
    heal: async (bench) => {
      const part = await bench.received('.part');
      await bench.setPart(Buffer.from(part?.subarray(0, 700_000) ?? []));
    },
    ...{ relayAtMost: 2, atMost: 1.7, notes: ['goes-on'] },
  },
  {
    name: 'junk behind the part',
    ...lost,
    heal: async (bench) => {
      const part = (await bench.received('.part')) ?? Buffer.alloc(0);
      await bench.setPart(Buffer.concat([part, Buffer.alloc(9 * million, 7)]));
    },
    ...{ relayAtMost: 1.6, atMost: 1.35, notes: ['goes-on'] },
  },
  { name: 'record lost, no hash known', ...lost, heal: loseRecord, atMost: 2.2 },
  {
    name: 'source became longer between two tries',
    ...lost,
    heal: changeSource((original) => Buffer.concat([original, original])),
    notes: ['starts-over source-changed'],
  },
  {
    name: 'source became shorter between two tries',
    ...lost,
    heal: changeSource((original) => Buffer.from(original.subarray(0, million))),
    notes: ['starts-over source-changed'],
  },
  {
    name: 'source changed between two tries, same size',
    ...{ ...lost, heal: changeSource(flipped(300)) },
    notes: ['starts-over source-changed'],
  },
  {
    name: 'source grows while it is read',
    make: changeMeanwhile((original) => Buffer.concat([original, original])),
    first: 'transfer.failed',
    says: /3000001 → 6000002 bytes|changed at/,
    heal: heal('before'),
  },
  {
    name: 'source shrinks while it is read',
    make: changeMeanwhile((original) => Buffer.from(original.subarray(0, million))),
    first: 'transfer.failed',
    says: /became shorter|3000001 → 1000000 bytes/,
    heal: heal('before'),
  },
  {
    name: 'source rewritten while it is read',
    make: changeMeanwhile(flipped(2_999_999)),
    ...{ first: 'transfer.failed', says: /changed at/, heal: heal('before') },
  },
  ...hashFaults,
  {
    name: 'an older file has the name',
    make: (bench) => {
      cut(bench);
      if (bench.direction !== 'download') bench.target.content.set('/file', Buffer.from('old'));
      else writeFileSync(join(bench.folder, 'file'), 'old');
    },
    ...{ first: 'ssh.connection-lost', heal: nothing },
  },
  {
    name: 'stopped in the middle',
    size: 30 * million,
    options: (bench) => {
      const stop = new AbortController();
      bench.server.odd.before = () => bench.server.moved() > 20 * million && stop.abort();
      return { signal: stop.signal };
    },
    ...{
      first: 'migration.cancelled',
      heal: heal('before'),
      relayAtMost: 1.8,
      atMost: 1.5,
      notes: ['goes-on'],
    },
  },
  {
    name: 'source is not there',
    directions: fromOdd,
    make: ({ server }) => server.content.clear(),
    first: 'transfer.source-file-missing',
    heal: changeSource((original) => original),
  },
  {
    name: 'answers with little at a time',
    make: odd({ shortReads: 1009 }),
    ...{ first: 'verified', directions: fromOdd, atMost: 1.1 },
  },
  {
    name: 'answers in reverse',
    make: odd({ backwards: 32 }),
    ...{ first: 'verified', atMost: 1.1 },
  },
  {
    name: 'Failure for a while',
    make: odd({ failures: 40 }),
    ...{ first: 'verified', atMost: 1.1 },
  },
  {
    name: 'Failure for ever',
    make: odd({ failures: Number.POSITIVE_INFINITY }),
    ...{ first: 'transfer.failed', says: /Failure/i, heal: heal('failures') },
  },
  {
    name: 'no answer to anything',
    options: () => ({ stallSeconds: 0.4 }),
    make: odd({ mute: true }),
    ...{ first: 'appliance.no-answer', says: /sftp/, heal: heal('mute') },
  },
  {
    name: 'no answer from the middle on',
    options: () => ({ stallSeconds: 0.4 }),
    make: ({ server }) => {
      server.odd.before = () => {
        server.odd.mute = server.moved() > million;
      };
    },
    ...{ first: 'appliance.no-answer', heal: heal('mute', 'before'), relayAtMost: 2, atMost: 1.7 },
  },
  {
    name: 'tells too large a size',
    make: odd({ claimedSize: 5 * million }),
    ...{ first: 'transfer.failed', says: /became shorter|5000000 of 3000001/ },
    heal: heal('claimedSize'),
  },
  {
    name: 'tells too small a size',
    make: odd({ claimedSize: 5 }),
    ...{ first: 'transfer.failed', says: /more than 5 bytes|5 of 3000001/ },
    heal: heal('claimedSize'),
  },
  {
    name: 'tells a size beyond all numbers',
    directions: fromOdd,
    make: odd({ claimedSize: 2 ** 60 }),
    ...{ first: 'transfer.failed', says: /a size of/, heal: heal('claimedSize') },
  },
  {
    name: 'disk of the server full',
    directions: toOdd,
    make: odd({ room: 2 * million }),
    ...{ first: 'transfer.no-space', says: /new server.+"missing":10\d{5},"required":3000001/ },
    heal: heal('room'),
    relayAtMost: 1.5,
    atMost: 1.2,
    notes: ['goes-on'],
  },
  { name: 'spaces, quotes, newline', fileName: ` a 'b' "c"\n\\d$(e);*? `, first: 'verified' },
  { name: 'letters of many scripts', fileName: 'Ää ß 中文 🗄️ عربى ﬀ', first: 'verified' },
  { name: '255 bytes of name', fileName: `${'ü'.repeat(127)}x`, first: 'verified' },
  {
    name: '255 bytes of name, cut',
    fileName: 'n'.repeat(255),
    ...lost,
    heal: nothing,
    relayAtMost: 1.5,
    atMost: 1.25,
  },
];
