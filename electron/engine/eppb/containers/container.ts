import type { Manifest } from '../../../../shared/eppb';
import type { ContainerId, FileVerdict, Layer, Sureness } from '../../../../shared/inspection';
import type { Reader } from '../byte-reader';
import type { ByteSource } from '../byte-source';
import type { EntryList } from '../entry-list';
import type { Findings } from '../findings';
import type { TableCounts } from '../table-counts';

/** How many of the first bytes `recognise` gets, if there are as many. */
export const headBytes = 131_072;

/** A kind of file that is known. Adding one: a file like those here, and its name in `containers.ts`. */
export type Container = {
  readonly id: ContainerId;
  /** What a whole one is to somebody who has to restore it. */
  readonly verdict: FileVerdict;
  /** Something is inside that this program does not get at. */
  readonly isClosed?: true;
  /** How sure the first bytes make it, or undefined where they are something else. Must end at once, whatever they are. */
  readonly recognise: (head: Buffer) => Sureness | undefined;
  /** The manifest of ours that the first bytes hold. */
  readonly manifest?: (head: Buffer) => Manifest | undefined;
  /** Reads what is inside, once, from its beginning; what is wrong goes to the findings, nothing is thrown. Absent: it is only named. */
  readonly look?: (reader: Reader, looking: Looking) => Promise<void>;
  /** As `look`, for what can only be read out of order; it is asked where it is the file itself. */
  readonly lookAround?: (source: ByteSource, size: number, looking: Looking) => Promise<void>;
};

/** What a container is given to report to. */
export type Looking = {
  readonly findings: Findings;
  readonly entries: EntryList;
  readonly tables: TableCounts;
  readonly layer: LayerDraft;
  /** Its length, where that is known beforehand. */
  readonly size: number | undefined;
  /** The entry that holds it, with a slash at its end; empty outside of archives. */
  readonly under: string;
  /** What may have been meant by the key that was given; empty where there is none. */
  readonly keys: readonly string[];
  /** Throws `migration.cancelled` once nobody wants the answer any more. */
  readonly goOn: () => void;
  /** The key opens it, or does not. */
  readonly tellKey: (answer: 'opens' | 'wrong') => void;
  /** The bytes of an entry `manifest.json` that comes first. */
  readonly tellManifest: (bytes: Buffer, format?: 1 | 2) => void;
  /** A backslash is a character like others in the dumps of our practice container. */
  readonly isPractice: () => boolean;
  /**
   * Counts what a stream unpacks: so many bytes more, of `packed` ones so far. Answers whether no more of it is to be unpacked, which is
   * then said already.
   */
  readonly unpacking: () => (more: number, packed: number) => boolean;
  /** Stops before the end, and says why. */
  readonly giveUp: (why: string, facts?: Readonly<Record<string, string | number>>) => void;
  /** True where a layer around this one stopped before its end or is damaged: then an end is no truncation. */
  readonly wasCut: () => boolean;
  /** Looks at what is inside: all of it, or the entry of this name. Answers with the layer that it is, if it is one. */
  readonly inside: (reader: Reader, entry?: InsideEntry) => Promise<LayerDraft | undefined>;
};

export type InsideEntry = { readonly name: string; readonly size: number };

/** A layer as it becomes known. */
export type LayerDraft = { -readonly [Member in keyof Layer]: Layer[Member] };
