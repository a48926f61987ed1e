import { createServer, type Server, type Socket } from 'node:net';
import { FailureError, fail } from '../../../../shared/failure';
import { formatAddress } from '../../../../shared/plan';
import { paced } from '../../transport/paced';
import { quietly } from '../../transport/quietly';
import type { Moved } from '../../transport/transport';
import { isSame, newAccount } from './account';
import { plainAddress } from './data-way';
import type { DeskEvent } from './events';
import { guestsOf } from './guests';
import { type OfferTask, offering } from './offering';
import { type ReceiveTask, receiving } from './receiving';
import type { DeskLimits, DeskRules } from './rules';
import { serve } from './session';
import type { ShelfEnds } from './shelf';
import { underWay } from './under-way';

/** What the desk is for: one file, one way. */
export type DeskTask = ReceiveTask | OfferTask;

/** How a desk is opened. */
export type DeskOptions = {
  /** The address of this computer that the console is to connect to; see `interfacesTowards`. */
  readonly address: string;
  /** 21 where it is absent, which consoles take for granted. 0: any free one. */
  readonly port?: number | undefined;
  readonly task: DeskTask;
  /** The only address that may connect, where it is known. */
  readonly peer?: string | undefined;
  /** For a console that asks for no user: then the path is the only secret. */
  readonly anonymous?: boolean | undefined;
  readonly limits?: Partial<DeskLimits> | undefined;
  /** At most ten times a second; bytes, and of how many where that is known. */
  readonly onProgress: (done: number, total: number | undefined) => void;
  readonly onEvent: (event: DeskEvent) => void;
  readonly signal: AbortSignal;
};

/** An FTP server for one file: open until that file has come, or, where one is offered, until it is closed or nobody uses it. */
export type FtpDesk = {
  readonly address: string;
  readonly port: number;
  /** One-time user, password and path. Secrets: shown, and kept nowhere. */
  readonly user: string;
  readonly password: string;
  readonly path: string;
  /** What to type into the two fields of the console. */
  readonly consoleFields: { readonly address: string; readonly path: string };
  /** Size and SHA-256 of what passed first; fails with `ftp.*`, `transfer.*` or `migration.cancelled`. */
  readonly done: Promise<Moved>;
  /** Ends it, once a console that has just brought its file has left, or 2 s later; a part of a file is removed. */
  readonly close: () => Promise<void>;
};

const usual: DeskLimits = {
  idleSeconds: 1800,
  sessionSeconds: 300,
  loginSeconds: 60,
  stallSeconds: 90,
  deadSeconds: 5,
};
const triesMax = 5;

/** Whoever knocks again and again is not told of for ever. */
const eventsMax = 1000;

/** A console that has its file may still ask about it and say good-bye. */
const lingerSeconds = 15;
const partingSeconds = 2;

/** Opens it. Fails with `ftp.port-in-use`, `ftp.port-not-allowed`, `ftp.address-not-here`, or what is wrong with the file. */
export async function openFtpDesk(options: DeskOptions): Promise<FtpDesk> {
  const { address, task, peer, signal } = options;
  const limits = { ...usual, ...options.limits };
  const account = newAccount();
  const guests = guestsOf();
  let passed: Moved | undefined;
  let tries = 0;
  let over = false;
  let resolveDone: (moved: Moved) => void = () => {};
  let rejectDone: (thrown: unknown) => void = () => {};
  const done = new Promise<Moved>((resolve, reject) => {
    resolveDone = resolve;
    rejectDone = reject;
  });
  // Whoever waits for it hears of it; nobody has to.
  done.catch(() => {});

  const total = task.kind === 'receive' ? task.size : undefined;
  const report = paced((bytes, of) => options.onProgress(bytes, of === 0 ? undefined : of));
  const ends: ShelfEnds = {
    progress: (bytes) => report(bytes, total ?? offered ?? 0),
    finished: (moved) => {
      // A console may fetch it twice.
      if (passed) return;
      passed = moved;
      options.onProgress(moved.size, moved.size);
      options.onEvent({ kind: 'finished', ...moved });
      // After the console was told: whoever waits for this may close the desk at once.
      setImmediate(() => resolveDone(moved));
      // What was fetched may be wanted again: an import can fail.
      if (task.kind === 'offer') return;
      server.close();
      linger = setTimeout(() => void shut(), lingerSeconds * 1000);
    },
    failed: (thrown) => end(thrown),
  };
  let offered: number | undefined;
  let linger: NodeJS.Timeout | undefined;
  if (signal.aborted) fail('migration.cancelled');
  const shelf =
    task.kind === 'receive'
      ? await receiving(task, ends)
      : await offering(task, ends).then((made) => {
          offered = made.size;
          return made;
        });

  const idle = setTimeout(
    () =>
      end(new FailureError({ code: 'ftp.nobody-came', facts: { seconds: limits.idleSeconds } })),
    limits.idleSeconds * 1000,
  );
  const giveUp = (thrown: unknown): void => (passed ? resolveDone(passed) : rejectDone(thrown));
  const end = (thrown: unknown): void => {
    giveUp(thrown);
    // After the console was told why.
    setImmediate(() => void shut());
  };
  let told = 0;
  const tell = (event: DeskEvent): void => {
    told++;
    if (told <= eventsMax) options.onEvent(event);
  };
  const wrong = (what: 'login' | 'path', from: string): void => {
    tries++;
    options.onEvent({ kind: 'wrong-try', peer: from, what, left: Math.max(0, triesMax - tries) });
    if (tries < triesMax) return;
    end(new FailureError({ code: 'ftp.tries-used-up', facts: { tries, peer: from } }));
  };
  const rules: DeskRules = {
    ...{ shelf, limits, folder: account.folder, anonymous: options.anonymous === true },
    admits: (user, password, from) => {
      // Both, always: the time tells nothing.
      const right = [isSame(user, account.user), isSame(password, account.password)];
      if (tries < triesMax && right.every(Boolean)) return true;
      wrong('login', from);
      return false;
    },
    guessed: (from) => wrong('path', from),
    hasRoom: guests.hasRoom,
    underWay: underWay(limits.deadSeconds),
    tell,
    alive: () => void idle.refresh(),
  };

  const server = createServer((socket: Socket) => {
    const from = plainAddress(socket.remoteAddress);
    const expected = peer === undefined || from === plainAddress(peer);
    if (over || !expected) {
      tell({ kind: 'stranger', peer: from });
      socket.destroy();
      return;
    }
    const away = guests.add(socket, serve(socket, rules), () => {
      if (linger && guests.count() === 0) void shut();
    });
    if (away !== undefined) tell({ kind: 'stranger', peer: away });
  });

  let closing: Promise<void> | undefined;
  const shut = (): Promise<void> => {
    closing ??= (async () => {
      over = true;
      clearTimeout(idle);
      clearTimeout(linger);
      signal.removeEventListener('abort', cancelled);
      giveUp(new FailureError({ code: 'migration.cancelled', facts: {} }));
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      guests.endAll();
      await quietly(ended);
      await shelf.close();
      options.onEvent({ kind: 'closed' });
    })();
    return closing;
  };
  const close = async (): Promise<void> => {
    // It may still rename its file and say good-bye.
    if (linger && !signal.aborted) await guests.leave(partingSeconds);
    await shut();
  };
  const cancelled = (): void => end(new FailureError({ code: 'migration.cancelled', facts: {} }));

  try {
    await listen(server, address, options.port ?? 21);
  } catch (thrown) {
    clearTimeout(idle);
    await shelf.close();
    throw thrown;
  }
  signal.addEventListener('abort', cancelled);
  if (signal.aborted) cancelled();
  const port = portOf(server);
  options.onEvent({ kind: 'open', address, port });
  const path = `/${account.folder}/${task.name}`;
  const host = port === 21 ? address : formatAddress({ host: address, port });
  return {
    ...{ address, port, path, done, close },
    ...{ user: account.user, password: account.password },
    consoleFields: { address: host, path },
  };
}

const portOf = (server: Server): number => {
  const bound = server.address();
  return bound !== null && typeof bound === 'object' ? bound.port : 0;
};

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  }).catch((thrown: unknown) => {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') fail('ftp.port-in-use', { host, port }, thrown);
    if (code === 'EACCES') fail('ftp.port-not-allowed', { host, port }, thrown);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      fail('ftp.address-not-here', { host, port }, thrown);
    throw thrown;
  });
  // Where one cannot be let in now (no handle is left), it may come again.
  server.on('error', () => {});
}
