import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'pages');

/** Asserts that axe finds nothing wrong with what is on the page, in both colour schemes, and keeps a picture of each. */
export async function expectAccessible(
  app: ElectronApplication,
  page: Page,
  name: string,
): Promise<void> {
  await mkdir(pictures, { recursive: true });
  for (const scheme of ['dark', 'light'] as const) {
    await app.evaluate(({ nativeTheme }, wanted) => {
      nativeTheme.themeSource = wanted;
    }, scheme);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
    await settled(page);
    await page.screenshot({ path: join(pictures, `${name}-${scheme}.png`) });
    expect(await violations(page), `accessibility of ${name}, ${scheme}`).toEqual([]);
  }
}

/** Waits until nothing moves any more: in the middle of a transition colours are neither the old nor the new ones. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });

async function violations(page: Page): Promise<readonly string[]> {
  // The content policy forbids script elements; what the debugger evaluates is no script of the page.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const { violations: found } = await page.evaluate<AxeResults>('axe.run()');
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} (${node.failureSummary ?? ''})`),
  );
}
