/** A place for a value. Other braces are text, as in a script for awk. */
const place = /\{(\s*[A-Za-z]*\s*)\}/g;

/** The names between braces. */
export const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(place)].map((match) => match[1] ?? '');

/** Puts a text into each place; what was put in is not looked into again. */
export const fillPlaces = (text: string, fill: (name: string, all: string) => string): string =>
  text.replaceAll(place, (all: string, name: string) => fill(name, all));
