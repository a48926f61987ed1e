import type { ChosenFile } from '../shared/contract';
import { withMember } from '../shared/edit-jsonc';
import { FailureError } from '../shared/failure';
import type { Endpoint } from '../shared/plan';
import type { ProfileLook, TrialTold } from '../shared/profile-workshop';
import { client } from './bridge';
import { cancelTest } from './connecting';
import { useApp } from './store';
import { profileWords } from './words/en-profiles';
import type { PastedAnswer, Workshop } from './workshop-desk';

const change = (changes: Partial<Workshop>): void =>
  useApp.setState(({ workshop }) => (workshop ? { workshop: { ...workshop, ...changes } } : {}));

const opened = async (text: string, own: Partial<Workshop>): Promise<void> => {
  const facts = await client.call('profile-facts', {});
  const look = await client.call('check-profile', { text });
  useApp.setState({
    workshop: {
      ...{ facts, text, look, kept: text, fileName: '', shown: 'profile', said: '' },
      ...{ values: {}, answers: {}, server: '', news: {}, ...own },
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

/** Leaves the profile; a trial that runs is ended. */
export function closeProfile(): void {
  leaveTrial();
  useApp.setState({ workshop: undefined });
}

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

/** The way to a server that was typed: a saved connection, a host of ~/.ssh/config, or `user@host:port`; nothing where no user is known. */
async function endpointTo(typed: string): Promise<Endpoint | undefined> {
  const { connections } = await client.call('list-connections', {});
  const saved = connections.find(({ name }) => name === typed);
  if (saved) return saved.endpoint;
  const { endpoint } = await client.call('resolve-host', { text: typed });
  const { user, ...rest } = endpoint;
  return user === undefined ? undefined : { ...rest, user };
}

/** Begins to run an operation on the server that is typed, or all that change nothing. Tells where no user is known for it. */
export async function tryOnServer(operation?: string): Promise<'no-user' | undefined> {
  const { workshop } = useApp.getState();
  if (!workshop) return undefined;
  const { text, values, server } = workshop;
  const endpoint = await endpointTo(server.trim());
  if (!endpoint) return 'no-user';
  leaveTrial();
  const wish = { text, values, endpoint, ...(operation !== undefined && { operation }) };
  const begun = await client.call('try-profile', wish);
  if (begun) change({ trial: { id: begun.id, operation } });
  return undefined;
}

/** Takes in what a trial has told; it may come before its id is known here. */
export const hearTrial = ({ id, news }: TrialTold): void =>
  useApp.setState(({ workshop }) =>
    workshop
      ? {
          workshop: {
            ...workshop,
            news: { ...workshop.news, [id]: [...(workshop.news[id] ?? []), news] },
          },
        }
      : {},
  );

/** Ends the trial that runs, as when the page is left. */
export function leaveTrial(): void {
  const { workshop, tests } = useApp.getState();
  const { trial } = workshop ?? {};
  if (!trial || (tests[trial.id]?.status ?? 'running') !== 'running') return;
  // Nobody looks at it any more: there is nobody to tell why it could not be ended.
  void cancelTest(trial.id).catch(() => undefined);
}

export const setServer = (server: string): void => change({ server });
