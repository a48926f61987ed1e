import type { LoadedProfile } from './load-profile';

/** A profile as one file to mail: without comments, with its hash. What the program fills in is left out, or it would have another hash. */
export const exportText = ({
  written,
  sha256,
}: Pick<LoadedProfile, 'written' | 'sha256'>): string =>
  `${JSON.stringify({ ...written, sha256 }, null, 2)}\n`;
