import { type RefCallback, useCallback, useRef, useState } from 'react';

/** Rows kept ready above and below what is seen. */
const beyond = 8;

/** Shows of many rows of one height only those that can be seen. `box` is the element that scrolls. */
export function useWindowed(count: number, rowHeight: number) {
  const element = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 0 });
  const observer = useRef<ResizeObserver>(undefined);
  const look = useCallback(() => {
    const { scrollTop = 0, clientHeight = 0 } = element.current ?? {};
    setSeen((before) =>
      before.top === scrollTop && before.height === clientHeight
        ? before
        : { top: scrollTop, height: clientHeight },
    );
  }, []);
  const box: RefCallback<HTMLElement> = useCallback(
    (next: HTMLElement | null) => {
      observer.current?.disconnect();
      element.current = next;
      if (!next) return;
      observer.current = new ResizeObserver(look);
      observer.current.observe(next);
      look();
    },
    [look],
  );
  const first = Math.floor(seen.top / rowHeight);
  const from = Math.max(0, Math.min(first, count) - beyond);
  const to = Math.min(count, first + Math.ceil(seen.height / rowHeight) + beyond);
  /** Rows that can be seen at once. */
  const page = Math.max(1, Math.floor(seen.height / rowHeight));
  const bring = (row: number): void => {
    const scrolled = element.current;
    if (!scrolled) return;
    const top = row * rowHeight;
    if (top < scrolled.scrollTop) scrolled.scrollTop = top;
    else if (top + rowHeight > scrolled.scrollTop + scrolled.clientHeight)
      scrolled.scrollTop = top + rowHeight - scrolled.clientHeight;
    look();
  };
  return { box, onScroll: look, from, to, page, bring };
}
