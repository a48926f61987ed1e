import { describe, expect, it } from 'vitest';
import { endpointOf } from '../../../renderer/endpoint-draft';
import { useApp } from '../../../renderer/store';
import { card, openConnect } from './open-connect';

const host = 'Address or host name';
const old = () => card('Old server');
const entered = () => endpointOf(useApp.getState().form.source.draft);

const known: Readonly<Record<string, unknown>> = {
  old: {
    endpoint: {
      ...{ host: '10.9.9.9', port: 2200, user: 'admin', identityFiles: ['t-alias'] },
      ...{ agent: 't-agent', agentKey: 'SHA256:one', identitiesOnly: true },
      via: [{ host: 'bastion', port: 22, user: 'jump' }],
    },
    alias: 'old',
    identityNames: ['id_old'],
    notes: [{ file: '~/.ssh/config', line: 3, what: 'ProxyCommand' }],
  },
  'epp.corp': {
    endpoint: {
      ...{ host: 'epp.corp', port: 22 },
      via: [{ host: 'gate.corp', port: 22, user: 'jump' }],
    },
    identityNames: [],
    notes: [],
  },
};

const answers = {
  'choose-file': { ticket: 't-own', name: 'id_own' },
  'resolve-host': ({ text }: { readonly text: string }) =>
    known[text] ?? { endpoint: { host: text, port: 22 }, identityNames: [], notes: [] },
};

/** The connect page where the old server was entered by a name that ~/.ssh/config knows. */
async function openWith(name: string) {
  const opened = await openConnect(answers);
  const { user } = opened;
  const type = async (label: string, text: string) => {
    // Those of jump hosts come later.
    const field = old().getAllByLabelText(label)[0] as HTMLElement;
    await user.clear(field);
    await user.type(field, text);
    await user.tab();
  };
  await type(host, name);
  return { ...opened, type };
}

describe('what ~/.ssh/config filled in for a host', () => {
  it('goes with it when another one is typed', async () => {
    const { type } = await openWith('old');
    expect(entered()).toMatchObject({ host: '10.9.9.9', via: [{ host: 'bastion' }] });
    await type(host, '10.0.0.5');
    expect(entered()).toEqual({ host: '10.0.0.5', port: 22, user: 'epproot' });
    expect(old().queryByText(/Filled in from/)).toBeNull();
    expect(old().queryByText(/ProxyCommand/)).toBeNull();
  });

  it('goes, too, where only a pattern of the file gave it', async () => {
    const { type } = await openWith('epp.corp');
    expect(entered()).toMatchObject({ via: [{ host: 'gate.corp' }] });
    await type(host, '10.0.0.5');
    expect(entered()).toEqual({ host: '10.0.0.5', port: 22, user: 'epproot' });
  });

  it('leaves behind what was typed and added by hand afterwards', async () => {
    const { user, type } = await openWith('old');
    await type('User name', 'byhand');
    await user.click(old().getByText('How to log in'));
    await user.click(await old().findByRole('button', { name: 'Add a key file… Old server' }));
    await type(host, '10.0.0.5');
    expect(entered()).toEqual({
      ...{ host: '10.0.0.5', port: 22, user: 'byhand' },
      identityFiles: ['t-own'],
    });
  });

  it('goes with a jump host that was changed since', async () => {
    const { user, type } = await openWith('old');
    await user.click(old().getByText('How to log in'));
    await user.type(old().getAllByLabelText('User name')[1] as HTMLElement, 'er');
    expect(entered()).toMatchObject({ via: [{ user: 'jumper' }] });
    await type(host, '10.0.0.5');
    expect(entered()).not.toHaveProperty('via');
  });

  it('is asked for anew when the name is typed again', async () => {
    const { asked, type } = await openWith('old');
    await type(host, '10.0.0.5');
    await type(host, 'old');
    expect(entered()).toMatchObject({ host: '10.9.9.9', via: [{ host: 'bastion' }] });
    expect(asked('resolve-host').map(({ input }) => input)).toContainEqual({ text: '10.0.0.5' });
  });
});
