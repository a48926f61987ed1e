import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { loginWords, savedWords } from '../../renderer/words/en-connect';
import { connectWords } from '../../renderer/words/en-places';
import { sideWords } from '../../shared/words/sides';
import { entry, openConnect } from './connecting';
import { byKeyboard } from './hands';
import { button } from './journey';
import { test } from './window';

test('on the connect page nothing that is pressed loses the focus', async ({ page }) => {
  await openConnect(page);
  const old = entry(page, 'source');
  const { press } = byKeyboard(page);
  const hop = (number: number) =>
    page.getByRole('group', { name: loginWords.hop(number), exact: true });

  await test.step('jump hosts are added, moved and removed', async () => {
    await old.getByText(loginWords.title).click();
    for (const number of [1, 2, 3, 4]) {
      await press(button(page, loginWords.addHop));
      await expect(hop(number).getByLabel(connectWords.host)).toBeFocused();
    }
    await hop(2).getByLabel(connectWords.host).fill('second');
    await press(button(page, loginWords.upName(2)));
    await expect(hop(1).getByLabel(connectWords.host)).toHaveValue('second');
    await expect(button(page, loginWords.upName(1))).toBeFocused();
    await button(page, loginWords.downName(1)).click();
    await expect(button(page, loginWords.downName(2))).toBeFocused();
    await button(page, loginWords.removeHop(4)).click();
    await expect(button(page, loginWords.addHop)).toBeFocused();
    for (const number of [3, 2, 1]) await button(page, loginWords.removeHop(number)).click();
  });

  await test.step('a connection is saved and forgotten', async () => {
    await old.getByLabel(connectWords.host).first().fill('10.0.0.10');
    await old.getByText(savedWords.title).click();
    await old.getByLabel(savedWords.name, { exact: true }).fill('EPP');
    const save = button(page, `${savedWords.save}: ${sideWords.source}`);
    await save.click();
    await expect(old.getByText(savedWords.saved)).toBeVisible();
    await expect(save).toBeFocused();
    await old.getByRole('button', { name: savedWords.forgetName('EPP') }).click();
    await expect(old.getByLabel(savedWords.name, { exact: true })).toBeFocused();
  });
});

test('what ~/.ssh/config says of a name goes with the name', async ({ launch, folder }) => {
  const ssh = join(folder, 'person', '.ssh');
  await mkdir(ssh, { recursive: true });
  await writeFile(
    join(ssh, 'config'),
    'Host oldepp\n  HostName 10.9.9.9\n  User admin\n  ProxyJump jump@bastion\n',
  );
  const { page } = await launch();
  await openConnect(page);
  const old = entry(page, 'source');
  const host = old.getByRole('combobox', { name: connectWords.host });
  await host.click();
  await page.getByRole('option', { name: 'oldepp' }).click();
  await expect(host).toHaveValue('10.9.9.9');
  await expect(old.getByText(savedWords.alias('oldepp'))).toBeVisible();
  await expect(old.getByText(loginWords.short.hops(1))).toBeVisible();
  await host.fill('10.0.0.5');
  await expect(old.getByText(loginWords.short.hops(1))).toHaveCount(0);
  await expect(old.getByLabel(connectWords.user)).toHaveValue('epproot');
});
