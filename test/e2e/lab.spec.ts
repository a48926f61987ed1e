import { expect, type Page } from '@playwright/test';
import { loginWords, testWords } from '../../renderer/words/en-connect';
import { legacyWords, promptWords, whereWords } from '../../renderer/words/en-login';
import { connectWords } from '../../renderer/words/en-places';
import { passwordWords, trustWords } from '../../renderer/words/en-questions';
import { describeFailure } from '../../shared/words/failures';
import { sideWords } from '../../shared/words/sides';
import { labPassword, secondAnswer } from '../lab/accounts';
import { type KindName, kinds } from '../lab/kinds';
import { type Lab, openLab } from '../lab/lab';
import { noSshdBecause } from '../lab/sshd';
import { buildPrograms } from '../lab/stand';
import {
  accept,
  enter,
  entry,
  openConnect,
  result,
  type Server,
  startTest,
  typePassword,
} from './connecting';
import { button, heading } from './journey';
import { test } from './window';

const server = sideWords.source;
const connected = testWords.connected('Endpoint Protector', '5.2.0.6', 'OLD-EPP');

test.describe('against real OpenSSH', () => {
  let lab: Lab;
  let missing: string | undefined;
  test.beforeAll(async () => {
    buildPrograms();
    missing = noSshdBecause();
    if (missing === undefined) lab = await openLab();
    missing ??= lab.noAccountsBecause;
  });
  test.afterAll(async () => {
    await lab?.close();
  });
  test.beforeEach(async ({ page }) => {
    test.skip(missing !== undefined, `there is no lab: ${missing}`);
    await openConnect(page);
  });

  const at = (kind: KindName, user = 'epproot'): Server => {
    const { host, port } = lab.servers[kind];
    return { host, port, user };
  };
  const tryToConnect = async (page: Page, to: Server): Promise<void> => {
    await enter(page, 'source', to);
    await startTest(page, 'source');
  };

  for (const kind of Object.keys(kinds) as KindName[]) {
    const old = kind.startsWith('legacy');
    test(`a server of the kind ${kind} is ${kind === 'legacy' ? 'named as too old' : 'reached'}`, async ({
      page,
    }) => {
      const to = at(kind);
      await tryToConnect(page, to);
      if (kind === 'legacy') {
        // Chromium's crypto library has no group 1; the terminal reaches such a server.
        const { title } = describeFailure({ code: 'ssh.no-common-algorithm', facts: {} });
        await expect(result(page, 'source')).toHaveText(title);
        await expect(page.getByText(/diffie-hellman-group1-sha1/)).toBeVisible();
        await expect(page.getByText(/epp-migrate connect/)).toBeVisible();
        return;
      }
      if (old) {
        await expect(heading(page, legacyWords.title(server))).toBeVisible();
        await button(page, legacyWords.allow).click();
      }
      await accept(page, 'source', 'once');
      await typePassword(page, 'source', to, labPassword);
      await expect(result(page, 'source')).toHaveText(connected);
      await expect(entry(page, 'source').getByText(loginWords.short.legacy)).toHaveCount(
        old ? 1 : 0,
      );
    });
  }

  test('a second factor is asked for in the server’s own words', async ({ page }) => {
    const to = at('modern', 'twofactor');
    await tryToConnect(page, to);
    await accept(page, 'source', 'once');
    await typePassword(page, 'source', to, labPassword);
    await expect(heading(page, promptWords.title(to.user, server))).toBeVisible();
    await page.getByRole('textbox').first().fill(secondAnswer());
    await button(page, promptWords.send(server)).click();
    await expect(result(page, 'source')).toHaveText(connected);
  });

  test('an expired password ends the test with its reason', async ({ page }) => {
    const to = at('modern', 'password-expired');
    await tryToConnect(page, to);
    await accept(page, 'source', 'once');
    await typePassword(page, 'source', to, labPassword);
    const { title } = describeFailure({ code: 'ssh.password-expired', facts: {} });
    await expect(result(page, 'source')).toHaveText(title);
  });

  test('a server behind a jump host is reached over it, each with its own key and password', async ({
    page,
  }) => {
    const { host, port } = lab.hidden;
    await enter(page, 'source', { host, port, user: 'epproot' });
    const fields = entry(page, 'source');
    await fields.getByText(loginWords.title).click();
    await button(page, loginWords.addHop).click();
    const hop = page.getByRole('group', { name: loginWords.hop(1), exact: true });
    await hop.getByLabel(connectWords.host).fill(lab.jump.host);
    await hop.getByLabel(connectWords.port).fill(String(lab.jump.port));
    await hop.getByLabel(connectWords.user).fill('epproot');
    await startTest(page, 'source');

    const address = `${lab.jump.host}:${lab.jump.port}`;
    const jump = whereWords.hopAt(1, address, server);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(trustWords.title(jump));
    await button(page, trustWords.once).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      passwordWords.title('epproot', jump),
    );
    await page.getByLabel(passwordWords.label, { exact: true }).fill(labPassword);
    await page.keyboard.press('Enter');
    await accept(page, 'source', 'once');
    await typePassword(page, 'source', { host, port, user: 'epproot' }, labPassword);
    await expect(result(page, 'source')).toHaveText(connected);
    await expect(fields.getByText(testWords.hop(1, address))).toBeVisible();
  });
});
