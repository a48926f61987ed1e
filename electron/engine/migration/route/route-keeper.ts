import type { ChosenRoute, RouteWish } from '../../../../shared/route';

/** What steps know of the way of the backup, and how they follow a change of it. */
export type RouteTools = {
  readonly wish: () => RouteWish;
  readonly chosen: () => ChosenRoute | undefined;
  /** Writes down which way is taken, where it is another than before. */
  readonly choose: (route: ChosenRoute) => void;
  /** Does the work; where somebody changes the wish for one of these parts meanwhile, its signal is aborted and it is done again. */
  readonly follow: <Value>(
    signal: AbortSignal,
    parts: () => readonly (keyof RouteWish)[],
    work: (signal: AbortSignal) => Promise<Value>,
  ) => Promise<Value>;
};

export type RouteKeeper = {
  readonly set: (wish: RouteWish) => void;
  readonly tools: RouteTools;
};

/** `state` is what is written down; `tell` and `choose` write. */
export function keepRoute(
  state: () => { readonly wish: RouteWish; readonly chosen?: ChosenRoute | undefined },
  tell: (wish: RouteWish) => void,
  choose: (route: ChosenRoute) => void,
): RouteKeeper {
  type Followed = {
    readonly change: AbortController;
    readonly parts: () => readonly (keyof RouteWish)[];
  };
  let underWay: Followed | undefined;
  return {
    set: (wish) => {
      const before = state().wish;
      tell(wish);
      if (underWay?.parts().some((part) => before[part] !== wish[part])) underWay.change.abort();
    },
    tools: {
      wish: () => state().wish,
      chosen: () => state().chosen,
      choose,
      follow: async (signal, parts, work) => {
        for (;;) {
          const change = new AbortController();
          const mine = { change, parts };
          underWay = mine;
          try {
            return await work(AbortSignal.any([signal, change.signal]));
          } catch (thrown) {
            if (signal.aborted || !change.signal.aborted) throw thrown;
          } finally {
            if (underWay === mine) underWay = undefined;
          }
        }
      },
    },
  };
}
