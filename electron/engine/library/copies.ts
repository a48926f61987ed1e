import type { Book } from './book';

/** Finds out which books have the same content, as their hashes become known; `note` hears of each that is now known to have a copy. */
export function findCopies(note: (book: Book) => void): (book: Book) => void {
  const first = new Map<string, Book>();
  return (book) => {
    const sha256 = book.looked?.sha256;
    // Empty files are alike, and no copies.
    if (sha256 === undefined || book.stat?.size === 0) return;
    const other = first.get(sha256);
    if (!other) first.set(sha256, book);
    if (!other || other === book) return;
    for (const each of [other, book]) {
      if (each.duplicate) continue;
      each.duplicate = true;
      note(each);
    }
  };
}
