import { screen, within } from '@testing-library/react';
import type { Finding, FindingId } from '../../../shared/finding';
import { describeFinding } from '../../../shared/words/findings';
import { reviewed } from './script-facts';

/** What the tests of the page of findings look at and press. */

export const button = (name: string | RegExp) => screen.getByRole('button', { name });
export const heading = () => screen.getByRole('heading', { level: 1 });
export const goOn = () => button('Go on with the backup');

/** The finding of the script that has this number. */
export function the(id: FindingId): Finding {
  const found = reviewed.find((finding) => finding.id === id);
  if (!found) throw new Error(`no ${id} in the script`);
  return found;
}

export const titleOf = (id: FindingId): string => describeFinding(the(id)).title;

/** What is on the page about one finding. */
export const row = (id: FindingId) =>
  within(screen.getByRole('group', { name: new RegExp(` ${id}$`) }));
export const choose = (id: FindingId, name: string) => row(id).getByRole('radio', { name });

/** The numbers of the findings that are shown, in their order. */
export const shownIds = () =>
  within(screen.getByRole('list', { name: 'Findings' }))
    .getAllByText(/· EPP-\d+$/)
    .map((line) => line.textContent?.slice(-7));

/** A state as a snapshot that comes some hours later. */
export const later = <State extends { readonly updatedAt: string }>(
  state: State,
  hour: number,
): State => ({ ...state, updatedAt: `2026-11-25T0${hour}:00:00Z` });

/** The answers that were sent so far. */
export const answers = (asked: (command: string) => readonly { readonly input: unknown }[]) =>
  asked('answer-question').map(({ input }) => (input as { readonly answer: unknown }).answer);
