import { open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { struckOnce } from '../faults';

import type { ServedMachine } from '../served-machine';
import { fileNameOf } from './backups-page';

/** Sends the file of a backup, or a range of it; answers false where there is none. */
export async function sendBackup(
  request: IncomingMessage,
  response: ServerResponse,
  machine: ServedMachine,
  id: string,
): Promise<boolean> {
  const { backups, faults } = machine.state();
  const backup = backups.find((candidate) => candidate.id === id);
  if (backup?.state !== 'ready' || backup.file === undefined) return false;
  const name = faults['web-odd-name']?.name ?? fileNameOf(backup).replaceAll(/[^\w.-]/g, '_');
  response.setHeader('content-disposition', `attachment; filename="${name}"`);
  if (faults['web-html-download']) {
    strike(machine, 'web-html-download');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end('<!doctype html><title>Error</title><p>502 Bad Gateway</p>\n');
    return true;
  }
  const handle = await open(await machine.storage.locate(backup.file), 'r').catch(() => undefined);
  if (!handle) return false;
  try {
    const { size, mtime } = await handle.stat();
    const etag = `"${backup.written?.sha256 ?? size}"`;
    response.setHeader('content-type', 'application/octet-stream');
    response.setHeader('accept-ranges', 'bytes');
    response.setHeader('etag', etag);
    response.setHeader('last-modified', mtime.toUTCString());
    const huge = faults['web-huge-file']?.bytes;
    const range = huge === undefined ? rangeOf(request, size, etag, mtime) : undefined;
    if (range === 'none') {
      response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
      return true;
    }
    const { first, last } = range ?? { first: 0, last: size - 1 };
    const length = last - first + 1;
    response.setHeader('content-length', huge ?? length);
    if (range) response.setHeader('content-range', `bytes ${first}-${last}/${size}`);
    response.writeHead(range ? 206 : 200);
    if (request.method === 'HEAD') {
      response.end();
      return true;
    }
    const breaks = faults['web-download-breaks'] !== undefined;
    if (breaks) strike(machine, 'web-download-breaks');
    const end = breaks ? first + Math.ceil(length / 2) : last + 1;
    for await (const block of handle.createReadStream({ start: first, end: end - 1 })) {
      if (response.destroyed) return true;
      await machine.pace((block as Buffer).length);
      await sent(response, block as Buffer);
    }
    if (breaks || huge !== undefined) response.destroy();
    else response.end();
    return true;
  } finally {
    await handle.close().catch(() => undefined);
  }
}

/** Switches a fault off that has struck as often as it should. */
function strike(machine: ServedMachine, name: 'web-download-breaks' | 'web-html-download'): void {
  const state = machine.state();
  machine.change({ ...state, faults: struckOnce(state.faults, name) }, 'web');
}

/** Resolves when a block is on its way, or nobody is there for it any more. */
const sent = (response: ServerResponse, block: Buffer): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      response.off('close', done);
      resolve();
    };
    response.once('close', done);
    response.write(block, done);
  });

type Range = { readonly first: number; readonly last: number };

/** The part of the file that is asked for: all of it where nothing is said that can be understood; `none` where it lies outside. */
function rangeOf(
  { headers }: IncomingMessage,
  size: number,
  etag: string,
  mtime: Date,
): Range | 'none' | undefined {
  const only = headers['if-range'];
  if (only !== undefined && only !== etag && only !== mtime.toUTCString()) return undefined;
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range?.trim() ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return undefined;
  const [, from = '', to = ''] = found;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first > last ? 'none' : { first, last };
}
