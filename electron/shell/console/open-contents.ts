import { randomBytes } from 'node:crypto';
import {
  type ProxyConfig,
  type Session,
  session,
  type WebContents,
  WebContentsView,
} from 'electron';
import type { ConsoleTunnel } from '../../../shared/connecting';
import type {
  ConsoleCertificate,
  ConsoleProxy,
  ConsoleRefusal,
} from '../../../shared/console-view';
import { denyPermissions, putOnLeash } from '../security';
import { readCertificate } from './certificate';
import { mayGo, mayRequest, shownAddress, withLock } from './console-lock';

/** What is heard of a console's contents. */
export type ContentsPorts = {
  /** Whether to go on with a server that shows this certificate; nothing has been sent to it so far. */
  readonly judge: (certificate: ConsoleCertificate) => boolean;
  readonly refused: (what: ConsoleRefusal, seen: string) => void;
  /** The person wants the keyboard back. */
  readonly leaves: () => void;
  /** The page that was asked for is at another server. */
  readonly ledElsewhere: (seen: string) => void;
};

/** The view of a console: no preload script, no Node, no permission, a session of its own that nothing is left of. */
export type ConsoleContents = {
  readonly view: WebContentsView;
  readonly contents: WebContents;
  readonly session: Session;
  /** Ends it with all that its pages stored. */
  readonly close: () => void;
};

/** How contents reach their server: by themselves, or by a proxy on this computer that leads to it alone. */
export type ContentsProxy = Exclude<ConsoleProxy, 'ssh'> | ConsoleTunnel;

const settingsOf = (proxy: ContentsProxy): ProxyConfig =>
  typeof proxy === 'string'
    ? { mode: proxy === 'system' ? 'system' : 'direct' }
    : {
        mode: 'fixed_servers',
        proxyRules: `http://127.0.0.1:${proxy.port}`,
        // Also for servers on this computer, as those to practise with are: nothing goes past it.
        proxyBypassRules: '<-loopback>',
      };

/** Opens the view, empty; `origin` is all that it ever reaches. `name` tells whose it is. */
export async function openContents(
  name: string,
  origin: string,
  proxy: ContentsProxy,
  ports: ContentsPorts,
): Promise<ConsoleContents> {
  // Certificates that were judged once are remembered for the whole life of a session: each opening has a new one.
  const own = session.fromPartition(`console-${name}-${randomBytes(8).toString('hex')}`, {
    cache: false,
  });
  lock(own, origin, ports);
  await own.setProxy(settingsOf(proxy));
  const view = new WebContentsView({
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: false,
      safeDialogs: true,
      // Only the one file that was checked is ever handed to a page.
      disableBlinkFeatures: 'FileSystemAccess,FileSystemAccessLocal',
    },
  });
  const contents = view.webContents;
  putOnLeash(contents, {
    mayGo: (url, isMainFrame) => mayGo(url, isMainFrame, origin),
    refused: (what, url) => {
      if (what === 'redirect') ports.ledElsewhere(shownAddress(url));
      else ports.refused(what, shownAddress(url));
    },
  });
  contents.on('login', (event, _details, { isProxy, host, port }, logIn) => {
    if (typeof proxy === 'string' || !isProxy || host !== '127.0.0.1' || port !== proxy.port)
      return;
    event.preventDefault();
    logIn(proxy.user, proxy.password);
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.on('select-client-certificate', (event, _url, _list, choose) => {
    event.preventDefault();
    // None: its types know no other way to say so.
    (choose as () => void)();
  });
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.on('before-input-event', (event, { type, key }) => {
    if (key !== 'F6') return;
    event.preventDefault();
    if (type === 'keyDown') ports.leaves();
  });
  // A page that wants to be asked before it is left would keep the window from closing.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  return {
    view,
    contents,
    session: own,
    close: () => {
      if (!contents.isDestroyed()) contents.close();
      void own.clearStorageData().catch(() => undefined);
    },
  };
}

function lock(own: Session, origin: string, { judge, refused }: ContentsPorts): void {
  own.setUserAgent(
    own.getUserAgent().replace(/ (?!Mozilla|AppleWebKit|Chrome|Safari)[\w-]+\/\S+/g, ''),
  );
  denyPermissions(own, (permission) => refused('permission', permission));
  own.setCertificateVerifyProc(({ certificate }, decide) => {
    // 0: accepted by its fingerprint, whoever signed it; -2: refused before anything is sent.
    decide(judge(readCertificate(certificate.data)) ? 0 : -2);
  });
  own.webRequest.onBeforeRequest(({ url }, decide) => {
    const inside = mayRequest(url, origin);
    if (!inside) refused('elsewhere', shownAddress(url));
    decide({ cancel: !inside });
  });
  own.webRequest.onHeadersReceived(({ responseHeaders = {} }, decide) =>
    decide({ responseHeaders: withLock(responseHeaders, origin) }),
  );
}
