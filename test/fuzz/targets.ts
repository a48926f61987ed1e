import { gzipSync } from 'node:zlib';
import { withinMemory } from './memory';
import { inspectStrictly } from './rules';
import { writingNothing } from './writing-nothing';

// What Jazzer.js calls with bytes that it made up; each throws where something is wrong with what came of them.

const looked = (bytes: Buffer): Promise<void> =>
  withinMemory(() => writingNothing(() => inspectStrictly(bytes)));

/** A file of these bytes. */
export const file = (bytes: Buffer): Promise<void> => looked(bytes);

/** A gzip file of these bytes: what is packed is made up, not the packing, which would hide it. */
export const packed = (bytes: Buffer): Promise<void> => looked(gzipSync(bytes, { level: 1 }));
