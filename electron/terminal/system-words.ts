import type { Failure } from '../../shared/failure';

/** What the system says of a file, in words. */
const words: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not do that',
  EPERM: 'this user may not do that',
  EROFS: 'the drive cannot be written to',
  ENOSPC: 'the drive is full',
  EDQUOT: 'this user has no room left',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the drive has a fault',
};

/** The failure with what the system said in words; its code stays beside them for those who look it up. */
export function withSystemWords(failure: Failure): Failure {
  const seen = String(failure.facts['seen'] ?? '');
  if (!failure.code.startsWith('file.') || !Object.hasOwn(words, seen)) return failure;
  return { ...failure, facts: { ...failure.facts, seen: `${words[seen]} (${seen})` } };
}
