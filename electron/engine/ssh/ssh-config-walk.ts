import type { ConfigNote } from '../../../shared/connecting';
import { includedFiles } from './ssh-config-include';
import { type ConfigLine, configLines } from './ssh-config-lines';
import { readOwnText } from './ssh-config-text';

/** A file to begin with, and where its relative `Include` paths are. */
export type ConfigRoot = { readonly file: string; readonly folder: string };

/** Told of every line in the order in which ssh reads them, included files in place of their `Include`. */
export type ConfigVisitor = {
  readonly line: (line: ConfigLine) => void;
  readonly entered?: (() => void) | undefined;
  readonly left?: (() => void) | undefined;
};

/** The configuration as it is on disk now. */
export type ConfigTree = {
  readonly walk: (visitor: ConfigVisitor) => void;
  /** Files, lines and includes that cannot be read; complete after a walk. */
  readonly notes: () => readonly ConfigNote[];
};

const bytesMax = 256 * 1024;
const bytesMaxAll = 1024 * 1024;
const notesMax = 50;
/** As READCONF_MAX_DEPTH of OpenSSH. */
const depthMax = 16;
const includesMax = 256;

/**
 * Reads each file once. Never throws: what cannot be read (missing rights, folders, more than 256 KiB, binary content,
 * includes of more than 16 levels or 256 files) is left out and noted; missing files are not.
 */
export function configTree(roots: readonly ConfigRoot[], home: string): ConfigTree {
  const notes = new Map<string, ConfigNote>();
  const note = (one: ConfigNote): void => {
    if (notes.size < notesMax) notes.set(`${one.file}\n${one.line}\n${one.what}`, one);
  };
  const known = new Map<string, readonly ConfigLine[]>();
  let bytesLeft = bytesMaxAll;
  const read = (file: string): readonly ConfigLine[] => {
    const before = known.get(file);
    if (before) return before;
    const content = readOwnText(file, Math.min(bytesMax, bytesLeft));
    const text = 'text' in content && !content.cut ? content.text : '';
    if ('problem' in content || ('cut' in content && content.cut) || text.includes('\0')) {
      note({ file, what: 'unreadable' });
    }
    const lines = text.includes('\0') ? [] : configLines(file, text);
    bytesLeft -= text.length;
    for (const { line, words } of lines) {
      if (words.length === 0) note({ file, line, what: 'unreadable' });
    }
    known.set(file, lines);
    return lines;
  };

  const walk = (visitor: ConfigVisitor): void => {
    let includes = 0;
    const visit = ({ file, folder }: ConfigRoot, depth: number): void => {
      for (const line of read(file)) {
        if (line.keyword !== 'include') {
          visitor.line(line);
          continue;
        }
        const files = line.words.map((path) => includedFiles(path, home, folder));
        const isTooDeep = depth >= depthMax;
        if (line.unclear || isTooDeep || files.includes(undefined)) {
          note({ file, line: line.line, what: line.name });
        }
        if (line.unclear || isTooDeep) continue;
        for (const included of files.flatMap((some) => some ?? [])) {
          if (++includes > includesMax) {
            note({ file, line: line.line, what: line.name });
            break;
          }
          visitor.entered?.();
          visit({ file: included, folder }, depth + 1);
          visitor.left?.();
        }
      }
    };
    for (const root of roots) visit(root, 0);
  };
  return { walk, notes: () => [...notes.values()] };
}
