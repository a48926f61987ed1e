import { formatBytes } from '../../../../shared/bytes';
import { type Failure, isFailure } from '../../../../shared/failure';
import type { Moved } from '../../transport/transport';

/** Says of a file that it is not the backup, by its size or, where that is the same, by its SHA-256; undefined where it is. */
export function otherFile(seen: Moved, expected: Moved): Failure | undefined {
  if (seen.size !== expected.size) return named(formatBytes(seen.size), formatBytes(expected.size));
  return seen.sha256 === expected.sha256 ? undefined : otherHash(seen.sha256, expected.sha256);
}

/** The same of a transfer that found another SHA-256; undefined for any other failure. */
export function otherFileIn(thrown: unknown): Failure | undefined {
  if (!isFailure(thrown, 'transfer.hash-mismatch')) return undefined;
  const { seen, expected } = thrown.failure.facts;
  return otherHash(String(seen), String(expected));
}

const otherHash = (seen: string, expected: string): Failure =>
  named(`the SHA-256 ${seen}`, expected);

const named = (seen: string, expected: string): Failure => ({
  code: 'transfer.other-file',
  facts: { seen, expected },
});
