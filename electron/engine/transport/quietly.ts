const patience = 2000;

/** Waits for something whose outcome does not matter any more, and not for ever. */
export async function quietly(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}
