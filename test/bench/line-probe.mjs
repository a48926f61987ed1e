// node line-probe.mjs serve ADDRESS                        sends to whoever connects, as fast as it goes; says its port, ends with its stdin
// node line-probe.mjs take ADDRESS PORT CONNECTIONS SECONDS  takes from it for so long, and prints as JSON how long it takes to connect
//                                                          (ms) and how many bits a second came; the first two seconds do not count

import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const [role, host = '', port = '0', connections = '1', seconds = '1'] = process.argv.slice(2);

if (role === 'serve') {
  const block = Buffer.alloc(65_536);
  const server = createServer((socket) => {
    const send = () => {
      while (socket.writable && socket.write(block));
    };
    socket.on('drain', send).on('error', () => socket.destroy());
    send();
  });
  server.listen(0, host);
  await once(server, 'listening');
  console.log(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
  process.stdin.on('end', () => process.exit()).resume();
} else {
  let bytes = 0;
  let roundTrip = Number.POSITIVE_INFINITY;
  for (let each = 0; each < Number(connections); each++) {
    const began = performance.now();
    const socket = connect({ host, port: Number(port) });
    await once(socket, 'connect');
    roundTrip = Math.min(roundTrip, performance.now() - began);
    socket.on('data', (chunk) => {
      bytes += chunk.length;
    });
  }
  const wait = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));
  await wait(2000);
  bytes = 0;
  const began = performance.now();
  await wait(Number(seconds) * 1000);
  const bitsPerSecond = (bytes * 8000) / (performance.now() - began);
  console.log(JSON.stringify({ roundTrip, bitsPerSecond }));
  process.exit();
}
