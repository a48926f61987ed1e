import type { BrowserWindow, WebContentsView } from 'electron';
import type { Place } from './console-desk';
import type { ConsoleContents } from './open-contents';

/** Lays a console over the page of a window, one at a time, above everything that the page draws there. */
export function layOver(
  window: () => BrowserWindow | undefined,
): (contents: ConsoleContents | undefined, place: Place | undefined) => void {
  let shown: WebContentsView | undefined;
  return (contents, place) => {
    const own = window();
    if (!own || own.isDestroyed()) return;
    const view = contents && place ? contents.view : undefined;
    if (shown && shown !== view) {
      shown.setVisible(false);
      own.contentView.removeChildView(shown);
      shown = undefined;
    }
    if (!view || !place) return;
    const zoom = own.webContents.getZoomFactor();
    const [width = 0, height = 0] = own.getContentSize();
    const left = Math.round(place.x * zoom);
    const top = Math.round(place.y * zoom);
    view.setBounds({
      x: left,
      y: top,
      width: Math.max(0, Math.min(Math.round(place.width * zoom), width - left)),
      height: Math.max(0, Math.min(Math.round(place.height * zoom), height - top)),
    });
    if (shown === view) return;
    own.contentView.addChildView(view);
    view.setVisible(true);
    shown = view;
  };
}
