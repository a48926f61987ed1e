import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { bindKey, hashKey } from '../../electron/engine/eppb/key-check';
import { inspectWords, keyPartWords } from '../../renderer/words/en-inspect';
import { proofWords } from '../../renderer/words/en-key';
import { homeWords } from '../../renderer/words/en-places';
import type { Sidecar } from '../../shared/sidecar';
import { fileVerdictWords, keyVerdictWords } from '../../shared/words/inspection';
import { findingWords } from '../../shared/words/inspection-findings';
import { expectAccessible } from './axe';
import { dropFile, nameOf, willChoose } from './give-file';
import { button, heading } from './journey';
import { test } from './window';

const saysOf = (code: 'not-a-backup' | 'sidecar-differs', facts = {}): string =>
  findingWords({ code, level: 'error', facts }).says;

test('a file is inspected from the dialog and by dropping it', async ({ app, page, folder }) => {
  const path = join(folder, 'saved page.eppb');
  const content = '<!doctype html><title>Log in</title><h1>Your session has ended</h1>';
  await writeFile(path, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  await page.getByRole('button', { name: homeWords.inspect }).click();
  await expect(heading(page, inspectWords.title)).toBeVisible();
  await expectAccessible(app, page, 'inspect');

  await test.step('a cancelled dialog changes nothing', async () => {
    await app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
    });
    await button(page, inspectWords.choose).click();
    await expect(button(page, inspectWords.choose)).toBeEnabled();
    await expect(page.getByText(inspectWords.hashNames.sha256, { exact: true })).toHaveCount(0);
  });

  await test.step('from the dialog', async () => {
    await willChoose(app, path);
    await button(page, inspectWords.choose).click();
    await expect(page.getByText(sha256)).toBeVisible();
    await expect(page.getByText(saysOf('not-a-backup', { what: 'html' }))).toBeVisible();
    await expect(nameOf(page, 'saved page.eppb')).toBeVisible();
    expect(await page.content()).not.toContain(folder);
    await expectAccessible(app, page, 'inspected');
  });

  await test.step('dropped', async () => {
    const dropped = join(folder, 'dropped.bin');
    await writeFile(dropped, '');
    await dropFile(page, dropped);
    await expect(page.getByText('An empty file.')).toBeVisible();
    await expect(nameOf(page, 'dropped.bin')).toBeVisible();
    expect(page.url()).toBe('app://epp/index.html');
  });
});

test('a file is held against its manifest, and a key against its check value', async ({
  app,
  page,
  folder,
}) => {
  const path = join(folder, 'epp-old.eppb');
  const content = 'what a real one holds nobody knows';
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = { size: content.length, sha256 };
  const key = 'K7QM2X9RT4BW8ZLA';
  const manifest: Sidecar = {
    sidecar: 1,
    backup: { name: 'epp-old', id: 'b-1', description: '' },
    server: {
      ...{ product: 'Endpoint Protector', version: '5.2.0.6', hostname: 'OLD-EPP' },
      ...{ machineId: 'm', address: '10.0.0.20' },
    },
    file: { name: 'epp-old.eppb', ...file },
    times: { created: '2026-11-26T02:00:00.000Z', downloaded: '2026-11-26T02:10:00.000Z' },
    writtenBy: { program: 'test', computer: 'desk-7', migration: 'm1a2b' },
    keyCheck: bindKey(await hashKey(key), file),
  };
  await writeFile(path, content);
  await writeFile(`${path}.json`, JSON.stringify(manifest));
  await willChoose(app, path);
  await page.getByRole('button', { name: homeWords.inspect }).click();
  await button(page, inspectWords.choose).click();
  await expect(page.getByText(fileVerdictWords.same)).toBeVisible();
  await expect(page.getByText('OLD-EPP')).toBeVisible();
  const check = button(page, keyPartWords.check);
  await expect(check).toHaveAttribute('aria-disabled', 'true');
  const field = page.getByLabel(proofWords.type);
  await field.fill('K7QM 2X9R T4BW 8ZLB');
  await check.click();
  // Trying a key takes seconds of computing by design, more on a busy machine.
  const computed = { timeout: 30_000 };
  await expect(page.getByText(keyVerdictWords.wrong)).toBeVisible(computed);
  await field.fill('K7QM 2X9R T4BW 8ZLA');
  await check.click();
  await expect(page.getByText(keyVerdictWords.right)).toBeVisible(computed);
  await expectAccessible(app, page, 'inspected-with-manifest');

  await writeFile(path, `${content}.`);
  await button(page, inspectWords.another).click();
  await expect(page.getByText(fileVerdictWords.differs)).toBeVisible();
  await expect(page.getByText(saysOf('sidecar-differs'))).toBeVisible();
});
