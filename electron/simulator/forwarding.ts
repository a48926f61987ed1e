import { connect } from 'node:net';
import type { Connection } from 'ssh2';

/** Where a machine has its web pages. */
export type WebAt = { readonly address: string; readonly port: number };

/** What a machine connects on to for whoever is logged in: its own web pages, and nothing else. */
export function serveForwarding(connection: Connection, web: () => WebAt | undefined): void {
  connection.on('tcpip', (accept, reject, { destIP, destPort }) => {
    const own = web();
    if (own === undefined || destIP !== own.address || destPort !== own.port) return reject();
    const socket = connect({ host: own.address, port: own.port });
    let channel: ReturnType<typeof accept> | undefined;
    socket.once('connect', () => {
      channel = accept();
      channel.on('error', () => socket.destroy());
      channel.on('close', () => socket.destroy());
      channel.pipe(socket).pipe(channel);
    });
    socket.on('error', () => {
      if (channel) channel.destroy();
      else reject();
    });
    connection.on('close', () => socket.destroy());
  });
}
