import { randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import { fail } from '../../shared/failure';
import type { KitPaper } from '../../shared/kit';
import { pageScheme } from './page-files';

/** Prints a page as a PDF. Nothing of it is written anywhere. */
export const printPdf = (html: string, paper: KitPaper): Promise<Uint8Array> =>
  withPage(html, (page) =>
    page.webContents.printToPDF({
      pageSize: paper,
      printBackground: true,
      preferCSSPageSize: true,
    }),
  );

/** Prints a page by the system's dialog; false where the person gave up. Throws `kit.no-printer`. */
export const printByDialog = (html: string, paper: KitPaper): Promise<boolean> =>
  withPage(html, async ({ webContents }) => {
    const printers = await webContents.getPrintersAsync().catch(() => []);
    if (printers.length === 0) fail('kit.no-printer');
    return await new Promise<boolean>((resolve, reject) => {
      webContents.print({ pageSize: paper, printBackground: true }, (printed, reason) => {
        if (printed || /cancel/i.test(reason)) return resolve(printed);
        reject(new Error(reason));
      });
    }).catch((thrown: Error) => fail('kit.no-printer', { seen: thrown.message }, thrown));
  });

/**
 * Shows the page in a window that nobody sees and that is gone afterwards: without scripts, network or a folder on disk. It comes
 * from memory under a name that says nothing, so that the key is in no address.
 */
async function withPage<Result>(
  html: string,
  use: (page: BrowserWindow) => Promise<Result>,
): Promise<Result> {
  const own = session.fromPartition(`print-${randomUUID()}`, { cache: false });
  const address = `${pageScheme}://print/`;
  own.protocol.handle(
    pageScheme,
    () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  );
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  own.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: url !== address }));
  const page = new BrowserWindow({
    show: false,
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      devTools: false,
      spellcheck: false,
    },
  });
  try {
    await page.loadURL(address);
    return await use(page);
  } finally {
    page.destroy();
    own.protocol.unhandle(pageScheme);
  }
}
