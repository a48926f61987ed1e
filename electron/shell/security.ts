import { app, session } from 'electron';
import { pageOrigin } from './page-files';

/** Every page of every window runs in Chromium's sandbox. Before the app is ready. */
export function sandboxEverything(): void {
  // As root, Chromium only starts without its sandbox, and asking for it then would end every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** No permission, no device, no download and no address but our own is ever granted to a page. */
export function denyEverything(): void {
  const page = session.defaultSession;
  page.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  page.setPermissionCheckHandler(() => false);
  page.setDevicePermissionHandler(() => false);
  page.on('will-download', (event) => event.preventDefault());
  // Developer tools load themselves over a scheme of their own; a packaged program has none.
  const allowed = app.isPackaged ? [`${pageOrigin}/`] : [`${pageOrigin}/`, 'devtools:'];
  page.webRequest.onBeforeRequest(({ url }, decide) =>
    decide({ cancel: !allowed.some((start) => url.startsWith(start)) }),
  );
}
