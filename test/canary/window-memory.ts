import { readFile, rm } from 'node:fs/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Hit, Search } from './search';

/** Secrets in what a window shows, stores and holds in the memory of its scripts. */
export async function leftInWindow(
  app: ElectronApplication,
  page: Page,
  search: Search,
): Promise<readonly Hit[]> {
  const titles = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getTitle()),
  );
  const texts = { ...(await shownBy(page)), titles: titles.join('\n'), page: await page.content() };
  return [
    ...Object.entries(texts).flatMap(([name, text]) => search.inText(`the window’s ${name}`, text)),
    ...search.inMemory('the window’s memory', await memoryOf(page)),
  ];
}

const shownBy = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')];
    const stored = async (): Promise<unknown[]> => {
      const databases = await window.indexedDB.databases();
      return databases.map(({ name }) => name);
    };
    return {
      address: window.location.href,
      fields: fields.map((field) => field.value).join('\n'),
      text: document.documentElement.textContent ?? '',
      history: JSON.stringify(window.history.state),
      localStorage: JSON.stringify({ ...window.localStorage }),
      sessionStorage: JSON.stringify({ ...window.sessionStorage }),
      databases: JSON.stringify(await stored()),
    };
  });

/**
 * Everything that the page’s scripts still hold, after what nobody needs was collected. Of a text, the first 1024 characters are in it; what
 * the page draws and what a field can undo is not.
 */
async function memoryOf(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    chunks.push(chunk);
  });
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return Buffer.from(chunks.join(''), 'utf8');
}

/** Secrets that the scripts of the main process still hold; `file` is written meanwhile. */
export async function leftInMain(
  app: ElectronApplication,
  search: Search,
  file: string,
): Promise<readonly Hit[]> {
  await app.evaluate((_electron, path) => {
    process.getBuiltinModule('node:v8').writeHeapSnapshot(path);
  }, file);
  const bytes = await readFile(file);
  await rm(file);
  return search.inMemory('the main process’s memory', bytes);
}
