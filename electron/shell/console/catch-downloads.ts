import { existsSync, mkdirSync } from 'node:fs';
import { open, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { DownloadItem, Session } from 'electron';
import type { ConsoleDownload } from '../../../shared/console-view';
import type { ChosenFile } from '../../../shared/contract';
import { type Failure, fail, toFailure } from '../../../shared/failure';
import { hashFile } from '../../engine/eppb/hash-file';
import { headBytes, looksLikePage } from './looks-like-page';
import { freeName, safeName } from './safe-name';

/** More is taken only after a yes. */
export const largeBytes = 20_000_000_000;

/** What stays free on this computer's disk. */
const reserveBytes = 500_000_000;

/** How often a download that broke off goes on by itself, and after how many milliseconds each time. */
const ownTries = [1000, 3000, 10_000];

export type DownloadPorts = {
  /** Where files are kept. */
  readonly folder: string;
  readonly changed: (download: ConsoleDownload | undefined) => void;
  /** A second one meanwhile is not taken. */
  readonly refused: (name: string) => void;
  readonly issue: (path: string) => ChosenFile;
  /** Which backup is awaited just now. */
  readonly awaited: () => string | undefined;
};

/** The one place where a console's downloads go. */
export type DownloadCatcher = {
  /** Throws `contract.bad-input` where nothing waits for it. */
  readonly goOn: () => void;
  /** Ends it and removes what is there; a whole file stays. */
  readonly giveUp: () => Promise<void>;
  readonly close: () => void;
};

type Caught = {
  item: DownloadItem;
  readonly part: string;
  readonly name: string;
  tries: number;
  agreed: boolean;
  /** Where to go on once the item itself is over. */
  resume?: Parameters<Session['createInterruptedDownload']>[0] | undefined;
};

/**
 * Takes what a console offers for download, one file at a time, under a harmless name in `folder`: looks at size and room, goes on
 * where it broke off, tells a web page from a file, and ends with the SHA-256 and a ticket.
 */
export function catchDownloads(session: Session, ports: DownloadPorts): DownloadCatcher {
  let caught: Caught | undefined;
  let shown: ConsoleDownload | undefined;
  let closed = false;

  const show = (changes: Partial<ConsoleDownload>): void => {
    if (!shown || closed) return;
    shown = { ...shown, ...changes };
    ports.changed(shown);
  };
  const drop = async (failure?: Failure): Promise<void> => {
    const dropped = caught;
    caught = undefined;
    dropped?.item.cancel();
    if (dropped) await rm(dropped.part, { force: true }).catch(() => undefined);
    if (failure) show({ state: 'failed', failure });
  };
  const ask = (item: DownloadItem, size: number): void => {
    item.pause();
    show({
      state: 'asking',
      failure: { code: 'console.large-file', facts: { size, limit: largeBytes } },
    });
  };
  const broken = (item: DownloadItem): void => {
    const received = item.getReceivedBytes();
    const facts = { received, ...(shown?.size !== undefined && { size: shown.size }) };
    show({ state: 'broken', received, failure: { code: 'console.download-broken', facts } });
  };

  /** What was known of an item before it ended, to begin where it stopped. */
  const rest = (item: DownloadItem, path: string): Caught['resume'] => ({
    path,
    urlChain: item.getURLChain(),
    mimeType: item.getMimeType(),
    offset: item.getReceivedBytes(),
    length: item.getTotalBytes(),
    lastModified: item.getLastModifiedTime(),
    eTag: item.getETag(),
    startTime: item.getStartTime(),
  });

  const room = async (needed: number): Promise<void> => {
    const { bavail, bsize } = await statfs(ports.folder);
    const missing = needed + reserveBytes - bavail * bsize;
    if (missing > 0) fail('transfer.no-space', { where: 'this computer', missing });
  };

  const fits = (own: Caught, needed: number): void => {
    void room(needed).catch((thrown: unknown) => {
      if (caught === own) void drop(toFailure(thrown));
    });
  };

  const finish = async ({ part, name }: Caught): Promise<void> => {
    show({ state: 'checking', failure: undefined });
    const refusal = await notAFile(part, name);
    if (refusal) return drop(refusal);
    const { size, sha256 } = await hashFile(part);
    const path = join(
      ports.folder,
      freeName(name, (each) => existsSync(join(ports.folder, each))),
    );
    await rename(part, path);
    caught = undefined;
    show({ state: 'ready', size, received: size, sha256, ticket: ports.issue(path).ticket });
  };

  const follow = (own: Caught): void => {
    const { item } = own;
    item.on('updated', (_event, state) => {
      if (caught !== own) return;
      const received = item.getReceivedBytes();
      if (state === 'interrupted') {
        broken(item);
        const wait = ownTries[own.tries];
        own.tries += 1;
        if (wait !== undefined)
          setTimeout(() => caught === own && item.canResume() && item.resume(), wait).unref();
        return;
      }
      if (item.isPaused()) return;
      show({ state: 'receiving', received, failure: undefined });
      if (received > largeBytes && !own.agreed) ask(item, received);
      fits(own, 0);
    });
    item.once('done', (_event, state) => {
      if (caught !== own) return;
      if (state === 'completed') {
        void finish(own).catch((thrown: unknown) => drop(toFailure(thrown)));
      } else if (state === 'interrupted') {
        own.resume = rest(item, own.part);
        broken(item);
      } else void drop();
    });
  };

  const begin = (item: DownloadItem, path: string): void => {
    const own: Caught = { item, part: path, name: shown?.name ?? '', tries: 0, agreed: false };
    caught = own;
    follow(own);
    const size = shown?.size ?? 0;
    if (size > largeBytes) ask(item, size);
    fits(own, size);
  };

  session.on('will-download', (event, item) => {
    const name = safeName(item.getFilename());
    if (closed) return event.preventDefault();
    if (caught?.resume) return goesOn(caught, item);
    if (caught) {
      event.preventDefault();
      return ports.refused(name);
    }
    shown = {
      ...{ name, size: item.getTotalBytes() || undefined, received: 0, state: 'receiving' },
      awaited: ports.awaited(),
    };
    if (item.getMimeType().startsWith('text/html')) {
      event.preventDefault();
      return show({ state: 'failed', failure: notABackup(name, 'page') });
    }
    mkdirSync(ports.folder, { recursive: true, mode: 0o700 });
    const part = join(
      ports.folder,
      freeName(`${name}.part`, (each) => existsSync(join(ports.folder, each))),
    );
    item.setSavePath(part);
    show({});
    begin(item, part);
  });

  const goesOn = (own: Caught, item: DownloadItem): void => {
    item.setSavePath(own.part);
    own.item = item;
    own.resume = undefined;
    follow(own);
    show({ state: 'receiving', failure: undefined });
    item.resume();
  };

  return {
    goOn: () => {
      const own = caught;
      if (!own || (shown?.state !== 'asking' && shown?.state !== 'broken')) {
        return fail('contract.bad-input', { where: 'action', seen: 'no download that waits' });
      }
      own.agreed = true;
      if (own.resume) return session.createInterruptedDownload(own.resume);
      show({ state: 'receiving', failure: undefined });
      own.item.resume();
    },
    giveUp: async () => {
      await drop();
      shown = undefined;
      ports.changed(undefined);
    },
    close: () => {
      closed = true;
      void drop();
    },
  };
}

/** Why a file that has come whole is no backup, whatever the server called it. */
async function notAFile(path: string, name: string): Promise<Failure | undefined> {
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(headBytes);
    const { bytesRead } = await handle.read(head, 0, headBytes, 0);
    if (bytesRead === 0) return notABackup(name, 'empty');
    return looksLikePage(head.subarray(0, bytesRead)) ? notABackup(name, 'page') : undefined;
  } finally {
    await handle.close();
  }
}

const notABackup = (name: string, seen: 'page' | 'empty'): Failure => ({
  code: 'console.not-a-backup',
  facts: { name, seen },
});
