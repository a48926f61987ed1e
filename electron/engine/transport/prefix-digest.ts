import { createHash, type Hash } from 'node:crypto';

/**
 * SHA-256 of a file that is heard from its start, and of everything up to the end of each block on the way: one pass gives both, and what
 * is compared at the end of a block speaks for all before it.
 */
export type PrefixDigest = {
  readonly blockBytes: number;
  readonly hear: (piece: Buffer) => void;
  /** Bytes heard. */
  readonly bytes: () => number;
  /** SHA-256 (hex) of all that was heard. */
  readonly sha256: () => string;
  /** SHA-256 (hex) up to the end of each whole block. */
  readonly blocks: () => readonly string[];
  /** Forgets what came after the end of this block, counted from 0 at the start of the file. */
  readonly backTo: (block: number) => void;
};

/** Begins at the start of a file. */
export function prefixDigest(blockBytes: number): PrefixDigest {
  let hash = createHash('sha256');
  let bytes = 0;
  let states: Hash[] = [hash.copy()];
  let blocks: string[] = [];
  return {
    blockBytes,
    hear: (piece) => {
      for (let at = 0; at < piece.length; ) {
        const some = piece.subarray(at, at + blockBytes - (bytes % blockBytes));
        hash.update(some);
        at += some.length;
        bytes += some.length;
        if (bytes % blockBytes > 0) continue;
        states.push(hash.copy());
        blocks.push(hash.copy().digest('hex'));
      }
    },
    bytes: () => bytes,
    sha256: () => hash.copy().digest('hex'),
    blocks: () => blocks,
    backTo: (block) => {
      hash = states[block]?.copy() ?? createHash('sha256');
      bytes = block * blockBytes;
      states = states.slice(0, block + 1);
      blocks = blocks.slice(0, block);
    },
  };
}

/**
 * Counts a file that goes on after bytes which nobody here has: no hash is known but those up to the end of the blocks before it. Its
 * `sha256` is empty.
 */
export function countedPrefix(
  blockBytes: number,
  blocks: readonly string[],
  start: number,
): PrefixDigest {
  let bytes = start;
  return {
    blockBytes,
    hear: (piece) => {
      bytes += piece.length;
    },
    bytes: () => bytes,
    sha256: () => '',
    blocks: () => blocks,
    backTo: (block) => {
      bytes = block * blockBytes;
    },
  };
}

const mebibyte = 1_048_576;
const blocksUsual = 256;
const blocksMax = 1024;

/** A power of two: from 256 KiB for small files to 64 MiB, and more where the blocks would be too many. */
export function blockBytesFor(size: number): number {
  const powerAbove = (bytes: number): number => 2 ** Math.ceil(Math.log2(Math.max(1, bytes)));
  const usual = Math.min(64 * mebibyte, Math.max(mebibyte / 4, powerAbove(size / blocksUsual)));
  return Math.max(usual, powerAbove(size / blocksMax));
}
