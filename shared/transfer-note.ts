/** What happened to a transfer that a person may want to know; `at` and `bytes` count bytes from the file's beginning. */
export type TransferNote =
  /** So many bytes of an earlier try were found to be right and are not moved again. */
  | { readonly kind: 'goes-on'; readonly at: number }
  /** Nothing of an earlier try is used; `seen` says in the program's words what was found. */
  | {
      readonly kind: 'starts-over';
      readonly because: 'source-changed' | 'part-differs' | 'no-record';
      readonly seen: string;
    }
  /** What lay there was not what had been moved. */
  | { readonly kind: 'moved-again'; readonly at: number; readonly bytes: number }
  /** No copy is kept on this computer any more; the transfer itself goes on. */
  | {
      readonly kind: 'copy-given-up';
      /** No room for it here, it cannot be written, or it lacks what the new server has already. */
      readonly because: 'no-room' | 'failed' | 'behind';
      readonly seen: string;
    }
  /** Somebody at the program's own FTP server was refused something; `seen`: the command with the answer, or what was wrong. */
  | {
      readonly kind: 'console';
      readonly what: 'refused' | 'wrong-try' | 'stranger';
      readonly peer: string;
      readonly seen: string;
    };

/** A note with the step that it was made in, as the state keeps it. */
type Kept = { readonly step: string; readonly note: TransferNote };

/** How many notes a state keeps. */
export const notesKept = 40;

/** The notes with one more: places that are moved again one after the other become one, and the oldest give way. */
export function withNote<Note extends Kept>(notes: readonly Note[], next: Note): readonly Note[] {
  const last = notes.at(-1);
  if (last?.step === next.step && last.note.kind === 'moved-again') {
    const joined = next.note.kind === 'moved-again' && join(last.note, next.note);
    if (joined) return [...notes.slice(0, -1), { ...next, note: joined }];
  }
  return [...notes, next].slice(-notesKept);
}

type MovedAgain = TransferNote & { readonly kind: 'moved-again' };

const join = (one: MovedAgain, other: MovedAgain): MovedAgain => ({
  kind: 'moved-again',
  at: Math.min(one.at, other.at),
  bytes: one.bytes + other.bytes,
});
