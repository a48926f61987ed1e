import { readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files that were written since a moment into places that belong to nobody, not into folders of them. */
export function strayFiles(since: number): readonly string[] {
  const places = new Set([tmpdir(), '/tmp', '/var/tmp', '/dev/shm', process.cwd()]);
  return [...places].flatMap((place) =>
    namesIn(place)
      .map((name) => join(place, name))
      .filter((file) => isFileSince(file, since)),
  );
}

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    // Not every system has each of them.
    return [];
  }
};

const isFileSince = (file: string, since: number): boolean => {
  const found = statSync(file, { throwIfNoEntry: false });
  // Files of other people are theirs, and cannot always be read.
  return found?.isFile() === true && found.uid === process.getuid?.() && found.mtimeMs >= since;
};
