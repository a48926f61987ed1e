declare const made: unique symbol;

/** Text that is HTML already; only `html` makes it. */
export type Html = { readonly text: string; readonly [made]: true };

/** What may stand in a template: strings are escaped, nothing is left out. */
export type Piece = string | number | Html | readonly Html[] | false | undefined;

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' },
};

/** A text as it may stand between tags and in quoted attributes. */
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"'`]/g, (sign) => entities[sign] ?? '');

/** A template of HTML; whatever is put in is escaped unless it came from here itself. Attributes have to be quoted. */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html =>
  ({ text: String.raw({ raw: strings }, ...pieces.map(textOf)) }) as Html;

function textOf(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece));
  return 'text' in piece ? piece.text : piece.map(({ text }) => text).join('');
}
