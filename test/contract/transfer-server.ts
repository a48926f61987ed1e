import ssh2, { type Attributes, type SFTPWrapper } from 'ssh2';
import { type ScriptedServer, startServer } from '../unit/engine/scripted-server';

const { STATUS_CODE } = ssh2.utils.sftp;

/** What is odd about the server; changed while it runs. */
export type Oddities = {
  /** Cuts the connection once so many more bytes of content have passed, either way. */
  cutAfter?: number | undefined;
  /** Answers to a read with no more than this. */
  shortReads?: number | undefined;
  /** Answers to so many requests in reverse. */
  backwards?: number | undefined;
  /** So many more reads and writes fail without a reason. */
  failures?: number | undefined;
  /** Says nothing to reads and writes any more. */
  mute?: boolean | undefined;
  /** What it says that every file's size is. */
  claimedSize?: number | undefined;
  /** As much as fits. */
  room?: number | undefined;
  /** Takes or gives so many bytes a second. */
  takes?: number | undefined;
  gives?: number | undefined;
  /** Keeps nothing of what it is sent but the size. */
  forgetful?: boolean | undefined;
  /** Heard before a read or write is carried out. */
  before?: ((content: Map<string, Buffer>) => void) | undefined;
};

export type TransferServer = Pick<ScriptedServer, 'port' | 'cut' | 'stop'> & {
  readonly content: Map<string, Buffer>;
  /** Gives a file this content, at another time than before. */
  readonly put: (path: string, content: Buffer) => void;
  readonly odd: Oddities;
  /** Bytes of content that were given or taken. */
  readonly moved: () => number;
  /** Bytes of content that were taken. */
  readonly taken: () => number;
};

/** An SSH server with files in memory that is as odd as a test wants. */
export async function startTransferServer(): Promise<TransferServer> {
  const content = new Map<string, Buffer>();
  const sizes = new Map<string, number>();
  const times = new Map<string, number>();
  let clock = 1_700_000_000;
  const odd: Oddities = {};
  let moved = 0;
  let taken = 0;
  let takenUntil = 0;
  /** Between the last byte that passes and the cut, for all sessions. */
  let dead = false;
  const server = await startServer({
    exec: (_command, channel) => {
      const free = odd.room === undefined ? 1e12 : odd.room - used();
      channel.write(JSON.stringify({ sizeBytes: 1e12, freeBytes: Math.max(0, free) }));
      channel.exit(0);
      channel.end();
    },
    sftp: (sftp) => serve(sftp),
  });
  const used = (): number => [...content.values()].reduce((sum, { length }) => sum + length, 0);

  function serve(sftp: SFTPWrapper): void {
    const open = new Map<number, string>();
    let held: (() => void)[] = [];
    let handles = 0;
    let timer: NodeJS.Timeout | undefined;
    sftp.on('error', () => {});
    /** Answers at once, or with others in reverse. */
    const answer = (give: () => void): void => {
      if (odd.backwards === undefined) {
        give();
        return;
      }
      held.push(give);
      const all = (): void => {
        const some = held.reverse();
        held = [];
        for (const each of some) each();
      };
      clearTimeout(timer);
      if (held.length >= odd.backwards) all();
      else timer = setTimeout(all, 5);
    };
    const status = (id: number, code: number): void => answer(() => sftp.status(id, code));
    const pathOf = (handle: Buffer): string => open.get(handle.readUInt32BE(0)) ?? '';
    const found = (path: string): Buffer | undefined => content.get(path);
    /** Whether a read or write may go on; the number of bytes that may pass. */
    const admits = (id: number, bytes: number): number | undefined => {
      if (dead) return undefined;
      odd.before?.(content);
      if (odd.mute) return undefined;
      if (odd.failures !== undefined && odd.failures > 0) {
        odd.failures--;
        status(id, STATUS_CODE.FAILURE);
        return undefined;
      }
      const passing = Math.min(bytes, odd.cutAfter ?? bytes);
      if (odd.cutAfter !== undefined) odd.cutAfter -= passing;
      moved += passing;
      return passing;
    };
    /** What was answered before still arrives; nothing is carried out any more. */
    const cutIfDue = (): boolean => {
      if (odd.cutAfter === undefined || odd.cutAfter > 0) return false;
      odd.cutAfter = undefined;
      dead = true;
      setTimeout(() => {
        server.cut();
        dead = false;
      }, 20);
      return true;
    };

    sftp.on('OPEN', (id, path, flags) => {
      const creates = (flags & ssh2.utils.sftp.OPEN_MODE.CREAT) !== 0;
      if (!content.has(path) && !creates) return status(id, STATUS_CODE.NO_SUCH_FILE);
      if (!content.has(path)) content.set(path, Buffer.alloc(0));
      const handle = Buffer.alloc(4);
      handle.writeUInt32BE(++handles);
      open.set(handles, path);
      answer(() => sftp.handle(id, handle));
    });
    sftp.on('READ', (id, handle, offset, length) => {
      const whole = found(pathOf(handle)) ?? Buffer.alloc(0);
      const wanted = whole.subarray(offset, offset + Math.min(length, odd.shortReads ?? 65_536));
      if (wanted.length === 0) return status(id, STATUS_CODE.EOF);
      const passing = admits(id, wanted.length);
      if (passing === undefined || cutIfDue()) return;
      const now = (found(pathOf(handle)) ?? Buffer.alloc(0)).subarray(offset, offset + passing);
      if (now.length === 0) return status(id, STATUS_CODE.EOF);
      const give = (): void => answer(() => sftp.data(id, Buffer.from(now)));
      if (odd.gives === undefined) return give();
      const at = performance.now();
      takenUntil = Math.max(at, takenUntil) + (passing / odd.gives) * 1000;
      setTimeout(give, takenUntil - at);
    });
    sftp.on('WRITE', (id, handle, offset, data) => {
      const path = pathOf(handle);
      const old = found(path) ?? Buffer.alloc(0);
      const growth = Math.max(0, offset + data.length - old.length);
      if (odd.room !== undefined && used() + growth > odd.room)
        return status(id, STATUS_CODE.FAILURE);
      const passing = admits(id, data.length);
      if (passing === undefined) return;
      taken += passing;
      if (odd.forgetful) sizes.set(path, Math.max(sizes.get(path) ?? 0, offset + passing));
      else content.set(path, written(old, data.subarray(0, passing), offset));
      if (cutIfDue()) return;
      if (odd.takes === undefined) return status(id, STATUS_CODE.OK);
      const at = performance.now();
      takenUntil = Math.max(at, takenUntil) + (passing / odd.takes) * 1000;
      setTimeout(() => status(id, STATUS_CODE.OK), takenUntil - at);
    });
    sftp.on('CLOSE', (id) => status(id, STATUS_CODE.OK));
    const tell = (id: number, path: string): void => {
      const size = odd.claimedSize ?? sizes.get(path) ?? found(path)?.length;
      if (!content.has(path)) {
        status(id, STATUS_CODE.NO_SUCH_FILE);
        return;
      }
      const mtime = times.get(path) ?? clock;
      answer(() => sftp.attrs(id, { mode: 0o100600, size, atime: mtime, mtime } as Attributes));
    };
    sftp.on('STAT', tell);
    sftp.on('LSTAT', tell);
    sftp.on('FSETSTAT', (id, handle, { size }) => {
      const path = pathOf(handle);
      if (size !== undefined) content.set(path, Buffer.from(found(path)?.subarray(0, size) ?? []));
      status(id, STATUS_CODE.OK);
    });
    sftp.on('REMOVE', (id, path) =>
      status(id, content.delete(path) ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE),
    );
    sftp.on('RENAME', (id, from, to) => {
      const file = found(from);
      if (file === undefined) return status(id, STATUS_CODE.NO_SUCH_FILE);
      if (content.has(to)) return status(id, STATUS_CODE.FAILURE);
      content.delete(from);
      content.set(to, file);
      status(id, STATUS_CODE.OK);
    });
  }
  const { port, cut, stop } = server;
  const put = (path: string, file: Buffer): void => {
    content.set(path, file);
    times.set(path, ++clock);
  };
  return { port, cut, stop, content, put, odd, moved: () => moved, taken: () => taken };
}

/** The content after a write, with room to grow without a copy each time. */
export function written(old: Buffer, data: Buffer, offset: number): Buffer {
  const length = Math.max(old.length, offset + data.length);
  let all = old;
  if (length > old.length) {
    const room = old.buffer.byteLength - old.byteOffset;
    if (old.byteOffset === 0 && room >= length) {
      all = Buffer.from(old.buffer, 0, length);
      all.fill(0, old.length, length);
    } else {
      all = Buffer.from(new ArrayBuffer(2 * length), 0, length);
      old.copy(all);
    }
  }
  data.copy(all, offset);
  return all;
}
