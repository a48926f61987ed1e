import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startPair } from '../../electron/simulator/pair';
import { openPlan } from '../../electron/terminal/plan/read-plan';
import { testWords } from '../../renderer/words/en-connect';
import { legacyWords, promptWords, replaceWords } from '../../renderer/words/en-login';
import { savePlanWords } from '../../renderer/words/en-plan';
import { passwordWords, trustWords } from '../../renderer/words/en-questions';
import { describeFailure } from '../../shared/words/failures';
import { sideWords } from '../../shared/words/sides';
import { stageWords } from '../../shared/words/stages';
import { expectAccessible } from './axe';
import { accept, enter, entry, openConnect, result, startTest, typePassword } from './connecting';
import { button, heading } from './journey';
import { test } from './window';

const title = (code: Parameters<typeof describeFailure>[0]['code']): string =>
  describeFailure({ code, facts: {} }).title;

test('a connection is tested before anything begins, whatever the server is like', async ({
  app,
  page,
  folder,
}) => {
  const pair = await startPair({
    ...{ folder: join(folder, 'pair'), timeScale: 0.1, computers: 20, backupBytes: 1_000_000 },
  });
  const { source } = pair;
  const server = sideWords.source;
  const connected = testWords.connected('Endpoint Protector', '5.2.0.6', 'OLD-EPP');
  const looksRight = (name: string) => expectAccessible(app, page, name);
  try {
    await openConnect(page);
    await enter(page, 'source', source);

    await test.step('a new host key is compared, a password asked, and each stage is shown', async () => {
      await startTest(page, 'source');
      await expect(heading(page, trustWords.title(server))).toBeVisible();
      await expect(page.getByText(/^ssh-keygen -lf /)).toBeVisible();
      await looksRight('test-first-key');
      await accept(page, 'source', 'accept');
      await typePassword(page, 'source', source, 'wrong');
      await expect(page.getByText(passwordWords.again)).toBeVisible();
      await typePassword(page, 'source', source, pair.password);
      await expect(result(page, 'source')).toHaveText(connected);
      for (const words of Object.values(stageWords)) {
        await expect(entry(page, 'source').getByText(words, { exact: true }).first()).toBeVisible();
      }
      await looksRight('test-passed');
    });

    await test.step('a key that was accepted is not asked about again, a changed one is a hard stop', async () => {
      await pair.setFault('source', 'wrong-host-key', true);
      await startTest(page, 'source');
      await expect(heading(page, replaceWords.title(server))).toBeVisible();
      await looksRight('test-changed-key');
      const goOn = button(page, replaceWords.confirm(source.host));
      await expect(goOn).toBeDisabled();
      await page.getByLabel(replaceWords.label(source.host)).fill(source.host);
      await goOn.click();
      await typePassword(page, 'source', source, pair.password);
      await expect(result(page, 'source')).toHaveText(connected);
    });

    await test.step('two factors are asked in the server’s own words', async () => {
      await pair.setFault('source', 'two-factor', { code: '424242' });
      await startTest(page, 'source');
      await typePassword(page, 'source', source, pair.password);
      await expect(heading(page, promptWords.title(source.user, server))).toBeVisible();
      await looksRight('test-two-factor');
      await page.getByLabel('Verification code:', { exact: true }).fill('424242');
      await button(page, promptWords.send(server)).click();
      await expect(result(page, 'source')).toHaveText(connected);
      await pair.setFault('source', 'two-factor', false);
    });

    await test.step('weak algorithms are offered where there is nothing else, with both lists', async () => {
      await pair.setFault('source', 'legacy-algorithms', true);
      await startTest(page, 'source');
      await expect(heading(page, legacyWords.title(server))).toBeVisible();
      await expect(page.getByText('diffie-hellman-group14-sha1').first()).toBeVisible();
      await looksRight('test-legacy');
      await button(page, legacyWords.refuseTest).click();
      await expect(result(page, 'source')).toHaveText(title('ssh.no-common-algorithm'));
      await pair.setFault('source', 'legacy-algorithms', false);
    });

    await test.step('a menu in the place of a shell is named', async () => {
      await pair.setFault('source', 'menu', true);
      await startTest(page, 'source');
      await typePassword(page, 'source', source, pair.password);
      await expect(result(page, 'source')).toHaveText(title('ssh.no-shell'));
      await looksRight('test-menu');
      await pair.setFault('source', 'menu', false);
    });

    await test.step('a port where nobody listens ends the test at its stage', async () => {
      await enter(page, 'target', { ...source, host: '127.0.0.1', port: 1 });
      await startTest(page, 'target');
      await expect(result(page, 'target')).toHaveText(title('ssh.refused'));
      await looksRight('test-failed');
    });

    await test.step('what is entered is saved as a plan, and the page says how to run it', async () => {
      const file = join(folder, 'my plan.json');
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      }, file);
      await button(page, savePlanWords.save).click();
      await expect(page.getByText(savePlanWords.saved(file))).toBeVisible();
      await button(page, savePlanWords.copyName).scrollIntoViewIfNeeded();
      await looksRight('plan-saved');
      const { plan } = openPlan(file, folder);
      expect(plan.source).toMatchObject({ host: source.host, port: source.port });
      expect(plan.acceptKeys?.source).toHaveLength(1);
    });
  } finally {
    await pair.stop();
  }
});
