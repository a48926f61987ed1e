/** How a bench was asked for. */
export type Run = {
  /** Aborted when a person has had enough: whatever is under way then rejects, so that everything can be put away. */
  readonly signal: AbortSignal;
  /** How often everybody takes a turn; absent: as often as the bench thinks right. */
  readonly rounds?: number;
  /** How much is moved, in GiB, where that is large; absent: as much as the goal is about. */
  readonly gib?: number;
};

/**
 * Does work that makes things which have to go again: `later` takes what takes one of them away. All of that is done at the end, the
 * last first, whatever became of the work; what fails then is said and keeps nothing else from being put away.
 */
export async function tidily<Value>(
  work: (later: (undo: () => unknown) => void) => Promise<Value>,
): Promise<Value> {
  const undos: (() => unknown)[] = [];
  try {
    return await work((undo) => undos.push(undo));
  } finally {
    for (const undo of undos.reverse()) {
      try {
        await undo();
      } catch (error) {
        console.error(`something was not put away: ${error}`);
      }
    }
  }
}
