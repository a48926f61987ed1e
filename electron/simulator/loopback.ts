import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** The addresses of a pair and the port that both use. */
export type Loopback = { readonly source: string; readonly target: string; readonly port: number };

/**
 * Two addresses of this computer with the same free port: own ones in 127.0.0.0/8 where the system has the whole of
 * it (Linux, Windows), otherwise 127.0.0.1 and ::1 (macOS). `localhost` asks for the latter everywhere.
 */
export async function findLoopback(kind: 'own' | 'localhost'): Promise<Loopback> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const net = `127.${randomInt(64, 127)}.${randomInt(0, 256)}`;
    const [source, target] = kind === 'own' ? [`${net}.1`, `${net}.2`] : ['127.0.0.1', '::1'];
    try {
      const port = await tryPort(source, 0);
      await tryPort(target, port);
      return { source, target, port };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRNOTAVAIL' && kind === 'own') return await findLoopback('localhost');
      if (code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error('no port is free on both addresses');
}

/** Opens and closes a port; 0 for any free one. Gives its number. */
const tryPort = (host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port }, () => {
      const bound = server.address();
      server.close(() => resolve(bound !== null && typeof bound === 'object' ? bound.port : port));
    });
  });
