import { formatBytes } from '../bytes';
import type { SlowerPart } from '../pace';
import type { StepId } from '../steps';
import type { TransferNote } from '../transfer-note';

/** What became of a transfer, in whole sentences; `step` tells which half it is. */
export function noteWords(step: StepId, note: TransferNote): string {
  switch (note.kind) {
    case 'goes-on':
      return note.at > 0
        ? `Goes on at ${formatBytes(note.at)}: what had arrived before was checked and is right.`
        : 'Begins at the start: nothing of what had arrived before can be used.';
    case 'starts-over':
      return startsOverWords(step, note.because);
    case 'moved-again':
      return `${formatBytes(note.bytes)} from ${formatBytes(note.at)} on were not what had been moved, and are moved again.`;
    case 'copy-given-up':
      return `No copy is kept on this computer any more: ${copyReasons[note.because]}. The transfer itself goes on.`;
    case 'console':
      return consoleWords(note);
    default:
      return unknownNote(note);
  }
}

/** `seen` is what somebody sent: a command's name and the code that was answered. */
function consoleWords({ what, peer, seen }: TransferNote & { readonly kind: 'console' }): string {
  if (what === 'stranger')
    return `Somebody at ${peer} was sent away from the FTP server of this program.`;
  return what === 'wrong-try'
    ? `Somebody at ${peer} tried a wrong ${seen === 'path' ? 'path' : 'name or password'} at the FTP server of this program.`
    : `The FTP server of this program refused ${peer} a command: ${seen}.`;
}

const copyReasons = {
  'no-room': 'there is no room for it',
  failed: 'it cannot be written',
  behind: 'it lacks what the new server has already',
} as const;

function startsOverWords(
  step: StepId,
  because: (TransferNote & { readonly kind: 'starts-over' })['because'],
): string {
  const upload = step === 'upload-backup';
  const [from, to] = upload
    ? ['on this computer', 'on the new server']
    : ['on the old server', 'on this computer'];
  switch (because) {
    case 'source-changed':
      return `The file ${from} has changed since the last try, so all of it is moved again.`;
    case 'part-differs':
      return `What an earlier try left ${to} is not how the file begins, so all of it is moved again.`;
    case 'no-record':
      return `Nothing tells whether what an earlier try left ${to} is right, so all of it is moved again.`;
  }
}

/** A journal may come from a later version. */
const unknownNote = (note: never): string =>
  `A note that this version does not know: ${String((note as { kind?: unknown }).kind)}`;

/** What holds a transfer up, as a sentence; `limit` is in bytes per second. */
export function slowerWords(part: SlowerPart, limit?: number): string {
  switch (part) {
    case 'source':
      return 'The old server is the slower side.';
    case 'target':
      return 'The new server is the slower side.';
    case 'here':
      return 'This computer is the slower side.';
    case 'limit':
      return limit === undefined
        ? 'The limit holds it back.'
        : `The limit of ${formatBytes(limit)}/s holds it back.`;
  }
}
