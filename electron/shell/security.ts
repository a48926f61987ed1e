import { app, type Session, session, type WebContents } from 'electron';
import { pageOrigin } from './page-files';

/** Where contents that show pages of an appliance may go, and who hears what they tried besides. */
export type Leash = {
  readonly mayGo: (url: string, isMainFrame: boolean) => boolean;
  /** `redirect`: the page that was asked for in the main frame lies elsewhere. */
  readonly refused: (what: 'window' | 'elsewhere' | 'redirect', url: string) => void;
};

const leashes = new WeakMap<WebContents, Leash>();

/** Lets contents go where their leash reaches; all others go nowhere. */
export const putOnLeash = (contents: WebContents, leash: Leash): void => {
  leashes.set(contents, leash);
};

type Going = {
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly preventDefault: () => void;
};

/** Every page of every window runs in Chromium's sandbox, and goes nowhere unless it is on a leash. Before the app is ready. */
export function sandboxEverything(): void {
  // As root, Chromium only starts without its sandbox, and asking for it then would end every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // A page that names other servers would have them looked up, which no handler of requests sees.
  app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false');
  app.on('web-contents-created', (_event, contents) => {
    const hold =
      (inMainFrame: 'elsewhere' | 'redirect') =>
      (event: Going): void => {
        const leash = leashes.get(contents);
        if (leash?.mayGo(event.url, event.isMainFrame)) return;
        event.preventDefault();
        leash?.refused(event.isMainFrame ? inMainFrame : 'elsewhere', event.url);
      };
    contents.on('will-navigate', (event) => {
      if (!leashes.get(contents)?.mayGo(event.url, true)) event.preventDefault();
    });
    // Comes for the main frame as well, and before that one.
    contents.on('will-frame-navigate', hold('elsewhere'));
    contents.on('will-redirect', hold('redirect'));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      leashes.get(contents)?.refused('window', url);
      return { action: 'deny' };
    });
  });
}

/** No permission and no device is ever granted to a page of this session; `refused` hears what was asked for. */
export function denyPermissions(page: Session, refused: (permission: string) => void): void {
  page.setPermissionRequestHandler((_contents, permission, decide) => {
    refused(permission);
    decide(false);
  });
  page.setPermissionCheckHandler(() => false);
  page.setDevicePermissionHandler(() => false);
}

/** No permission, no device, no download and no address but our own is ever granted to a page. */
export function denyEverything(): void {
  const page = session.defaultSession;
  denyPermissions(page, () => undefined);
  page.on('will-download', (event) => event.preventDefault());
  // Developer tools load themselves over a scheme of their own; a packaged program has none.
  const allowed = app.isPackaged ? [`${pageOrigin}/`] : [`${pageOrigin}/`, 'devtools:'];
  page.webRequest.onBeforeRequest(({ url }, decide) =>
    decide({ cancel: !allowed.some((start) => url.startsWith(start)) }),
  );
}
