import { expect, type Locator, type Page } from '@playwright/test';

/** How a person works on the page. */
export type Hands = {
  readonly press: (button: Locator) => Promise<void>;
  /** Marks a choice. */
  readonly choose: (radio: Locator) => Promise<void>;
  /** Replaces what is in a field. */
  readonly type: (field: Locator, text: string) => Promise<void>;
  /** Holds a button down while something is looked at. */
  readonly hold: (button: Locator, look: () => Promise<void>) => Promise<void>;
};

/** With a mouse for everything that is not text. */
export const byMouse = (page: Page): Hands => ({
  press: (button) => button.click(),
  choose: (radio) => radio.click(),
  type: async (field, text) => {
    await field.click({ clickCount: 3 });
    await page.keyboard.press('Delete');
    await page.keyboard.type(text);
  },
  hold: async (button, look) => {
    await button.hover();
    await page.mouse.down();
    await look();
    await page.mouse.up();
  },
});

/** Without a mouse: everything is reached by Tab, in the order in which it comes. */
export const byKeyboard = (page: Page): Hands => ({
  press: async (button) => {
    await tabTo(page, button);
    await page.keyboard.press('Enter');
  },
  choose: async (radio) => {
    await tabTo(page, radio);
    await page.keyboard.press('Space');
  },
  type: async (field, text) => {
    await tabTo(page, field);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(text);
  },
  hold: async (button, look) => {
    await tabTo(page, button);
    await page.keyboard.down('Space');
    await look();
    await page.keyboard.up('Space');
  },
});

async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeEnabled();
  for (let presses = 0; presses < 200; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}
