import { useEffect, useRef } from 'react';

type Find = () => HTMLElement | null | undefined;

/** Gives the focus to what is found once `change` is another than before and drawn. */
export function useFocusAfter(change: unknown): (find: Find) => void {
  const wanted = useRef<Find>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change is what it waits for
  useEffect(() => {
    wanted.current?.()?.focus();
    wanted.current = undefined;
  }, [change]);
  return (find) => {
    wanted.current = find;
  };
}
