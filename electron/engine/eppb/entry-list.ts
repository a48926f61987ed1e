import type { ArchiveContent, Entry } from '../../../shared/inspection';
import { decodeName, judgeName, sameName } from './entry-name';
import type { Findings } from './findings';
import { told } from './told';

const entriesMax = 100_000;
/** Of all paths together: a hostile archive has names of any length. */
const bytesMax = 16 * 1024 * 1024;

/** An entry as an archive has it, its names as bytes. */
export type RawEntry = {
  readonly path: Buffer;
  readonly kind: Entry['kind'];
  readonly size: number;
  /** Seconds since 1970. */
  readonly modified?: number | undefined;
  readonly mode?: number | undefined;
  readonly target?: Buffer | undefined;
};

/** The entries of a file, of an archive in an archive below the name of that one. */
export type EntryList = {
  /** `under`: the entry that holds this archive. Answers with the path as it is shown. */
  readonly add: (entry: RawEntry, under: string) => string;
  /** An archive whose entries come now. */
  readonly begin: () => void;
  /** Its end was not seen. */
  readonly cut: () => void;
  /** Undefined where there was no archive. */
  readonly content: () => ArchiveContent | undefined;
};

/** An empty list; what is odd about an entry goes to the findings. */
export function openEntryList(findings: Findings): EntryList {
  const entries: Entry[] = [];
  const names = new Set<string>();
  const counts = { files: 0, folders: 0, others: 0 };
  let bytes = 0;
  let more = 0;
  let kept = 0;
  let began = false;
  let complete = true;
  const keep = (entry: Entry): void => {
    kept += Buffer.byteLength(entry.path) + Buffer.byteLength(entry.target ?? '');
    if (entries.length < entriesMax && kept < bytesMax) {
      entries.push(entry);
      return;
    }
    if (more++ === 0) findings.note('many-entries', { listed: entries.length });
  };
  const judge = (text: string, shown: string, isUtf8: boolean, isFolder: boolean): void => {
    judgeName(text, findings);
    if (!isUtf8) findings.note('entry-not-utf8', { first: shown });
    if (more > 0) return;
    const same = sameName(shown);
    if (names.has(same) && !isFolder) findings.note('entry-same-name', { first: shown });
    names.add(same);
  };
  return {
    begin: () => {
      began = true;
    },
    cut: () => {
      complete = false;
    },
    add: (raw, under) => {
      const { text, isUtf8 } = decodeName(raw.path);
      const path = told(`${under}${text}`);
      judge(`${under}${text}`, path, isUtf8, raw.kind === 'folder');
      const target = raw.target && decodeName(raw.target).text;
      if (target !== undefined) judgeLink(path, target, findings);
      if (raw.kind === 'device') findings.note('entry-device', { first: path });
      if (raw.kind === 'file') counts.files++;
      else if (raw.kind === 'folder') counts.folders++;
      else counts.others++;
      bytes = Math.min(Number.MAX_SAFE_INTEGER, bytes + raw.size);
      keep({
        path,
        kind: raw.kind,
        size: raw.size,
        ...momentOf(raw.modified),
        ...(raw.mode !== undefined && { mode: raw.mode & 0o7777 }),
        ...(target !== undefined && { target: told(target) }),
      });
      return path;
    },
    content: () => (began ? { entries, more, ...counts, bytes, complete } : undefined),
  };
}

/** A link is worth a look where it leads out of the archive. */
function judgeLink(path: string, target: string, findings: Findings): void {
  const out = /^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(target.slice(0, 4096));
  const first = `${path} → ${told(target)}`.slice(0, 1000);
  findings.note('entry-link', { first }, { level: out ? 'warning' : 'info' });
}

/** The last second that the form of a date has room for. */
const lastSecond = 253_402_300_799;

function momentOf(seconds: number | undefined): { readonly modified?: string } {
  if (seconds === undefined || !(seconds >= 0 && seconds <= lastSecond)) return {};
  return { modified: new Date(Math.floor(seconds) * 1000).toISOString() };
}
