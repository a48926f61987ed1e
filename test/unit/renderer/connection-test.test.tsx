import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../renderer/store';
import { card, openConnect } from './open-connect';
import { openWindow } from './open-window';
import { plan } from './script-facts';
import { weak } from './script-questions';
import { testedIdentity, testFailed, testingAt, testPassed } from './test-states';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const heading = () => screen.getByRole('heading', { level: 1 });
const testOld = 'Test connection to the old server';
const cancelOld = 'Cancel the test of the old server';

describe('a test of a connection', () => {
  it('is started with what is entered, and shows its stages as they come', async () => {
    const { asked, start } = await openConnect();
    await start(testingAt('source', 'authentication'));
    expect(asked('test-connection')[0]?.input).toEqual({ endpoint: plan.source, side: 'source' });
    const stages = screen.getByRole('list', { name: 'Stages of the test' });
    const words = within(stages)
      .getAllByRole('listitem')
      .map((row) => row.textContent);
    expect(words[0]).toMatch(/^Namenot needed/);
    expect(words[2]).toBe('SSH serverdone, 14 msOpenSSH_6.6.1p1 Ubuntu-2ubuntu2.13');
    expect(words[5]).toMatch(/^Loginrunning/);
    expect(words[9]).toBe('Versionwaiting');
  });

  it('asks for what is missing before it starts', async () => {
    const { user, asked } = await openWindow();
    await user.click(button(/^Start a migration/));
    await user.click(button(testOld));
    expect(asked('test-connection')).toEqual([]);
    expect(screen.getAllByText('Enter a host name or an IP address.')).toHaveLength(1);
  });

  it('says at the end who answered, and what is wrong with its clock', async () => {
    const { pushTest, start } = await openConnect();
    await start(testingAt('source', 'dns'));
    await pushTest(testPassed('source'));
    const old = card('Old server');
    const name = 'Connected: Endpoint Protector 5.2.0.6 on OLD-EPP';
    expect(old.getByRole('heading', { name })).toBeVisible();
    expect(old.getByText('Ubuntu 14.04.6 LTS')).toBeVisible();
    expect(old.getByText('10.0.0.10, 192.168.40.2')).toBeVisible();
    expect(old.getByText('3 min 23 s ahead of this computer')).toBeVisible();
    expect(old.queryByText('weak')).toBeNull();
  });

  it.each([
    ['5.2.0.5', true],
    ['5.2.0.6', false],
    ['2509', false],
  ])('warns of a version without System Backup v2: %s', async (version, warns) => {
    const { start } = await openConnect();
    await start(testPassed('source', { identity: { ...testedIdentity('source'), version } }));
    const warning = card('Old server').queryByText(
      'System Backup v2 needs at least 5.2.0.6: update this server first.',
    );
    expect(warning !== null).toBe(warns);
  });

  it('marks weak algorithms', async () => {
    const { pushTest, start } = await openConnect();
    await start(testingAt('target', 'dns'));
    await pushTest(testPassed('target', { agreed: weak }));
    const marked = card('New server').getAllByText('weak');
    expect(marked.map((mark) => mark.parentElement?.textContent)).toEqual([
      'diffie-hellman-group14-sha1weak',
      'ssh-rsaweak',
      'hmac-sha1weak',
    ]);
  });

  it('says what failed, was needed and is to be done, and does not forbid starting', async () => {
    const { user, asked, pushTest, start } = await openConnect();
    await start(testingAt('source', 'dns'));
    await pushTest(testFailed('source'));
    const old = card('Old server');
    expect(old.getByRole('heading', { name: 'The login failed' })).toBeVisible();
    expect(old.getByText(/it takes: publickey, keyboard-interactive/)).toBeVisible();
    expect(old.getByText('ssh.authentication')).toBeVisible();
    expect(old.getByText('failed, 212 ms')).toBeVisible();
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')).toHaveLength(1);
  });

  it('speaks its beginning and its end, not every stage', async () => {
    const { pushTest, start } = await openConnect();
    const spoken = () => card('Old server').getAllByRole('status')[0]?.textContent;
    await start(testingAt('source', 'tcp'));
    const first = spoken();
    expect(first).toBe('Testing the connection to the old server');
    await pushTest(testingAt('source', 'privilege'));
    expect(spoken()).toBe(first);
    await pushTest(testFailed('source'));
    expect(spoken()).toBe('The login failed');
  });

  it('shows jump hosts as groups before the server', async () => {
    const { start } = await openConnect();
    const via = [{ host: 'bastion', port: 22, user: 'jump' }];
    await start(testingAt('source', 'tcp', { endpoint: { ...plan.source, via } }));
    const lists = card('Old server')
      .getAllByRole('list')
      .map((list) => list.getAttribute('aria-label'));
    expect(lists).toEqual(['Jump host 1 · bastion:22', 'Server · 10.0.0.10:22']);
  });

  it('is cancelled and run again', async () => {
    const { user, asked, pushTest, start } = await openConnect();
    await start(testingAt('source', 'authentication'));
    await user.click(button(cancelOld));
    expect(asked('end-test')[0]?.input).toEqual({ id: 't-1' });
    expect(screen.getByRole('heading', { name: 'Test cancelled' })).toBeVisible();
    expect(screen.getByText('not finished')).toBeVisible();
    expect(screen.getAllByText('not reached')).toHaveLength(4);
    expect(screen.queryByText('waiting')).toBeNull();
    // A snapshot that was under way meanwhile.
    await pushTest(testingAt('source', 'shell', { updatedAt: '2026-11-24T01:00:05Z' }));
    expect(screen.getByRole('heading', { name: 'Test cancelled' })).toBeVisible();
    await user.click(button('Test again: connection to the old server'));
    expect(asked('test-connection')).toHaveLength(2);
  });

  it('marks its result as of an earlier entry when a field changes, and not any more when it is as before', async () => {
    const { user, pushTest, start } = await openConnect();
    await start(testingAt('source', 'dns'));
    await pushTest(testPassed('source'));
    const earlier = () => screen.queryByText(/result of an earlier entry/);
    expect(earlier()).toBeNull();
    const name = card('Old server').getByLabelText('User name');
    await user.type(name, 'x');
    expect(earlier()).toBeVisible();
    await user.type(name, '{Backspace}');
    expect(earlier()).toBeNull();
  });

  it('ends when the page is left, and what was entered and shown stays', async () => {
    const { user, asked, start } = await openConnect();
    await start(testingAt('source', 'tcp'));
    await user.click(button('Back home'));
    expect(asked('end-test')[0]?.input).toEqual({ id: 't-1' });
    await user.click(button(/^Start a migration/));
    expect(card('Old server').getByLabelText('Address or host name')).toHaveValue('10.0.0.10');
    expect(screen.getByRole('heading', { name: 'Test cancelled' })).toBeVisible();
    expect(heading()).toHaveFocus();
  });

  it('keeps its result when the page is left, and lets go of it when the migration begins', async () => {
    const { user, asked, start } = await openConnect();
    await start(testPassed('source'));
    await user.click(button('Back home'));
    expect(asked('end-test')).toEqual([]);
    await user.click(button(/^Start a migration/));
    expect(card('Old server').getByRole('heading', { name: /^Connected/ })).toBeVisible();
    expect(screen.queryByText(/result of an earlier entry/)).toBeNull();
    await user.click(button('Connect to both servers'));
    expect(asked('end-test')).toEqual([{ command: 'end-test', input: { id: 't-1' } }]);
    expect(useApp.getState().tests).toEqual({});
  });

  it('is found again after the page was loaded anew', async () => {
    const { user } = await openWindow(undefined, { 'list-tests': [testPassed('source')] });
    await user.click(button(/^Start a migration/));
    const old = card('Old server');
    expect(old.getByRole('heading', { name: /^Connected/ })).toBeVisible();
    expect(old.getByLabelText('Address or host name')).toHaveValue('10.0.0.10');
    expect(screen.queryByText(/result of an earlier entry/)).toBeNull();
  });
});

describe('two tests that found one machine', () => {
  it.each([
    ['machine-id', { machineId: testedIdentity('source').machineId }, /same machine id/],
    ['host key', { hostKey: testedIdentity('source').hostKey }, /same host key/],
    ['address', { addresses: ['192.168.40.2'] }, /same IP address/],
  ])('forbid starting by their %s', async (_by, change, reason) => {
    const { user, asked, start } = await openConnect();
    await start(testPassed('source'));
    await start(testPassed('target', { identity: { ...testedIdentity('target'), ...change } }));
    expect(screen.getByText(reason)).toBeVisible();
    expect(button('Connect to both servers')).toBeDisabled();
    expect(button('Connect to both servers')).toHaveAccessibleDescription(/same machine/);
    await user.type(card('New server').getByLabelText('User name'), '{Enter}');
    expect(asked('start-migration')).toEqual([]);
    // Another address is entered: the results say nothing of it.
    await user.type(card('New server').getByLabelText('Address or host name'), '1');
    expect(button('Connect to both servers')).toBeEnabled();
  });

  it('do not take the address that every appliance has inside for one', async () => {
    const { start } = await openConnect();
    const inside = '111.33.33.111';
    const withInside = (side: 'source' | 'target') => {
      const identity = testedIdentity(side);
      return { identity: { ...identity, addresses: [...(identity.addresses ?? []), inside] } };
    };
    await start(testPassed('source', withInside('source')));
    await start(testPassed('target', withInside('target')));
    expect(button('Connect to both servers')).toBeEnabled();
  });
});
