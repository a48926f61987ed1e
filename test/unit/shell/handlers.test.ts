import { describe, expect, it } from 'vitest';
import { type CommandName, commands } from '../../../shared/contract';
import { openHandlers as open, refused } from './open-handlers';

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
    await call('start-inspection', { file: { ticket } });
    expect(passedOn).toEqual([['start-inspection', { file: { path: '/far/away/old.eppb' } }]]);
  });

  it('opens a row of a library by a ticket for its file', async () => {
    const { call, tickets } = open({}, { path: '/far/away/old.eppb' });
    const opened = await call('open-library-row', { id: 'library-1', row: 7 });
    expect(opened).toEqual({ ok: true, value: { ticket: expect.any(String), name: 'old.eppb' } });
    const { ticket } = (opened as { value: { ticket: string } }).value;
    expect(tickets.redeem('inspect', ticket)).toBe('/far/away/old.eppb');
  });

  it('lists a folder that was chosen for that, and no other', async () => {
    const { call, passedOn, tickets } = open();
    const { ticket } = tickets.issue('library', '/srv/backups');
    await call('start-library', { folder: { ticket } });
    expect(passedOn).toEqual([['start-library', { folder: { path: '/srv/backups' } }]]);
    const other = tickets.issue('inspect', '/srv/backups');
    expect(await call('start-library', { folder: { ticket: other.ticket } })).toEqual(refused);
  });

  it('answers a cancelled dialog with nothing', async () => {
    const { call } = open();
    const nothing = { ok: true, value: null };
    expect(await call('choose-file', { purpose: 'inspect' })).toEqual(nothing);
    expect(await call('choose-place', { purpose: 'kit', suggestedName: 'kit.txt' })).toEqual(
      nothing,
    );
  });

  it.each(['tomorrow', '2026-11-24T09:00', '2026-02-30T09:00:00Z'])(
    'takes no window plan from %s on: a start is an instant',
    async (start) => {
      const { call, passedOn, tickets } = open();
      const { ticket } = tickets.issue('place-window-plan', '/home/me/plan.txt');
      const input = { id: 'm-1', format: 'text', file: { ticket } };
      expect(await call('save-window-plan', { ...input, start })).toEqual(refused);
      await call('save-window-plan', { ...input, start: '2026-11-24T09:00:00+01:00' });
      expect(passedOn.map(([command]) => command)).toEqual(['save-window-plan']);
    },
  );

  it.each([
    ['start-inspection', { file: { path: '/etc/shadow' } }],
    ['save-inspection', { id: 'i-1', format: 'json', file: { path: '/etc/cron.d/x' } }],
    ['start-library', { folder: { path: '/etc' } }],
    ['save-library', { id: 'library-1', file: { path: '/etc/cron.d/x' } }],
    ['library-path', { id: 'library-1', row: 0 }],
    ['read-profile', { file: { path: '/etc/shadow' } }],
    ['save-profile', { text: '{}', file: { path: '/etc/cron.d/kit' } }],
    ['save-profile', { text: '{}', file: { path: '/etc/cron.d/kit' }, seal: 'x' }],
    ['export-profile', { text: '{}', file: { path: '/etc/cron.d/kit' } }],
    ['save-kit', { id: 'm-1', file: { path: '/etc/cron.d/kit' } }],
    ['export-findings', { id: 'm-1', format: 'csv', file: { path: '/etc/cron.d/kit' } }],
    [
      'save-window-plan',
      {
        ...{ id: 'm-1', format: 'text', start: '2026-11-24T09:00:00Z' },
        file: { path: '/etc/cron.d/kit' },
      },
    ],
    ['save-way-back', { id: 'm-1', format: 'text', file: { path: '/etc/cron.d/kit' } }],
    ['save-reminder', { id: 'm-1', file: { path: '/etc/cron.d/kit' } }],
    [
      'save-plan',
      {
        plan: { source: endpoint, target: { ...endpoint, host: '10.0.0.2' } },
        file: { path: '/etc/cron.d/kit' },
      },
    ],
  ])('refuses a path from the page in %s', async (command, input) => {
    const { call, passedOn } = open();
    expect(await call(command, input)).toEqual(refused);
    expect(passedOn).toEqual([]);
  });
});

const key = '/home/me/.ssh/id_ed25519';
const hopKey = '/home/me/.ssh/jump';
const socket = '/run/user/1000/agent';

/** An endpoint with a key file and an agent of its own, by a jump host with the same. */
const by = (keyFile: string, hopKeyFile: string, agent: string) => ({
  ...{ ...endpoint, port: 22, identityFiles: [keyFile], agent },
  via: [{ host: 'jump', port: 22, user: 'me', identityFiles: [hopKeyFile], agent }],
});

describe('an endpoint from the page', () => {
  const tellingPlan = (source: object) => ({
    plan: { source, target: { ...endpoint, host: '10.0.0.2' } },
  });
  const commandsWithEndpoint: [CommandName, (endpoint: object, place: string) => object, string][] =
    [
      ['start-migration', tellingPlan, 'plan.source'],
      [
        'start-migration',
        (target) => ({ plan: { source: { ...endpoint, host: '10.0.0.2' }, target } }),
        'plan.target',
      ],
      [
        'save-plan',
        (source, ticket) => ({ ...tellingPlan(source), file: { ticket } }),
        'plan.source',
      ],
      [
        'save-plan',
        (target, ticket) => ({
          plan: { source: { ...endpoint, host: '10.0.0.2' }, target },
          file: { ticket },
        }),
        'plan.target',
      ],
      ['test-connection', (tested) => ({ endpoint: tested, side: 'source' }), 'endpoint'],
      ['save-connection', (saved) => ({ name: 'old', endpoint: saved }), 'endpoint'],
    ];

  it.each(commandsWithEndpoint)('names key files and agents by ticket in %s', async (...given) => {
    const [command, inputOf, where] = given;
    const { call, passedOn, tickets } = open();
    const ticketed = by(
      tickets.issue('identity', key).ticket,
      tickets.issue('identity', hopKey).ticket,
      tickets.issue('agent', socket).ticket,
    );
    await call(command, inputOf(ticketed, tickets.issue('place-plan', '/home/me/p.json').ticket));
    expect(passedOn).toHaveLength(1);
    expect(passedOn[0]?.[0]).toBe(command);
    expect(passedOn[0]?.[1]).toHaveProperty(where, by(key, hopKey, socket));
  });

  it.each(commandsWithEndpoint)('is refused with a path in it in %s', async (command, inputOf) => {
    const { call, passedOn, tickets } = open();
    const { ticket } = tickets.issue('identity', key);
    const agent = tickets.issue('agent', socket).ticket;
    const place = tickets.issue('place-plan', '/home/me/p.json').ticket;
    for (const bad of [
      by(key, ticket, agent),
      by(ticket, hopKey, agent),
      by(ticket, ticket, socket),
      // A key file is no agent, nor the other way round.
      by(ticket, ticket, ticket),
      by(agent, ticket, agent),
      { ...endpoint, via: [{ host: 'jump', user: 'me', agent: socket }] },
    ]) {
      expect(await call(command, inputOf(bad, place))).toEqual(refused);
    }
    expect(passedOn).toEqual([]);
  });

  it('is passed on as it is where it names neither', async () => {
    const { call, passedOn } = open();
    const bare = { ...endpoint, port: 22, agent: false, identitiesOnly: true };
    await call('test-connection', { endpoint: bare });
    expect(passedOn).toEqual([['test-connection', { endpoint: bare }]]);
  });
});

describe('an endpoint for the page', () => {
  const saved = { name: 'old', identityNames: ['id_ed25519'], savedAt: '', remembered: false };
  const { user: _, ...withoutUser } = by(key, hopKey, socket);
  const resolved = { endpoint: withoutUser, identityNames: ['id_ed25519'], notes: [] };

  it.each([
    ['list-tests', {}, [{ id: 't-1', endpoint: by(key, hopKey, socket) }]],
    ['resolve-host', { text: 'old' }, resolved],
    [
      'list-connections',
      {},
      { keeping: 'yes', connections: [{ ...saved, endpoint: by(key, hopKey, socket) }] },
    ],
  ])('has tickets in the place of paths in %s', async (command, input, says) => {
    const { call, tickets } = open({}, says);
    const answered = await call(command, input);
    const ticketed = by(
      tickets.issue('identity', key).ticket,
      tickets.issue('identity', hopKey).ticket,
      tickets.issue('agent', socket).ticket,
    );
    // All else stays as the engine said it.
    const text = JSON.stringify(says)
      .replaceAll(key, ticketed.identityFiles[0] ?? '')
      .replaceAll(hopKey, ticketed.via[0]?.identityFiles[0] ?? '')
      .replaceAll(socket, ticketed.agent);
    expect(answered).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it('can be sent back as it came', async () => {
    const { call, passedOn } = open({}, resolved);
    const { value } = (await call('resolve-host', { text: 'old' })) as { value: typeof resolved };
    await call('test-connection', { endpoint: { ...value.endpoint, user: 'root' } });
    expect(passedOn.at(-1)?.[1]).toEqual({ endpoint: by(key, hopKey, socket) });
  });

  it('has the ticket that a person got who chose the same file', async () => {
    const { call } = open({ chooseFile: async () => key }, resolved);
    const chosen = (await call('choose-file', { purpose: 'identity' })) as {
      value: { ticket: string };
    };
    expect(await call('resolve-host', { text: 'old' })).toMatchObject({
      value: { endpoint: { identityFiles: [chosen.value.ticket] } },
    });
  });
});

describe('the agent that is asked for its keys', () => {
  it('is named by ticket', async () => {
    const { call, passedOn, tickets } = open();
    await call('list-agent-keys', { agent: tickets.issue('agent', socket).ticket });
    expect(passedOn).toEqual([['list-agent-keys', { agent: socket }]]);
  });

  it('is that of the system where none is named', async () => {
    const { call, passedOn } = open();
    await call('list-agent-keys', {});
    expect(passedOn).toEqual([['list-agent-keys', {}]]);
  });

  it('is refused as a path and by the ticket of a key file', async () => {
    const { call, passedOn, tickets } = open();
    expect(await call('list-agent-keys', { agent: socket })).toEqual(refused);
    const { ticket } = tickets.issue('identity', key);
    expect(await call('list-agent-keys', { agent: ticket })).toEqual(refused);
    expect(passedOn).toEqual([]);
  });
});
