import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** The addresses of a pair and the ports that both use. */
export type Loopback = {
  readonly source: string;
  readonly target: string;
  /** That of SSH. */
  readonly port: number;
  /** That of HTTPS; absent in pairs of earlier versions. */
  readonly webPort?: number | undefined;
};

/**
 * Two addresses of this computer with the same free port: own ones in 127.0.0.0/8 where the system has the whole of
 * it (Linux, Windows), otherwise 127.0.0.1 and ::1 (macOS). `localhost` asks for the latter everywhere.
 */
export async function findLoopback(kind: 'own' | 'localhost'): Promise<Loopback> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const net = `127.${randomInt(64, 127)}.${randomInt(0, 256)}`;
    const [source, target] = kind === 'own' ? [`${net}.1`, `${net}.2`] : ['127.0.0.1', '::1'];
    try {
      const port = await freePort({ source, target });
      let webPort = port;
      while (webPort === port) webPort = await freePort({ source, target });
      return { source, target, port, webPort };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRNOTAVAIL' && kind === 'own') return await findLoopback('localhost');
      if (code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error('no port is free on both addresses');
}

/** A port that is free at both addresses; throws `EADDRINUSE` where what is free at one is not at the other. */
export async function freePort({
  source,
  target,
}: Pick<Loopback, 'source' | 'target'>): Promise<number> {
  const port = await tryPort(source, 0);
  return await tryPort(target, port);
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
