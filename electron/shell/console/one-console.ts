import type {
  ConsoleCertificate,
  ConsoleProxy,
  ConsoleRefusal,
  ConsoleView,
} from '../../../shared/console-view';
import type { ChosenFile } from '../../../shared/contract';
import { type Failure, toFailure } from '../../../shared/failure';
import type { HandFile } from '../../../shared/hand-work';
import { formatAddress } from '../../../shared/plan';
import { catchDownloads, type DownloadCatcher } from './catch-downloads';
import { originOf, shownPath } from './console-lock';
import { handFiles } from './hand-file';
import { type ConsoleContents, type ContentsProxy, openContents } from './open-contents';
import { isAlive } from './read-page';

/** Which console it is. */
export type ConsoleAt = Pick<ConsoleView, 'id' | 'side'> & {
  readonly host: string;
  readonly port: number;
  readonly proxy: ConsoleProxy;
};

export type OneConsolePorts = {
  /** The fingerprint that was confirmed for it. */
  readonly pin: () => string | undefined;
  /** The file that its file chooser may get just now. */
  readonly file: () => HandFile | undefined;
  /** Where its downloads go. */
  readonly folder: string;
  readonly issue: (path: string) => ChosenFile;
  /** Which of its backups is awaited just now. */
  readonly awaited: () => string | undefined;
  readonly changed: (view: ConsoleView) => void;
  /** How it is reached; throws where there is no way over SSH. */
  readonly proxy: () => Promise<ContentsProxy>;
  /** The keyboard goes back to the page of this program. */
  readonly leaves: () => void;
  /** Contents come and go; whoever shows them is told. */
  readonly shows: (contents: ConsoleContents | undefined) => void;
};

/** The console of one server, from the look at its certificate to its end. */
export type OneConsole = {
  readonly at: ConsoleAt;
  readonly view: () => ConsoleView;
  readonly contents: () => ConsoleContents | undefined;
  readonly downloads: () => DownloadCatcher | undefined;
  /** Opens it anew and loads its first page. */
  readonly start: () => Promise<void>;
  readonly reload: () => Promise<void>;
  readonly back: () => Promise<void>;
  readonly setMeanings: (meanings: ConsoleView['meanings']) => void;
  readonly close: () => void;
};

/** Seconds that a page which this program asked for may take to begin. */
const patience = 30;
const refusalsKept = 5;
const aborted = -3;

export function oneConsole(at: ConsoleAt, ports: OneConsolePorts): OneConsole {
  const origin = originOf(at);
  const place = { host: at.host, port: at.port };
  let view: ConsoleView = {
    ...{ id: at.id, side: at.side, address: formatAddress(at), proxy: at.proxy },
    ...{ state: 'connecting', path: '', title: '', loading: false, canGoBack: false },
    ...{ meanings: [], refused: [] },
  };
  let contents: ConsoleContents | undefined;
  let downloads: DownloadCatcher | undefined;
  let timer: NodeJS.Timeout | undefined;
  let reviving = false;

  const change = (changes: Partial<ConsoleView>): void => {
    view = { ...view, ...changes };
    ports.changed(view);
  };
  const end = (): void => {
    clearTimeout(timer);
    downloads?.close();
    const ended = contents;
    contents = undefined;
    downloads = undefined;
    ports.shows(undefined);
    ended?.close();
  };
  const block = (failure: Failure, more: Partial<ConsoleView> = {}): void => {
    change({ ...more, state: 'blocked', loading: false, meanings: [], failure });
    // The one that told may be in the middle of asking.
    setImmediate(end);
  };
  const refuse = (what: ConsoleRefusal, seen: string): void => {
    const others = view.refused.filter((each) => each.what !== what || each.seen !== seen);
    change({ refused: [...others, { what, seen }].slice(-refusalsKept) });
  };

  const judge = (certificate: ConsoleCertificate): boolean => {
    const pin = ports.pin();
    if (certificate.sha256 === pin) {
      if (view.certificate?.sha256 !== pin) change({ certificate, expected: undefined });
      return true;
    }
    if (pin === undefined) {
      change({ state: 'confirm', certificate, expected: undefined, loading: false });
      setImmediate(end);
    } else if (view.state !== 'blocked') {
      const facts = { ...place, expected: pin, seen: certificate.sha256 };
      block({ code: 'console.certificate-changed', facts }, { certificate, expected: pin });
    }
    return false;
  };

  /** A page of its own accord may take as long as it likes: an upload does. */
  const asked = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      contents?.contents.stop();
      change({
        failure: { code: 'console.no-answer', facts: { ...place, seconds: patience } },
        loading: false,
      });
    }, patience * 1000);
  };

  const listen = ({ contents: page }: ConsoleContents): void => {
    const isOurs = (): boolean => contents?.contents === page && !page.isDestroyed();
    const look = (more: Partial<ConsoleView> = {}): void => {
      if (!isOurs()) return;
      change({
        path: shownPath(page.getURL()),
        title: page.getTitle().slice(0, 200),
        loading: page.isLoading(),
        canGoBack: page.navigationHistory.canGoBack(),
        ...more,
      });
    };
    page.on('did-navigate', () => {
      clearTimeout(timer);
      look({ state: 'open', failure: undefined });
    });
    page.on('did-navigate-in-page', () => look());
    page.on('page-title-updated', () => look());
    page.on('did-start-loading', () => look());
    page.on('did-stop-loading', () => look());
    page.on('did-fail-load', (_event, code, name, _url, isMainFrame) => {
      if (!isMainFrame || !isOurs() || code === aborted || view.state === 'confirm') return;
      clearTimeout(timer);
      if (view.failure) return look();
      look({ failure: { code: 'console.unreachable', facts: { ...place, seen: name } } });
    });
    page.on('unresponsive', () => refuse('frozen', ''));
    page.on('responsive', () => {
      if (isOurs()) change({ refused: view.refused.filter(({ what }) => what !== 'frozen') });
    });
    page.on('render-process-gone', (_event, { reason }) => {
      if (!isOurs()) return;
      if (!reviving) return block({ code: 'console.crashed', facts: { seen: reason } });
      reviving = false;
      if (contents) load(contents);
    });
    page.on('destroyed', () => {
      if (contents?.contents === page)
        block({ code: 'console.crashed', facts: { seen: 'it closed itself' } });
    });
  };

  const load = (page: ConsoleContents): void => {
    asked();
    void page.contents.loadURL(`${origin}/`).catch(() => undefined);
  };

  /** Ends a page that hangs, and begins with the first one; who is logged in stays so. */
  const revive = (page: ConsoleContents): void => {
    // What is loaded before its process is gone would go with it.
    reviving = !page.contents.isCrashed();
    if (reviving) page.contents.forcefullyCrashRenderer();
    else load(page);
  };

  const start = async (): Promise<void> => {
    end();
    change({
      ...{ state: 'connecting', loading: true, failure: undefined, meanings: [], refused: [] },
      ...{ path: '', title: '', canGoBack: false, handed: undefined, download: undefined },
    });
    const proxy = await ports.proxy().catch((thrown: unknown) => block(toFailure(thrown)));
    if (!proxy) return;
    const opened = await openContents(`${at.id}-${at.side}`, origin, proxy, {
      judge,
      refused: refuse,
      leaves: ports.leaves,
      ledElsewhere: (seen) => {
        clearTimeout(timer);
        change({ failure: { code: 'console.elsewhere', facts: { ...place, seen } } });
      },
    });
    contents = opened;
    downloads = catchDownloads(opened.session, {
      folder: ports.folder,
      issue: ports.issue,
      awaited: ports.awaited,
      changed: (download) => change({ download }),
      refused: (name) => refuse('download', name),
    });
    listen(opened);
    try {
      handFiles(opened.contents, {
        file: ports.file,
        handed: (handed) => change({ handed, failure: undefined }),
        refused: () => refuse('chooser', ''),
        failed: (failure) => change({ handed: undefined, failure }),
      });
    } catch (thrown) {
      return block(toFailure(thrown));
    }
    ports.shows(opened);
    load(opened);
  };

  return {
    at,
    view: () => view,
    contents: () => contents,
    downloads: () => downloads,
    start,
    reload: async () => {
      const page = contents;
      if (!page) return start();
      change({ failure: undefined, refused: [] });
      if (page.contents.getURL() === '') return load(page);
      if (!(await isAlive(page.contents))) return revive(page);
      asked();
      page.contents.reload();
    },
    back: async () => {
      const page = contents;
      if (!page?.contents.navigationHistory.canGoBack()) return;
      change({ failure: undefined, refused: [] });
      if (!(await isAlive(page.contents))) return revive(page);
      asked();
      page.contents.navigationHistory.goBack();
    },
    setMeanings: (meanings) => {
      if (JSON.stringify(meanings) !== JSON.stringify(view.meanings)) change({ meanings });
    },
    close: end,
  };
}
