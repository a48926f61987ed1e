import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import type { Endpoint } from '../../../shared/plan';

/** What came of one request. */
export type Page = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
  /** False where the connection went in the middle of the body. */
  readonly whole: boolean;
};

type Asked = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent block by block. */
  readonly body?: Iterable<Buffer> | AsyncIterable<Buffer>;
};

/** Somebody at the web console of a machine, who trusts every certificate and keeps its cookie. */
export function visitor({ host, webPort }: Pick<Endpoint, 'host' | 'webPort'>) {
  let cookie: string | undefined;
  let last = '';
  const ask = (path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Page> =>
    new Promise((resolve, reject) => {
      const own = cookie === undefined ? {} : { cookie };
      const asked = request(
        {
          ...{ host, port: webPort, method, path, rejectUnauthorized: false, agent: false },
          headers: { ...own, ...headers },
        },
        (response) => {
          const blocks: Buffer[] = [];
          const [set] = response.headers['set-cookie'] ?? [];
          if (set !== undefined) cookie = set.split(';')[0];
          const done = (whole: boolean): void => {
            const all = Buffer.concat(blocks);
            const { statusCode: status = 0 } = response;
            const text = all.length < 1_000_000 ? all.toString('utf8') : '';
            if (/html/.test(response.headers['content-type'] ?? '')) last = text;
            resolve({ status, headers: response.headers, body: all, text, whole });
          };
          response.on('data', (block: Buffer) => blocks.push(block));
          response.on('end', () => done(true));
          response.on('error', () => done(false));
        },
      );
      asked.on('error', reject);
      const closed = new Promise((resume) => asked.once('close', resume));
      void (async () => {
        for await (const block of body ?? []) {
          if (!asked.write(block))
            await Promise.race([new Promise((resume) => asked.once('drain', resume)), closed]);
        }
        asked.end();
      })();
    });
  /** As a browser does: where it is led on, it goes. */
  const get = async (path: string): Promise<Page> => {
    const page = await ask(path);
    const to = page.headers.location;
    return page.status === 303 && to !== undefined ? await get(to) : page;
  };
  const token = (): string => /name="token" value="([^"]+)"/.exec(last)?.[1] ?? '';
  const post = async (path: string, fields: Readonly<Record<string, string>>): Promise<Page> => {
    const page = await ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: [Buffer.from(new URLSearchParams({ token: token(), ...fields }).toString())],
    });
    const to = page.headers.location;
    return page.status === 303 && to !== undefined ? await get(to) : page;
  };
  return {
    ...{ ask, get, post, token },
    cookie: () => cookie,
    /** Opens the login page and logs in; gives the page that follows. */
    login: async (password = 'practice', username = 'epproot'): Promise<Page> => {
      await get('/');
      return await post('/login', { username, password });
    },
    /** Hands in a backup as the import page does. */
    importing: async (
      file: Iterable<Buffer> | AsyncIterable<Buffer>,
      key: string,
      { fileName = 'first.eppb', token: own = token() } = {},
    ): Promise<Page> => {
      const boundary = '----practice';
      const part = (head: string): string =>
        `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n`;
      const body = async function* (): AsyncGenerator<Buffer> {
        yield Buffer.from(`${part('name="token"')}\r\n${own}\r\n`);
        const type = 'Content-Type: application/octet-stream\r\n\r\n';
        yield Buffer.from(`${part(`name="file"; filename="${fileName}"`)}${type}`);
        yield* file;
        yield Buffer.from(`\r\n${part('name="key"')}\r\n${key}\r\n--${boundary}--\r\n`);
      };
      const page = await ask('/backups/import', {
        method: 'POST',
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
        body: body(),
      });
      const to = page.headers.location;
      return page.status === 303 && to !== undefined ? await get(to) : page;
    },
  };
}
export type Visitor = ReturnType<typeof visitor>;

/** Creates a backup on the pages and waits for it; gives its key and where its file is. */
export async function createBackup(at: Visitor, name = 'first', description = 'a test') {
  await at.get('/backups/create');
  const dialog = await at.post('/backups/create', { name, description });
  const key = /id="system-backup-key">([^<]+)</.exec(dialog.text)?.[1] ?? '';
  const id = /name="id" value="([^"]+)"/.exec(dialog.text)?.[1] ?? '';
  const pages = [await at.post('/backups/start', { id })];
  while (!pages.at(-1)?.text.includes('Ready to download')) pages.push(await at.get('/backups'));
  return { dialog, key, id, pages, download: `/backups/download?id=${id}` };
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
