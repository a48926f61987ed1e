const longest = 120;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** The name for a file that a server names as it likes: never a path, never hidden, the same on every system. */
export function safeName(offered: string): string {
  const last = offered.split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replace(/[^\p{L}\p{N} ._()+=@-]/gu, '_')
    .replace(/^[ ._]+|[ .]+$/g, '')
    .replace(/\.(part|damaged)$/i, '');
  const [, stem = '', extension = ''] = /^(.*?)(\.[^.]{1,16})?$/u.exec(plain) ?? [];
  const short = stem.slice(0, longest - extension.length).trim();
  const name =
    short === '' || reserved.test(short.split('.')[0] ?? '') ? `download${short}` : short;
  return `${name}${extension}`;
}

/** The name, with a number where there is one of that name already. */
export function freeName(name: string, taken: (name: string) => boolean): string {
  if (!taken(name)) return name;
  const [, stem = '', extension = ''] = /^(.*?)(\.[^.]*)?$/u.exec(name) ?? [];
  for (let number = 2; ; number += 1) {
    const next = `${stem}-${number}${extension}`;
    if (!taken(next)) return next;
  }
}
