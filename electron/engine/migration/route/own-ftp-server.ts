import { rm } from 'node:fs/promises';
import { basename, dirname, posix } from 'node:path';
import type { HashedFile } from '../../../../shared/facts';
import { FailureError } from '../../../../shared/failure';
import type { TransferNote } from '../../../../shared/transfer-note';
import { hashFile } from '../../eppb/hash-file';
import type { DeskEvent } from '../../ftp/desk/events';
import type { Moved } from '../../transport/transport';
import { byteProgress } from '../byte-progress';
import type { Tools } from '../step';
import { atConsole, type Console, type OwnServer } from './at-console';

/** Opens the program's own server for the file to come; it is taken when all of it is there and right. */
export async function receive(
  server: OwnServer,
  at: Console,
  { path, size, sha256 }: HashedFile,
  tools: Tools,
): Promise<Moved | undefined> {
  // It may have arrived just when another server was wished for.
  const here = await hashFile(path, tools.signal).catch(() => undefined);
  if (here?.size === size && here.sha256 === sha256) return here;
  await rm(path, { force: true });
  const desk = await tools.ftp.openDesk({
    ...(await deskOf(server, at, tools)),
    task: {
      kind: 'receive',
      folder: dirname(path),
      name: basename(path),
      anyName: true,
      size,
      sha256,
    },
  });
  const arrived = new AbortController();
  let came: Moved | undefined;
  let failed: unknown;
  desk.done.then(
    (moved) => {
      came = moved;
      arrived.abort();
    },
    (thrown) => {
      failed = thrown;
      arrived.abort();
    },
  );
  try {
    return await atConsole(
      at,
      desk,
      'own',
      tools,
      async () => {
        if (came) return came;
        throw new FailureError({ code: 'ftp.not-arrived', facts: {} });
      },
      arrived.signal,
    );
  } catch (thrown) {
    if (!arrived.signal.aborted || tools.signal.aborted) throw thrown;
    if (came) return came;
    throw failed;
  } finally {
    // A console that has brought it may still ask about it and say good-bye; then the desk closes itself.
    if (!came) await desk.close();
  }
}

/** Opens the program's own server with the file, until the new server has it. */
export async function offer(
  server: OwnServer,
  at: Console,
  { path, sha256 }: HashedFile,
  tools: Tools,
  proven: () => Promise<true>,
): Promise<true | undefined> {
  const over = new AbortController();
  let failed: unknown;
  const how = await deskOf(server, at, tools);
  const desk = await tools.ftp.openDesk({
    ...how,
    task: { kind: 'offer', localPath: path, name: posix.basename(at.path), sha256 },
    onEvent: (event) => {
      how.onEvent(event);
      if (event.kind !== 'closed') return;
      // By itself, since nobody came for long; what is shown of it would lead nowhere.
      failed ??= new FailureError({ code: 'ftp.nobody-came', facts: {} });
      over.abort();
    },
  });
  desk.done.catch((thrown: unknown) => {
    failed = thrown;
    over.abort();
  });
  try {
    return await atConsole(at, desk, 'own', tools, proven, over.signal);
  } catch (thrown) {
    if (!over.signal.aborted || tools.signal.aborted) throw thrown;
    throw failed;
  } finally {
    await desk.close();
  }
}

/** More of what a console was refused, or of strangers, is no help to anybody. */
const notesMost = 20;

async function deskOf(
  { address, port, anonymous }: OwnServer,
  { appliance }: Console,
  tools: Tools,
) {
  const progress = byteProgress(tools);
  const peer = appliance.network.address;
  const ours = await tools.ftp.interfacesTowards(peer);
  const isNear = ours.some((each) => each.address === address && each.because === 'same-network');
  let told = 0;
  return {
    ...{ address, port, anonymous, signal: tools.signal },
    // A practice server has many addresses to come from.
    ...(isNear && !peer.startsWith('127.') && { peer }),
    onProgress: (done: number, total: number | undefined) => progress(done, total ?? done),
    onEvent: (event: DeskEvent) => {
      const note = noteOf(event);
      if (note && told++ < notesMost) tools.noted(note);
    },
  };
}

/** What of an event helps to find out why a console does not get on; nothing of it is secret. */
function noteOf(event: DeskEvent): TransferNote | undefined {
  switch (event.kind) {
    case 'refused':
      return {
        kind: 'console',
        what: 'refused',
        peer: event.peer,
        seen: `${event.command} ${event.code}`,
      };
    case 'wrong-try':
      return { kind: 'console', what: 'wrong-try', peer: event.peer, seen: event.what };
    case 'stranger':
      return { kind: 'console', what: 'stranger', peer: event.peer, seen: '' };
    default:
      return undefined;
  }
}
