import { once } from 'node:events';
import { type AddressInfo, connect, createServer, Socket } from 'node:net';
import type { ServerAt } from '../../shared/connecting';

/** A way to a server that is longer than the one within this computer. */
export type SlowWay = ServerAt & { readonly close: () => Promise<void> };

/**
 * A TCP proxy that lets everything take half of a round trip in either direction, in order and as much at a time as comes. It
 * connects on as late as TCP would over such a way: to make a connection costs a round trip too.
 */
export async function startSlowWay(to: ServerAt, roundTrip: number): Promise<SlowWay> {
  const live = new Set<Socket>();
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
    const far = new Socket({ allowHalfOpen: true }).setNoDelay();
    for (const socket of [near, far]) {
      live.add(socket);
      socket.on('close', () => live.delete(socket)).on('error', () => socket.destroy());
    }
    const made = performance.now() + roundTrip;
    const onwards = inOrder(() => Math.max(performance.now(), made) + roundTrip / 2);
    const back = inOrder(() => performance.now() + roundTrip / 2);
    onwards(() => far.connect(to.port, to.host));
    carry(near, far, onwards);
    carry(far, near, back);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...{ host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    close: async () => {
      for (const socket of live) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** How long a byte takes over such a way and back, measured; throws where that is less than it shall be. */
export async function roundTripOf(wanted: number): Promise<number> {
  const echo = createServer({ noDelay: true }, (socket) => socket.pipe(socket));
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const { port } = echo.address() as AddressInfo;
  const way = await startSlowWay({ host: '127.0.0.1', port }, wanted);
  try {
    const socket = connect({ host: way.host, port: way.port, noDelay: true });
    socket.write('-');
    await once(socket, 'data');
    const began = performance.now();
    socket.write('-');
    await once(socket, 'data');
    const taken = performance.now() - began;
    socket.destroy();
    if (taken < wanted) throw new Error(`a round trip of ${taken} ms`);
    return taken;
  } finally {
    await way.close();
    echo.close();
  }
}

type Arrive = () => void;

/** Lets arrive what was sent when it is due, each after the one before it. */
function inOrder(due: () => number): (arrive: Arrive) => void {
  const onTheWay: { readonly at: number; readonly arrive: Arrive }[] = [];
  const wait = (at: number): void => {
    setTimeout(deliver, Math.max(0, at - performance.now()));
  };
  const deliver = (): void => {
    while (onTheWay[0] && onTheWay[0].at <= performance.now()) onTheWay.shift()?.arrive();
    if (onTheWay[0]) wait(onTheWay[0].at);
  };
  return (arrive) => {
    const at = due();
    if (onTheWay.push({ at, arrive }) === 1) wait(at);
  };
}

/** Passes on what one side sends, and that it ends. */
function carry(from: Socket, to: Socket, send: (arrive: Arrive) => void): void {
  from.on('data', (chunk) => send(() => to.writable && to.write(chunk)));
  from.on('end', () => send(() => to.end()));
  from.on('close', () => send(() => to.destroySoon()));
}
