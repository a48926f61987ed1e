import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files that a person opened with this program from outside, until the page takes them. */
export type OpenedFiles = {
  readonly give: (paths: readonly string[]) => void;
  readonly take: () => readonly string[];
};

/** More than anybody means to look at one by one. */
const mostWaiting = 20;

/** `tell` hears each time that something waits. */
export function openedFiles(tell: () => void): OpenedFiles {
  let waiting: readonly string[] = [];
  return {
    give: (paths) => {
      if (paths.length === 0) return;
      waiting = [...waiting, ...paths].slice(-mostWaiting);
      tell();
    },
    take: () => {
      const taken = waiting;
      waiting = [];
      return taken;
    },
  };
}

/**
 * The files that a command line names, as paths; `folder` is where it was given. Its first word is the program, but where Electron was
 * told the folder of the `program` only what comes after that. Switches, which Chromium mixes in, are no files. Linux desktops name
 * files as addresses.
 */
export function filesIn(
  commandLine: readonly string[],
  folder: string,
  program?: string | undefined,
): readonly string[] {
  const words = commandLine.filter((word) => !word.startsWith('-'));
  const own =
    program === undefined ? 0 : words.findIndex((word) => resolve(folder, word) === program);
  return words.slice(own < 0 ? words.length : own + 1).flatMap((word) => {
    const path = pathIn(word);
    return path === undefined || path === '' || path.length > 4096 ? [] : [resolve(folder, path)];
  });
}

/** Undefined for an address that leads elsewhere than to a file of this computer. */
function pathIn(word: string): string | undefined {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(word)) return word;
  try {
    return fileURLToPath(word);
  } catch {
    return undefined;
  }
}
