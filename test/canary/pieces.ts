import { fewestBytes, type Secret } from './forms';

/** A secret that lies about in groups of four characters, as a page or a kit shows it. */
export type Pieces = {
  readonly label: string;
  /** True where all groups come in their order, each alone, with no more than some markup between them. */
  readonly inOrder: (bytes: Buffer) => boolean;
  /** True where at least two of them are texts of their own, in quotes, wherever they are. */
  readonly inQuotes: (bytes: Buffer) => boolean;
};

const between = 600;
/** So much of what was searched last has to be searched again with what comes next. */
export const piecesOverlap = 20 * (between + 4);

/** The groups of a secret that is shown in groups: one of capitals and digits alone. */
export function piecesOf({ label, text }: Secret): Pieces | undefined {
  if (!/^[A-Z0-9]+$/.test(text) || text.length < fewestBytes) return undefined;
  const groups = text.match(/.{1,4}/g) ?? [];
  const alone = groups.map((group) => `(?<![A-Za-z0-9])${group}(?![A-Za-z0-9])`);
  const pattern = new RegExp(alone.join(`.{1,${between}}?`), 's');
  // One group alone can turn up by chance, two of them do not.
  const whole = groups.filter(({ length }) => length === 4).map((group) => `"${group}"`);
  return {
    label,
    inOrder: (bytes) =>
      groups.every((group) => bytes.includes(group)) && pattern.test(bytes.toString('latin1')),
    inQuotes: (bytes) => whole.filter((group) => bytes.includes(group)).length > 1,
  };
}
