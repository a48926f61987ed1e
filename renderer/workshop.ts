import type { ChosenFile } from '../shared/contract';
import { withMember } from '../shared/edit-jsonc';
import { FailureError } from '../shared/failure';
import type { ProfileFacts, ProfileLook } from '../shared/profile-workshop';
import { client } from './bridge';
import { useApp } from './store';
import { profileWords } from './words/en-profiles';

/** The profile that is being written. The text of its file is the truth; fields of the page change places in it. */
export type Workshop = {
  readonly facts: ProfileFacts;
  readonly text: string;
  /** The text that the file holds; of a new one it is empty. */
  readonly kept: string;
  /** Where it is saved again without being asked for a place. */
  readonly file?: { readonly ticket: string; readonly seal: string } | undefined;
  readonly fileName: string;
  /** An operation, `profile` for what is of all of them, `text` for the file. */
  readonly shown: string;
  /** Values in place of the made-up ones. */
  readonly values: Readonly<Record<string, string>>;
  /** Answers that were pasted, by operation. */
  readonly answers: Readonly<Record<string, PastedAnswer>>;
  /** What was found last, and of which text. */
  readonly look?: ProfileLook | undefined;
  /** What was said last of saving or exporting. */
  readonly said: string;
};
export type PastedAnswer = { readonly text: string; readonly exitCode: string };

const change = (changes: Partial<Workshop>): void =>
  useApp.setState(({ workshop }) => (workshop ? { workshop: { ...workshop, ...changes } } : {}));

const opened = async (text: string, own: Partial<Workshop>): Promise<void> => {
  const facts = await client.call('profile-facts', {});
  const look = await client.call('check-profile', { text });
  useApp.setState({
    workshop: {
      ...{ facts, text, look, kept: text, fileName: '', shown: 'profile', said: '' },
      ...{ values: {}, answers: {}, ...own },
    },
  });
};

/** Opens a file that was chosen or dropped. */
export async function openProfile({ ticket, name }: ChosenFile): Promise<void> {
  const { text, seal } = await client.call('read-profile', { file: { ticket } });
  await opened(text, { file: { ticket, seal }, fileName: name });
}

/** Begins a profile of that name. */
export async function beginProfile(name: string): Promise<void> {
  const { text } = await client.call('profile-template', { name });
  await opened(text, { kept: '', fileName: profileWords.fileName(name), shown: 'identity' });
}

export const closeProfile = (): void => useApp.setState({ workshop: undefined });
export const show = (shown: string): void => change({ shown });
export const setText = (text: string): void => change({ text, said: '' });
export const setLook = (look: ProfileLook): void => change({ look });

export const setValue = (name: string, value: string): void => {
  const { values = {} } = useApp.getState().workshop ?? {};
  change({ values: { ...values, [name]: value } });
};

export const setAnswer = (operation: string, changes: Partial<PastedAnswer>): void => {
  const { answers = {} } = useApp.getState().workshop ?? {};
  const before = answers[operation] ?? { text: '', exitCode: '0' };
  change({ answers: { ...answers, [operation]: { ...before, ...changes } } });
};

/** Puts a value at a place of the profile; undefined takes it out. A text that is no JSON stays as it is. */
export function edit(path: readonly string[], value: unknown): void {
  const { text } = useApp.getState().workshop ?? {};
  if (text === undefined) return;
  try {
    setText(withMember(text, path, value));
  } catch {
    // Said beside the text already.
  }
}

/** Saves into the file it came from, or asks for a place. Answers without a word where the person gave up. */
export async function saveProfile(elsewhere = false): Promise<void> {
  const { workshop } = useApp.getState();
  if (!workshop) return;
  const { text, fileName, file } = workshop;
  if (file && !elsewhere) {
    const { ticket, seal } = file;
    try {
      return keep(text, await client.call('save-profile', { text, seal, file: { ticket } }));
    } catch (thrown) {
      // The ticket is too old: the place is asked for.
      const isOld = thrown instanceof FailureError && thrown.failure.code === 'contract.bad-input';
      if (!isOld) throw thrown;
    }
  }
  const place = await client.call('choose-place', { purpose: 'profile', suggestedName: fileName });
  if (!place) return;
  const { ticket, name } = place;
  keep(text, await client.call('save-profile', { text, file: { ticket } }));
  change({ fileName: name });
}

function keep(
  kept: string,
  saved: { readonly path: string; readonly seal: string; readonly ticket?: string | undefined },
): void {
  const { path, seal, ticket } = saved;
  const file = ticket === undefined ? undefined : { ticket, seal };
  change({ kept, file, said: profileWords.saved(path) });
}

/** Exports what is written; answers with its hash, or without one where the person gave up. */
export async function exportProfile(): Promise<void> {
  const { text = '', fileName = '' } = useApp.getState().workshop ?? {};
  const suggestedName = profileWords.exportName(fileName);
  const place = await client.call('choose-place', { purpose: 'profile-export', suggestedName });
  if (!place) return;
  const file = { ticket: place.ticket };
  const { path, sha256 } = await client.call('export-profile', { text, file });
  change({ said: `${profileWords.exported(path)} ${profileWords.hash(sha256)}` });
}
