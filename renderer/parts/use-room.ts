import { type RefCallback, useCallback, useRef, useState } from 'react';

/** How wide an element is, in pixels, as it changes. */
export function useRoom(): { readonly room: number; readonly box: RefCallback<HTMLElement> } {
  const [room, setRoom] = useState(0);
  const observer = useRef<ResizeObserver>(undefined);
  const box = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (!element) return;
    observer.current = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.current.observe(element);
    setRoom(element.clientWidth);
  }, []);
  return { room, box };
}
