import { type RefObject, useEffect } from 'react';
import { client } from './bridge';

const nowhere = { x: 0, y: 0, width: 0, height: 0 };

const swallow = (): undefined => undefined;

/** What of an element is not scrolled out of the part that it stands in. */
function visiblePart(element: HTMLElement): typeof nowhere {
  const own = element.getBoundingClientRect();
  const around = element.parentElement?.getBoundingClientRect() ?? own;
  const top = Math.max(own.top, around.top);
  const bottom = Math.min(own.bottom, around.bottom);
  return bottom > top ? { x: own.x, y: top, width: own.width, height: bottom - top } : nowhere;
}

/**
 * Tells the shell where the console is to be laid over the page, whenever that changes. It is above everything that the page draws,
 * so it goes out of sight while a dialog is open.
 */
export function useConsolePlace(frame: RefObject<HTMLElement | null>, shown: boolean): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let last = '';
    const tell = (): void => {
      const covered = !shown || document.querySelector('[role="dialog"]') !== null;
      const place = covered ? nowhere : visiblePart(element);
      const text = JSON.stringify(place);
      if (text === last) return;
      last = text;
      void client.call('place-console', place).catch(swallow);
    };
    const sizes = new ResizeObserver(tell);
    sizes.observe(element);
    sizes.observe(document.body);
    // What moves it without changing its size, or covers it, changes the document.
    const changes = new MutationObserver(tell);
    changes.observe(document.body, { childList: true, subtree: true, attributes: true });
    window.addEventListener('resize', tell);
    document.addEventListener('scroll', tell, true);
    tell();
    return () => {
      sizes.disconnect();
      changes.disconnect();
      window.removeEventListener('resize', tell);
      document.removeEventListener('scroll', tell, true);
    };
  }, [frame, shown]);
  useEffect(() => () => void client.call('hide-console', {}).catch(swallow), []);
}
