import { describe, expect, it } from 'vitest';
import { openHandlers as open, refused } from './open-handlers';

const endpoint = { host: '10.0.0.1', user: 'root' };

describe('the shell', () => {
  it('saves a profile in a place that was chosen, and from then on in that file', async () => {
    const { call, passedOn, tickets } = open({}, { path: '/home/me/mine.jsonc', seal: 's' });
    const { ticket } = tickets.issue('place-profile', '/home/me/mine.jsonc');
    const inFile = { text: '{}', file: { ticket } };
    expect(await call('save-profile', { ...inFile, seal: 's' })).toEqual(refused);
    const saved = await call('save-profile', inFile);
    expect(await call('save-profile', inFile)).toEqual(refused);
    const { ticket: again } = (saved as { value: { ticket: string } }).value;
    await call('save-profile', { text: '{ }', file: { ticket: again }, seal: 's' });
    expect(passedOn).toEqual([
      ['save-profile', { text: '{}', file: { path: '/home/me/mine.jsonc' } }],
      ['save-profile', { text: '{ }', file: { path: '/home/me/mine.jsonc' }, seal: 's' }],
    ]);
    expect(await call('export-profile', { text: '{}', file: { ticket: again } })).toEqual(refused);
  });

  it('tries a profile only when its person was shown what would run, and where', async () => {
    const command = (operation: string, changes: boolean) => ({
      ...{ operation, needed: true },
      told: { command: `do ${operation}`, changes, reads: 'json', secret: false },
    });
    const commands = [command('disk', false), command('powerOff', true), command('hash', false)];
    const says = { id: 'test-1', commands, probes: ['echo x'] };
    const shown: unknown[] = [];
    let wanted = false;
    const { call, passedOn } = open(
      {
        confirmTrial: async (...what) => {
          shown.push(what);
          return wanted;
        },
      },
      says,
    );
    const input = { text: '{}', endpoint };
    expect(await call('try-profile', { ...input, operation: 'disk' })).toEqual({
      ...{ ok: true, value: null },
    });
    wanted = true;
    await call('try-profile', input);
    expect(shown).toEqual([
      ['root@10.0.0.1:22', ['echo x', 'do disk']],
      ['root@10.0.0.1:22', ['echo x', 'do disk', 'do hash']],
    ]);
    expect(passedOn.map(([name]) => name)).toEqual([
      ...['check-profile', 'check-profile', 'try-profile'],
    ]);
  });
});
