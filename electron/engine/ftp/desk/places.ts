import { type Place, placeOf } from './path';
import type { Session } from './rules';
import { type Entry, Refusal } from './shelf';

/** From now on this console has one of the few places, and gives way to nobody. Throws where none is left. */
export function becomeKnown({ memory, rules }: Session): void {
  if (memory.known) return;
  if (!rules.hasRoom()) throw new Refusal(421, 'Too many are here.');
  memory.known = true;
}

/** Where a path leads; guessing paths without a password counts as a wrong try, and the right one is as good as a password. */
export function placeIn(session: Session, path: string): Place {
  const { rules, memory, peer } = session;
  const place = placeOf(path, memory.inFolder, rules.folder);
  if (place.kind === 'folder' || place.kind === 'file') becomeKnown(session);
  if (place.kind === 'nowhere' && place.guess && memory.loggedIn === 'anonymous')
    rules.guessed(peer);
  return place;
}

/** The name of a file that may be in the folder. Throws where the path leads elsewhere. */
export function fileIn(session: Session, path: string): string {
  const place = placeIn(session, path);
  if (place.kind !== 'file') throw new Refusal(550, 'There is no such file.');
  return place.name;
}

/** The file that is there. Throws where it has another name, or nothing is there yet. */
export function entryIn(session: Session, path: string): Entry {
  const name = fileIn(session, path);
  const entry = session.rules.shelf.entry();
  if (entry?.name !== name) throw new Refusal(550, 'There is no such file.');
  return entry;
}
