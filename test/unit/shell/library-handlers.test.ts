import { describe, expect, it } from 'vitest';
import { openHandlers, refused } from './open-handlers';

describe('the shell, of a library', () => {
  it('opens a row of a library by a ticket for its file', async () => {
    const { call, tickets } = openHandlers({}, { path: '/far/away/old.eppb' });
    const opened = await call('open-library-row', { id: 'library-1', row: 7 });
    expect(opened).toEqual({ ok: true, value: { ticket: expect.any(String), name: 'old.eppb' } });
    const { ticket } = (opened as { value: { ticket: string } }).value;
    expect(tickets.redeem('inspect', ticket)).toBe('/far/away/old.eppb');
  });

  it('lists a folder that was chosen for that, and no other', async () => {
    const { call, passedOn, tickets } = openHandlers();
    const { ticket } = tickets.issue('library', '/srv/backups');
    await call('start-library', { folder: { ticket } });
    expect(passedOn).toEqual([['start-library', { folder: { path: '/srv/backups' } }]]);
    const other = tickets.issue('inspect', '/srv/backups');
    expect(await call('start-library', { folder: { ticket: other.ticket } })).toEqual(refused);
  });

  it.each([
    ['start-library', { folder: { path: '/etc' } }],
    ['save-library', { id: 'library-1', file: { path: '/etc/cron.d/x' } }],
    ['library-path', { id: 'library-1', row: 0 }],
  ])('refuses in %s what names a path', async (command, input) => {
    const { call, passedOn } = openHandlers();
    expect(await call(command, input)).toEqual(refused);
    expect(passedOn).toEqual([]);
  });
});
