import { describe, expect, it } from 'vitest';
import { createHandlers, type ShellPorts } from '../../../electron/shell/handlers';
import { createTickets } from '../../../electron/shell/tickets';
import type { CommandName } from '../../../shared/contract';
import { commands } from '../../../shared/contract';
import { answer, connect } from '../../../shared/wire';

function open(ports: Partial<ShellPorts> = {}) {
  const passedOn: [CommandName, unknown][] = [];
  const engine = connect(
    async (command, input) => {
      passedOn.push([command, input]);
      return { ok: true, value: null };
    },
    () => () => undefined,
  );
  const tickets = createTickets();
  const handlers = createHandlers(engine, tickets, {
    chooseFile: async () => undefined,
    choosePlace: async () => undefined,
    copyText: async () => undefined,
    openReport: async () => undefined,
    ...ports,
  });
  const call = (command: string, input: unknown) => answer(handlers, command, input);
  return { call, passedOn, tickets, handlers };
}

const refused = { ok: false, failure: { code: 'contract.bad-input', facts: expect.anything() } };
const endpoint = { host: '10.0.0.1', user: 'root' };

describe('the shell', () => {
  it('serves every command of the contract', () => {
    expect(Object.keys(open().handlers).sort()).toEqual(Object.keys(commands).sort());
  });

  it('hands an engine command on with its defaults filled in', async () => {
    const { call, passedOn } = open();
    const plan = { source: endpoint, target: { ...endpoint, host: '10.0.0.2' } };
    await call('start-migration', { plan });
    expect(passedOn[0]?.[1]).toMatchObject({ plan: { source: { port: 22 }, until: 'done' } });
  });

  it('puts the path in the place of a ticket, and the page never gets it back', async () => {
    const { call, passedOn } = open({ chooseFile: async () => '/far/away/old.eppb' });
    const chosen = await call('choose-file', { purpose: 'inspect' });
    expect(chosen).toEqual({
      ok: true,
      value: { ticket: expect.any(String), name: 'old.eppb' },
    });
    const { ticket } = (chosen as { value: { ticket: string } }).value;
    await call('inspect-file', { file: { ticket } });
    expect(passedOn).toEqual([['inspect-file', { file: { path: '/far/away/old.eppb' } }]]);
  });

  it('takes a key file by ticket', async () => {
    const { call, passedOn, tickets } = open();
    const { ticket } = tickets.issue('identity', '/home/me/.ssh/id_ed25519');
    const source = { ...endpoint, identityFile: ticket };
    await call('start-migration', { plan: { source, target: { ...endpoint, port: 23 } } });
    expect(passedOn[0]?.[1]).toMatchObject({
      plan: { source: { identityFile: '/home/me/.ssh/id_ed25519' } },
    });
  });

  it.each([
    ['inspect-file', { file: { path: '/etc/shadow' } }],
    ['save-kit', { id: 'm-1', file: { path: '/etc/cron.d/kit' } }],
    [
      'start-migration',
      { plan: { source: { ...endpoint, identityFile: '/etc/shadow' }, target: endpoint } },
    ],
  ])('refuses a path from the page in %s', async (command, input) => {
    const { call, passedOn } = open();
    expect(await call(command, input)).toEqual(refused);
    expect(passedOn).toEqual([]);
  });

  it('answers a cancelled dialog with nothing', async () => {
    const { call } = open();
    const nothing = { ok: true, value: null };
    expect(await call('choose-file', { purpose: 'inspect' })).toEqual(nothing);
    expect(await call('choose-place', { suggestedName: 'kit.txt' })).toEqual(nothing);
  });
});
