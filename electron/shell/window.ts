import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { pageOrigin } from './page-files';
import { openingBounds, readPlace, smallest, writePlace } from './window-place';
import { programName } from './words';

const background = (): string => (nativeTheme.shouldUseDarkColors ? '#161b22' : '#ffffff');

/** Milliseconds that a page has to live to be loaded again after a crash. */
const patience = 2000;

/**
 * Opens the window where the person left it and loads the page; a page that crashes is loaded again. `gone` hears each time that
 * a page is, with all that it had laid out.
 */
export function openWindow(preload: string, gone: () => void, icon?: string): BrowserWindow {
  const placeFile = join(app.getPath('userData'), 'window.json');
  const place = readPlace(placeFile);
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...openingBounds(place, screens),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: programName,
    backgroundColor: background(),
    autoHideMenuBar: true,
    ...(icon === undefined ? {} : { icon }),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
    },
  });
  if (place?.maximized) window.maximize();
  const followTheme = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', followTheme);
  window.once('ready-to-show', () => window.show());
  window.on('focus', () => window.flashFrame(false));
  window.on('close', () =>
    writePlace(placeFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  window.on('closed', () => nativeTheme.off('updated', followTheme));
  window.webContents.on('did-start-loading', gone);
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    gone();
    // One that crashes as soon as it is loaded would do so again.
    if (reason !== 'clean-exit' && Date.now() - loadedAt > patience) load();
  });
  let loadedAt = 0;
  const load = (): void => {
    loadedAt = Date.now();
    void window.loadURL(`${pageOrigin}/index.html`);
  };
  load();
  return window;
}

/** Brings the window to the front. */
export function showWindow(window: BrowserWindow | undefined): void {
  if (!window || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
