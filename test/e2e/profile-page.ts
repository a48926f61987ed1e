import type { Locator, Page } from '@playwright/test';

/** A part of a profile in the list of the page of profiles. */
export const part = (page: Page, name: string): Locator =>
  page.getByRole('tab', { name: new RegExp(`^${name} `) });
