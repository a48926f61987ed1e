import type { Layer } from '../../../shared/inspection';
import type { Reader } from './byte-reader';
import type { ByteSource } from './byte-source';
import {
  type Container,
  headBytes,
  type InsideEntry,
  type LayerDraft,
  type Looking,
} from './containers/container';
import { recognise } from './containers/containers';
import { openEntryList } from './entry-list';
import type { Findings } from './findings';
import { openTableCounts } from './table-counts';

const layersMax = 16;
/** Archives in an archive that are looked into. */
const insideMax = 1000;
/** Unpacked bytes from which the ratio counts, and the ratio that no backup has. */
const bombBytes = 268_435_456;
const bombRatio = 200;
/** Of everything in a file together. */
const unpackedMax = 64 * 2 ** 30;

/** What was seen inside of a file. */
export type Look = {
  /** Reads the file from its beginning. */
  readonly through: (reader: Reader) => Promise<void>;
  /** Reads what can only be read out of order. */
  readonly around: (source: ByteSource, size: number) => Promise<void>;
  readonly layers: () => Layer[];
  readonly entries: ReturnType<typeof openEntryList>;
  readonly tables: ReturnType<typeof openTableCounts>;
  readonly keyAnswer: () => 'opens' | 'wrong' | undefined;
  /** The first manifest that came, and the format that it has to be of, where that is known. */
  readonly manifest: () => { readonly bytes: Buffer; readonly format: 1 | 2 } | undefined;
};

type Wanted = {
  readonly outer: Container;
  readonly size: number;
  readonly findings: Findings;
  readonly keys: readonly string[];
  readonly goOn: () => void;
};

/** Looks into a file layer by layer; what is wrong goes to the findings. */
export function openLook({ outer, size, findings, keys, goOn }: Wanted): Look {
  const first: LayerDraft = { container: outer.id, size };
  const layers: LayerDraft[] = [first];
  const entries = openEntryList(findings);
  const tables = openTableCounts();
  let keyAnswer: 'opens' | 'wrong' | undefined;
  let manifest: { readonly bytes: Buffer; readonly format: 1 | 2 } | undefined;
  let gaveUp = false;
  let looked = 0;
  let isOver = false;
  const total = { unpacked: 0, packed: 0 };
  const giveUp: Looking['giveUp'] = (why, facts = {}) => {
    gaveUp = true;
    entries.cut();
    tables.cut();
    findings.note('looked-no-further', { why, ...facts });
  };
  const unpacking: Looking['unpacking'] = () => {
    const own = { unpacked: 0, packed: 0 };
    return (more, packed) => {
      // There may be a thousand more of them.
      if (isOver) return true;
      total.unpacked += more;
      total.packed = Math.min(size, total.packed + packed - own.packed);
      own.unpacked += more;
      own.packed = packed;
      const bomb = [own, total].find(
        (each) => each.unpacked > bombBytes && each.unpacked > bombRatio * each.packed,
      );
      if (bomb) findings.note('entry-bomb', { ...bomb });
      isOver = bomb !== undefined || total.unpacked > unpackedMax;
      if (isOver) giveUp(bomb ? 'bomb' : 'long');
      return isOver;
    };
  };

  const at = (
    layer: LayerDraft,
    depth: number,
    length: number | undefined,
    under: string,
  ): Looking => ({
    findings,
    entries,
    tables,
    layer,
    size: length,
    under,
    keys,
    goOn,
    tellKey: (answer) => {
      keyAnswer = answer;
    },
    tellManifest: (bytes, format = outer.id === 'practice-v2' ? 2 : 1) => {
      manifest ??= { bytes, format };
    },
    isPractice: () => outer.id === 'practice-v1' || outer.id === 'practice-v2',
    giveUp,
    unpacking,
    wasCut: () => gaveUp || findings.has('damaged') || findings.has('truncated'),
    inside: (reader, entry) => inside(reader, entry, layer, depth + 1, under),
  });

  const inside = async (
    reader: Reader,
    entry: InsideEntry | undefined,
    parent: LayerDraft,
    depth: number,
    under: string,
  ): Promise<LayerDraft | undefined> => {
    goOn();
    if (isOver) return;
    const head = Buffer.from(await reader.peek(headBytes));
    const { container } = entry ? recognise(head, mattersInside) : recognise(head);
    const isClosed = container.isClosed === true || container.lookAround !== undefined;
    // An entry that is only text or a picture is no layer of the file.
    if (entry && !container.look && !isClosed) return undefined;
    const layer: LayerDraft = {
      container: container.id,
      ...(entry && { name: entry.name, size: entry.size }),
    };
    if (layers.length < layersMax && layers.at(-1) === parent) layers.push(layer);
    if (isClosed) findings.note('looked-no-further', { why: 'closed', what: container.id });
    else if (depth >= layersMax) findings.note('nested-deep', { layers: depth });
    else if (entry && looked++ >= insideMax)
      findings.note('looked-no-further', { why: 'many-inside' });
    else {
      const below = entry && container.id !== 'sql' ? `${entry.name}/` : under;
      await container.look?.(reader, at(layer, depth, entry?.size, below));
    }
    return layer;
  };

  return {
    entries,
    tables,
    layers: () => layers.map((layer) => ({ ...layer })),
    keyAnswer: () => keyAnswer,
    manifest: () => manifest,
    through: async (reader) => {
      if (outer.isClosed) findings.note('looked-no-further', { why: 'closed', what: outer.id });
      await outer.look?.(reader, at(first, 0, size, ''));
    },
    around: async (source, length) => {
      await outer.lookAround?.(source, length, at(first, 0, length, ''));
    },
  };
}

/** Whether it says something of a file that one of its entries is of this kind. */
const mattersInside = ({ look, lookAround, isClosed }: Container): boolean =>
  look !== undefined || lookAround !== undefined || isClosed === true;
