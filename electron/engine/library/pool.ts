/** Does pieces of work in order, so many at a time. */
export type Pool = {
  readonly add: (work: () => Promise<void>) => void;
  /** Resolves when nothing is left to do, rejects with the first that went wrong; what then still waits is not begun. */
  readonly idle: () => Promise<void>;
};

export function openPool(atOnce: number): Pool {
  const waiting: (() => Promise<void>)[] = [];
  let next = 0;
  let running = 0;
  let wrong: { readonly thrown: unknown } | undefined;
  let hear: (() => void) | undefined;
  const begin = (): void => {
    while (running < atOnce && next < waiting.length && !wrong) {
      const work = waiting[next];
      // Nothing that is done stays in memory.
      waiting[next++] = done;
      if (!work) continue;
      running++;
      work()
        .catch((thrown: unknown) => {
          wrong ??= { thrown };
        })
        .finally(() => {
          running--;
          begin();
        });
    }
    if (running === 0 && (wrong || next === waiting.length)) hear?.();
  };
  return {
    add: (work) => {
      waiting.push(work);
      begin();
    },
    idle: () =>
      new Promise((resolve, reject) => {
        hear = () => (wrong ? reject(wrong.thrown) : resolve());
        begin();
      }),
  };
}

const done = async (): Promise<void> => undefined;
