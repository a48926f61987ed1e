import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../renderer/store';
import type { SavedConnection } from '../../../shared/contract';
import type { Plan } from '../../../shared/plan';
import { openWindow, refuse } from './open-window';
import { hostKeys, plan } from './script-facts';

const button = (name: string | RegExp) => screen.getByRole('button', { name });

/** The connect page with both addresses typed. */
async function openConnect(answers: Readonly<Record<string, unknown>> = {}) {
  const opened = await openWindow(undefined, { 'start-migration': { id: 'm-9' }, ...answers });
  await opened.user.click(button(/^Start a migration/));
  const old = card('Old server');
  const fresh = card('New server');
  const type = async (where: typeof old, label: string, text: string) => {
    const field = where.getByRole('textbox', { name: label });
    await opened.user.clear(field);
    await opened.user.type(field, text);
  };
  return { ...opened, old, fresh, type };
}

const card = (name: string) => within(screen.getByRole('group', { name }));
const host = 'Address or host name';

describe('how to log in', () => {
  it('is folded, and its key files are shown by name and sent by ticket', async () => {
    const { user, asked, old, fresh, type } = await openConnect({
      'choose-file': { ticket: 't-key', name: 'id_rsa_epp.ppk' },
    });
    expect(old.queryByText('Key files')).toBeNull();
    await user.click(old.getByText('How to log in'));
    await user.click(await old.findByRole('button', { name: /^Add a key file/ }));
    expect(asked('choose-file')[0]?.input).toEqual({ purpose: 'identity' });
    expect(await old.findByText('id_rsa_epp.ppk')).toBeVisible();
    expect(old.getByText(/1 key file/)).toBeVisible();
    await type(old, host, '10.0.0.10');
    await type(fresh, host, '10.0.0.20');
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')[0]?.input).toMatchObject({
      plan: { source: { identityFiles: ['t-key'] } },
    });
    expect(JSON.stringify(asked('start-migration')[0]?.input)).not.toContain('.ppk');
  });

  it('takes a key file back', async () => {
    const { user, old } = await openConnect({
      'choose-file': { ticket: 't-key', name: 'id_rsa_epp.ppk' },
    });
    await user.click(old.getByText('How to log in'));
    await user.click(await old.findByRole('button', { name: /^Add a key file/ }));
    await user.click(await old.findByRole('button', { name: 'Remove id_rsa_epp.ppk' }));
    expect(useApp.getState().form.source.draft.keys).toEqual([]);
    expect(old.getByRole('button', { name: /^Add a key file/ })).toHaveFocus();
  });

  it('lists the keys of the agent, takes one of them alone, or none at all', async () => {
    const { sha256 } = hostKeys.source;
    const { user, asked, old, fresh, type } = await openConnect({
      'list-agent-keys': { keys: [{ comment: 'me@work', type: 'ssh-ed25519', sha256 }] },
    });
    await type(old, host, '10.0.0.10');
    await type(fresh, host, '10.0.0.20');
    await user.click(old.getByText('How to log in'));
    expect(await old.findByText(`ed25519 ${sha256}`)).toBeVisible();
    await user.click(old.getByRole('radio', { name: 'Only me@work' }));
    await user.click(fresh.getByText('How to log in'));
    await user.click(await fresh.findByRole('switch', { name: /SSH agent/ }));
    await user.click(button('Connect to both servers'));
    const [start] = asked('start-migration');
    const { plan: sent } = (start as { readonly input: { readonly plan: Plan } }).input;
    expect(sent.source).toEqual({ ...plan.source, agentKey: sha256 });
    expect(sent.target).toEqual({ ...plan.target, agent: false });
  });

  it('says why the agent has no keys', async () => {
    const { user, old } = await openConnect({
      'list-agent-keys': { keys: [], problem: 'ECONNREFUSED' },
    });
    await user.click(old.getByText('How to log in'));
    expect(await old.findByText(/does not answer \(ECONNREFUSED\)/)).toBeVisible();
  });

  it('passes jump hosts in their order, each with its own user', async () => {
    const { user, asked, old, fresh, type } = await openConnect();
    await type(fresh, host, '10.0.0.20');
    await type(old, host, '10.0.0.10');
    await user.click(old.getByText('How to log in'));
    await user.click(await old.findByRole('button', { name: 'Add a jump host' }));
    await user.click(old.getByRole('button', { name: 'Add a jump host' }));
    for (const [number, name] of [
      ['1', 'inner'],
      ['2', 'outer'],
    ] as const) {
      const hop = within(old.getByRole('group', { name: `Jump host ${number}` }));
      await user.type(hop.getByLabelText(host), name);
      await user.type(hop.getByLabelText('User name'), 'jump');
    }
    await user.click(old.getByRole('button', { name: 'Earlier: jump host 2' }));
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')[0]?.input).toMatchObject({
      plan: {
        source: {
          via: [
            { host: 'outer', port: 22, user: 'jump' },
            { host: 'inner', port: 22, user: 'jump' },
          ],
        },
      },
    });
  });

  it('does not start with a jump host that lacks its user, and shows where', async () => {
    const { user, asked, old, fresh, type } = await openConnect();
    await type(old, host, '10.0.0.10');
    await type(fresh, host, '10.0.0.20');
    await user.click(old.getByText('How to log in'));
    await user.click(await old.findByRole('button', { name: 'Add a jump host' }));
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')).toEqual([]);
    const hop = within(old.getByRole('group', { name: 'Jump host 1' }));
    expect(hop.getByText(/Enter the user name/)).toBeVisible();
  });
});

describe('what is known of a server', () => {
  const saved: SavedConnection = {
    name: 'EPP Berlin',
    endpoint: { host: '10.1.1.1', port: 2222, user: 'root', identityFiles: ['t-saved'] },
    identityNames: ['id_berlin'],
    savedAt: '2026-01-01T00:00:00Z',
    remembered: true,
  };
  const withSaved = { 'list-connections': { connections: [saved], keeping: 'yes' } };

  it('fills everything when a saved connection is chosen', async () => {
    const { user, old } = await openConnect(withSaved);
    await user.click(await old.findByRole('combobox', { name: host }));
    await user.click(await old.findByRole('option', { name: 'EPP Berlin' }));
    expect(old.getByRole('combobox', { name: host })).toHaveValue('10.1.1.1');
    expect(old.getByLabelText('Port')).toHaveValue('2222');
    expect(old.getByLabelText('User name')).toHaveValue('root');
    await user.click(old.getByText('How to log in'));
    expect(await old.findByText('id_berlin')).toBeVisible();
  });

  it('comes from ~/.ssh/config for an alias, and what is not supported is named', async () => {
    const { user, asked, old } = await openConnect({
      'list-ssh-hosts': { hosts: ['oldepp'], notes: [] },
      'resolve-host': {
        endpoint: { host: '10.2.2.2', port: 22, user: 'admin', identityFiles: ['t-1'] },
        alias: 'oldepp',
        identityNames: ['id_epp'],
        notes: [{ file: '~/.ssh/config', line: 12, what: 'ProxyCommand' }],
      },
    });
    await user.click(await old.findByRole('combobox', { name: host }));
    await user.click(await old.findByRole('option', { name: 'oldepp' }));
    expect(await old.findByText(/ProxyCommand \(~\/\.ssh\/config, line 12\)/)).toBeVisible();
    expect(old.getByRole('combobox', { name: host })).toHaveValue('10.2.2.2');
    expect(old.getByLabelText('User name')).toHaveValue('admin');
    expect(asked('resolve-host')).toEqual([{ command: 'resolve-host', input: { text: 'oldepp' } }]);
  });

  it('leaves what was typed by hand where the file has only a pattern', async () => {
    const { old, type } = await openConnect({
      'resolve-host': {
        endpoint: { host: '10.0.0.10', port: 2200, user: 'pattern', identityFiles: ['t-1'] },
        identityNames: ['id_any'],
        notes: [],
      },
    });
    await type(old, 'User name', 'byhand');
    await type(old, host, '10.0.0.10');
    (document.activeElement as HTMLElement).blur();
    expect(await old.findByText(/1 key file/)).toBeVisible();
    expect(old.getByLabelText('User name')).toHaveValue('byhand');
    expect(old.getByLabelText('Port')).toHaveValue('2200');
  });

  it('is waited for when the person is faster than the file', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { user, asked, old, fresh, type } = await openConnect({
      'resolve-host': ({ text }: { readonly text: string }) =>
        text === 'oldepp'
          ? new Promise((resolve) => {
              answer = resolve;
            })
          : { endpoint: { host: text, port: 22 }, identityNames: [], notes: [] },
    });
    await type(fresh, host, '10.0.0.20');
    await type(old, host, 'oldepp');
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')).toEqual([]);
    answer({
      endpoint: { host: '10.0.0.10', port: 22, user: 'epproot' },
      alias: 'oldepp',
      identityNames: [],
      notes: [],
    });
    await screen.findByRole('heading', { name: 'Opening the migration' });
    expect(asked('start-migration')[0]?.input).toEqual({
      plan: { ...plan, firstBackup: 'before-cutover' },
    });
  });

  it('may be unreadable: it says so, and the address can be entered by hand', async () => {
    const { user, asked, old, fresh, type } = await openConnect({
      'list-ssh-hosts': refuse('ssh.config', { file: '~/.ssh/config', seen: 'EACCES' }),
      'resolve-host': refuse('ssh.config', { file: '~/.ssh/config', seen: 'EACCES' }),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Your SSH configuration cannot be read',
    );
    await type(old, host, '10.0.0.10');
    await type(fresh, host, '10.0.0.20');
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')[0]?.input).toEqual({
      plan: { ...plan, firstBackup: 'before-cutover' },
    });
  });

  it('is saved under a name, without starting anything, and forgotten', async () => {
    const { user, asked, old, type } = await openConnect(withSaved);
    await user.click(old.getByText('Save this connection'));
    expect(await old.findByText(/with a remembered password/)).toBeVisible();
    await user.type(old.getByRole('combobox', { name: host }), '10.0.0.10');
    await type(old, 'Name', 'EPP Rome{Enter}');
    expect(asked('save-connection')[0]?.input).toEqual({
      name: 'EPP Rome',
      endpoint: plan.source,
    });
    expect(await old.findByText('Saved.')).toBeVisible();
    expect(asked('start-migration')).toEqual([]);
    await user.click(old.getByRole('button', { name: 'Forget the connection EPP Berlin' }));
    expect(asked('forget-connection')[0]?.input).toEqual({ name: 'EPP Berlin' });
  });

  it('says where this computer cannot remember passwords', async () => {
    const { user, old } = await openConnect({
      'list-connections': { connections: [], keeping: 'no-keyring' },
    });
    await user.click(old.getByText('Save this connection'));
    expect(await old.findByText(/has no key ring/)).toBeVisible();
  });
});
