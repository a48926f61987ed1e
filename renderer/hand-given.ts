import type { HandField } from '../shared/hand-work';

/** What is entered so far, by the names of the fields. */
export type Entered = Readonly<Record<string, string>>;

/** What is known already stands in the fields; the rest is empty. */
export const entriesOf = (fields: readonly HandField[], before: Entered = {}): Entered =>
  Object.fromEntries(
    fields
      .filter(({ form }) => form !== 'file')
      .map(({ name, known }) => [name, before[name] ?? known ?? '']),
  );

/** The labels of what has to be given and is not, in the order in which it is asked. */
export const missingFrom = (
  fields: readonly HandField[],
  entered: Entered,
  hasFile: boolean,
): readonly string[] =>
  fields
    .filter(({ form, name, optional }) => {
      if (optional) return false;
      return form === 'file' ? !hasFile : (entered[name] ?? '').trim() === '';
    })
    .map(({ label }) => label);

/** The answer's two halves: what is written down, and the secrets, which are not. What is empty is left out. */
export function handGiven(
  fields: readonly HandField[],
  entered: Entered,
): { readonly given: Record<string, string>; readonly secrets: Record<string, string> } {
  const half = (secret: boolean) =>
    Object.fromEntries(
      fields
        .filter(({ form }) => form !== 'file' && (form === 'secret') === secret)
        .map(({ name }) => [name, (entered[name] ?? '').trim()] as const)
        .filter(([, value]) => value !== ''),
    );
  return { given: half(false), secrets: half(true) };
}

/** What may stay in the window between two tries: everything but secrets. */
export const keptEntries = (fields: readonly HandField[], entered: Entered): Entered =>
  handGiven(fields, entered).given;
