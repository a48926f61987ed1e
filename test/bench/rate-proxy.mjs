// node rate-proxy.mjs '[{"host","port"}, …]' RTT-MILLISECONDS BITS-PER-SECOND
//
// TCP proxies, one for each server, that let everything take half of a round trip in either direction and no more than so many
// bits a second in each. Prints their ports as one line of JSON and ends with its stdin. A process of its own, so that
// it takes no time from whoever is measured.

import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const [servers = '[]', roundTrip = '20', rate = '1e9'] = process.argv.slice(2);
const half = Number(roundTrip) / 2;
const bytesPerMillisecond = Number(rate) / 8000;
/** As much as waits before the narrow place, in milliseconds of its rate; then senders have to wait, as with a full queue. */
const queueMilliseconds = 6;

/**
 * @param {import('node:net').Socket} from
 * @param {import('node:net').Socket} to
 */
function carry(from, to) {
  /** @type {{ at: number, chunk: Buffer | undefined }[]} */
  const onTheWay = [];
  let free = 0;
  let timed = false;
  const deliver = () => {
    timed = false;
    const now = performance.now();
    let first = onTheWay[0];
    to.cork();
    while (first && first.at <= now) {
      if (first.chunk) to.write(first.chunk);
      else to.end();
      onTheWay.shift();
      first = onTheWay[0];
    }
    to.uncork();
    if (from.isPaused() && free - now < queueMilliseconds) from.resume();
    if (first) wait();
  };
  const wait = () => {
    if (timed) return;
    timed = true;
    setTimeout(deliver, 1);
  };
  /** @param {Buffer} [chunk] */
  const send = (chunk) => {
    const now = performance.now();
    free = Math.max(now, free) + (chunk?.length ?? 0) / bytesPerMillisecond;
    onTheWay.push({ at: free + half, chunk });
    if (free - now > queueMilliseconds) from.pause();
    wait();
  };
  from.on('data', send);
  from.on('end', () => send());
  from.on('error', () => to.destroy());
  from.on('close', () => to.destroySoon());
}

const ports = await Promise.all(
  JSON.parse(servers).map(async (/** @type {{ host: string, port: number }} */ { host, port }) => {
    const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
      const far = connect({ host, port, noDelay: true, allowHalfOpen: true });
      carry(near, far);
      carry(far, near);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
  }),
);
console.log(JSON.stringify(ports));
process.stdin.on('end', () => process.exit()).resume();
