import { createHash } from 'node:crypto';
import type { ListedFile } from '../../../shared/archiving';

/** What some system does not allow in a name, or what would lead out of the folder. */
const unsafe = /[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]/gu;
/** Names of devices on Windows, whatever follows the dot. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** What this program itself puts behind a name. */
const own = /\.(part|damaged|part\.json|upload\.json)(\.new)?$/i;
const bytesMax = 200;

/** The name that a server's file gets here: one part of a path, on every system, whatever the server calls it. */
export function safeName(name: string): string {
  const plain = name
    .replaceAll(unsafe, '_')
    .replace(/^\.+$/, '_')
    .replace(/[. ]+$/, '_');
  const usable = plain.trim() === '' ? '_' : device.test(plain) ? `_${plain}` : plain;
  const named = own.test(usable) ? `${usable}_` : usable;
  return Buffer.byteLength(named) <= bytesMax ? named : `${shortened(named)}~${mark(name)}`;
}

/** Where each file goes below the folder, by its path on the server: `KIND/NAME`; files of one name are told apart by their paths. */
export function localNames(files: readonly ListedFile[]): ReadonlyMap<string, string> {
  const places = files.map(({ kind, name, path }) => ({ kind, path, name: safeName(name) }));
  const keyOf = ({ kind, name }: { readonly kind: string; readonly name: string }): string =>
    `${kind}/${name.normalize('NFC').toLowerCase()}`;
  const times = new Map<string, number>();
  for (const place of places) times.set(keyOf(place), (times.get(keyOf(place)) ?? 0) + 1);
  return new Map(
    places.map((place) => {
      const alone = times.get(keyOf(place)) === 1;
      const name = alone ? place.name : `${mark(place.path)}~${place.name}`;
      return [place.path, `${place.kind}/${name}`];
    }),
  );
}

const mark = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

function shortened(name: string): string {
  let kept = '';
  for (const character of name) {
    if (Buffer.byteLength(kept + character) > bytesMax - 13) break;
    kept += character;
  }
  return kept;
}
