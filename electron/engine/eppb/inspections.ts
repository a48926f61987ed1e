import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { fail, toFailure } from '../../../shared/failure';
import type { FileComparison } from '../../../shared/file-comparison';
import { entriesPushed } from '../../../shared/inspecting';
import type { Entry, Inspection, InspectionRun } from '../../../shared/inspection';
import { type ByteSource, fileSource } from './byte-source';
import { compareFiles } from './compare-files';
import { orAbort } from './read-through';
import { told } from './told';

/** Reads a file and says what it is; `onFirst` hears at once what its beginning shows. */
export type InspectPath = (
  path: string,
  options: {
    readonly key?: string | undefined;
    readonly signal: AbortSignal;
    readonly onProgress: (read: number, total: number) => void;
    readonly onFirst: (found: Inspection) => void;
  },
) => Promise<Inspection>;

export type InspectionWish = {
  readonly path: string;
  /** The version of the server that it shall be restored on. */
  readonly target?: string | undefined;
  readonly key?: string | undefined;
};

/** The inspections of this process, in memory. What names one that is not there throws `contract.bad-input`. */
export type Inspections = {
  readonly start: (wish: InspectionWish) => string;
  readonly cancel: (id: string) => Promise<void>;
  /** Stops one and forgets it; one that is gone already is no fault. */
  readonly end: (id: string) => Promise<void>;
  /** Judges what was found for a server of another version. */
  readonly fit: (id: string, target: string) => void;
  /** What was found so far, with all entries. */
  readonly found: (id: string) => Inspection;
  readonly readBytes: (id: string, offset: number, length: number) => Promise<Buffer>;
  readonly entries: (id: string, from: number, count: number) => readonly Entry[];
  readonly compare: (id: string, other: string) => Promise<FileComparison>;
  readonly endAll: () => Promise<void>;
};

type Session = {
  readonly path: string;
  readonly aborter: AbortController;
  /** Aborts once nobody looks at it any more; what was begun over it meanwhile ends then. */
  readonly gone: AbortController;
  run: InspectionRun;
  /** As the file tells it; `run.found` has fewer entries. */
  found: Inspection | undefined;
  target: string;
  ended: Promise<void>;
};

/** Of inspections that are over, the newest are kept: each may hold 100,000 entries. */
const mostKept = 3;

export function openInspections(options: {
  readonly inspect: InspectPath;
  /** What was found, judged for a server of this version; empty: for none. */
  readonly judge: (found: Inspection, target: string) => Inspection;
  readonly onChange: (run: InspectionRun) => void;
}): Inspections {
  const sessions = new Map<string, Session>();
  const get = (id: string): Session =>
    sessions.get(id) ?? fail('contract.bad-input', { where: 'id', seen: 'no such inspection' });

  const change = (session: Session, next: Partial<InspectionRun>): void => {
    session.run = { ...session.run, ...next };
    // One that was forgotten is nobody's any more.
    if (sessions.get(session.run.id) === session) options.onChange(session.run);
  };
  const find = (session: Session, found: Inspection): Pick<InspectionRun, 'found'> => {
    session.found = options.judge(found, session.target);
    return { found: withFewEntries(session.found) };
  };

  const read = async (session: Session, key: string | undefined): Promise<void> => {
    const { path, aborter } = session;
    // The caller has the id in hand before it is pushed.
    await new Promise(setImmediate);
    try {
      const found = await options.inspect(path, {
        ...{ key, signal: aborter.signal },
        onProgress: (done, total) => change(session, { read: done, total }),
        onFirst: (first) => change(session, { ...find(session, first), total: first.size }),
      });
      const { size } = found;
      change(session, { ...find(session, found), stage: 'done', read: size, total: size });
    } catch (thrown) {
      if (aborter.signal.aborted) change(session, { stage: 'cancelled' });
      else change(session, { stage: 'failed', failure: toFailure(thrown) });
    }
  };

  const forgetOld = (): void => {
    const over = [...sessions].filter(([, { run }]) => run.stage !== 'reading');
    for (const [id] of over.slice(0, Math.max(0, over.length - mostKept + 1))) sessions.delete(id);
  };
  const stop = async ({ aborter, ended }: Session): Promise<void> => {
    aborter.abort(new Error('the inspection was ended'));
    await ended;
  };
  const end = async (id: string): Promise<void> => {
    const session = sessions.get(id);
    sessions.delete(id);
    session?.gone.abort(new Error('the inspection was forgotten'));
    if (session) await stop(session);
  };

  return {
    start: ({ path, target, key }) => {
      forgetOld();
      const id = `inspection-${randomBytes(6).toString('hex')}`;
      const session: Session = {
        ...{ path, found: undefined, target: target ?? '' },
        ...{ aborter: new AbortController(), gone: new AbortController() },
        run: { id, stage: 'reading', name: told(basename(path)), read: 0, total: 0 },
        ended: Promise.resolve(),
      };
      sessions.set(id, session);
      session.ended = read(session, key);
      return id;
    },
    cancel: async (id) => stop(get(id)),
    end,
    fit: (id, target) => {
      const session = get(id);
      session.target = target;
      if (session.found) change(session, find(session, session.found));
    },
    found: (id) => foundIn(get(id)),
    readBytes: async (id, offset, length) => {
      const { path, gone } = get(id);
      return over(path, gone.signal, (source) => orAbort(source.read(offset, length), gone.signal));
    },
    entries: (id, from, count) => (get(id).found?.archive?.entries ?? []).slice(from, from + count),
    compare: async (id, other) => {
      const [one, two] = [get(id), get(other)];
      const [first, second] = [foundIn(one), foundIn(two)];
      // It ends with either of them.
      const signal = AbortSignal.any([one.gone.signal, two.gone.signal]);
      return over(one.path, signal, (source) =>
        over(two.path, signal, (beside) =>
          compareFiles({ source, found: first }, { source: beside, found: second }, signal),
        ),
      );
    },
    endAll: async () => {
      await Promise.all([...sessions.keys()].map(end));
    },
  };
}

/** Works over an open file. A share that stalls never lets go of it, and that is not waited for once the signal has aborted. */
async function over<Value>(
  path: string,
  signal: AbortSignal,
  work: (source: ByteSource) => Promise<Value>,
): Promise<Value> {
  const source = await fileSource(path);
  try {
    return await work(source);
  } finally {
    const closing = source.close();
    if (signal.aborted) closing.catch(() => undefined);
    else await closing;
  }
}

const foundIn = ({ found }: Session): Inspection =>
  found ?? fail('contract.bad-input', { where: 'id', seen: 'nothing was found yet' });

/** A push crosses ten times a second; what it leaves out is asked for. */
function withFewEntries(found: Inspection): Inspection {
  const { archive } = found;
  if (!archive || archive.entries.length <= entriesPushed) return found;
  return { ...found, archive: { ...archive, entries: archive.entries.slice(0, entriesPushed) } };
}
