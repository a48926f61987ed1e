import { expect } from '@playwright/test';
import { certificateWords } from '../../renderer/words/en-by-hand';
import { trustWords } from '../../renderer/words/en-questions';
import type { Side } from '../../shared/appliance';
import { sideWords } from '../../shared/words/sides';
import { expectAccessible } from './axe';
import { arrive, button, type Journey } from './journey';

/** Accepts the certificate of a server after comparing it as a browser shows it. */
export async function trustCertificate(journey: Journey, side: Side, looks = false): Promise<void> {
  const { app, page } = journey;
  await arrive(journey, `trust-${side}`, trustWords.title(sideWords[side]));
  const pairs = await page.getByText(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/).textContent();
  const paste = page.getByLabel(certificateWords.paste);
  await paste.fill(`SHA-256 ${'00:'.repeat(31)}00`);
  await expect(page.getByText(certificateWords.different)).toBeVisible();
  await paste.fill(pairs ?? '');
  await expect(page.getByText(certificateWords.same)).toBeVisible();
  if (looks) await expectAccessible(app, page, 'trust-certificate');
  await button(page, trustWords.accept).click();
}
