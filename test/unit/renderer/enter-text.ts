import type { UserEvent } from '@testing-library/user-event';

/** Enters text into a field as a person who pastes it: typed letter by letter, a large page is drawn anew for each of them. */
export async function enterText(user: UserEvent, field: Element, text: string): Promise<void> {
  await user.click(field);
  await user.paste(text);
}
