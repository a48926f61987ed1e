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

/** A backup that is here shows by itself that it is ready; what was entered of it stays. */
export const withFile = (entered: Entered, hasFile: boolean): Entered =>
  hasFile && entered['state'] === '' ? { ...entered, state: 'ready' } : entered;

/** What has to be given and is not, in the order in which it is asked: of what is ready the file, too. */
export const missingFrom = (
  fields: readonly HandField[],
  entered: Entered,
  hasFile: boolean,
): readonly HandField[] =>
  fields.filter(({ form, name, optional }) =>
    form === 'file'
      ? !hasFile && (!optional || entered['state'] === 'ready')
      : !optional && (entered[name] ?? '').trim() === '',
  );

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
