import { fireEvent, screen } from '@testing-library/react';
import { profileHandlers } from '../../../electron/engine/appliance/profile-handlers';
import { profileWords as words } from '../../../renderer/words/en-profiles';
import { readJsonc } from '../../../shared/read-jsonc';
import { openWindow } from './open-window';

/** The engine itself says what is right and what is read. */
const engine = profileHandlers({
  write: async () => undefined,
  tryProfile: () => 'test-1',
  tell: () => undefined,
});
/** A place that is chosen for saving. */
export const place = { 'choose-place': { ticket: 't-place', name: 'mine.jsonc' } };

/** The page of profiles, empty. */
export async function openPage(answers = {}) {
  const opened = await openWindow(undefined, {
    'profile-facts': engine['profile-facts'],
    'profile-template': engine['profile-template'],
    'check-profile': engine['check-profile'],
    'read-profile-answer': engine['read-profile-answer'],
    'list-connections': { connections: [], keeping: 'yes' },
    ...answers,
  });
  await opened.user.click(screen.getByRole('button', { name: /^Write a profile/ }));
  return opened;
}

/** A profile that was begun there. */
export async function begin(answers = {}) {
  const opened = await openPage(answers);
  put(words.beginName, 'mine');
  await opened.user.click(screen.getByRole('button', { name: words.begin }));
  await screen.findByRole('heading', { name: words.deskTitle('mine.jsonc') });
  return opened;
}

/** A profile that was opened there. */
export async function openFile(profile: unknown, answers = {}) {
  const text = typeof profile === 'string' ? profile : JSON.stringify(profile);
  const opened = await openPage({
    'choose-file': { ticket: 't-1', name: 'mine.json' },
    'read-profile': { text, seal: 'seal-1' },
    ...answers,
  });
  await opened.user.click(screen.getByRole('button', { name: words.choose }));
  await screen.findByRole('heading', { name: words.deskTitle('mine.json') });
  return opened;
}

type Opened = Awaited<ReturnType<typeof openPage>>;
export const tab = (name: string) => screen.getByRole('tab', { name: new RegExp(`^${name} `) });
export const go = ({ user }: Opened, name: string) => user.click(tab(name));
/** Puts a text in the place of what a field holds, at once: a large page is drawn anew for each change. */
export const put = (label: string, text: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
};
export const press = ({ user }: Opened, name: string) =>
  user.click(screen.getByRole('button', { name }));
/** The profile as it would be saved now. */
export const saved = (opened: Opened) =>
  Object(readJsonc(Object(opened.asked('check-profile').at(-1)?.input).text));
