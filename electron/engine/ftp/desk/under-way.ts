/** Whose transfer it is, and how it is broken off. */
type Transfer = {
  readonly peer: string;
  readonly memory: { readonly loggedIn: 'no' | 'account' | 'anonymous' };
  readonly data: { readonly close: () => void };
};

/** Which transfer has the file of the desk: one at most. */
export type UnderWay = {
  /** This one has it now; what is given says that it has let go. */
  readonly begins: (transfer: Transfer) => () => void;
  /** It moves. */
  readonly moved: () => void;
  /**
   * Breaks off a transfer that stands still where its console has come back, and waits until it has let go: whoever lost the connection
   * need not wait until the loss is noticed here. Only the same address, and only with the account.
   */
  readonly makeWay: (who: Transfer) => Promise<void>;
};

/** Keeps it; a transfer on which nothing moved for `deadSeconds` stands still. */
export function underWay(deadSeconds: number): UnderWay {
  let now: (Transfer & { readonly ended: Promise<void> }) | undefined;
  let movedAt = 0;
  const moved = (): void => {
    movedAt = performance.now();
  };
  return {
    moved,
    begins: (transfer) => {
      let end = (): void => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const { peer, memory, data } = transfer;
      const mine = { peer, memory, data, ended };
      now = mine;
      moved();
      return () => {
        if (now === mine) now = undefined;
        end();
      };
    },
    makeWay: async (who) => {
      const old = now;
      if (!old || old.peer !== who.peer) return;
      if ([old, who].some(({ memory }) => memory.loggedIn !== 'account')) return;
      if (performance.now() - movedAt < deadSeconds * 1000) return;
      old.data.close();
      await old.ended;
    },
  };
}
