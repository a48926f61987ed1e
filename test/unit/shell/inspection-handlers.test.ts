import { describe, expect, it } from 'vitest';
import { openHandlers as open, refused } from './open-handlers';

describe('the shell, where files are looked into,', () => {
  it('puts paths in the place of tickets where a file is looked into', async () => {
    const { call, passedOn, tickets } = open();
    const { ticket } = tickets.issue('inspect', '/far/away/old.eppb');
    const kit = tickets.issue('kit', '/far/away/kit.pdf').ticket;
    const place = tickets.issue('place-inspection', '/far/away/report.html').ticket;
    await call('start-inspection', { file: { ticket }, target: ' 2604 ' });
    await call('start-inspection', { file: { ticket }, key: { kit: { ticket: kit } } });
    await call('start-inspection', { file: { ticket }, key: { secret: 'K7QM' } });
    await call('save-inspection', { id: 'i-1', format: 'html', file: { ticket: place } });
    const file = { path: '/far/away/old.eppb' };
    expect(passedOn.map(([, input]) => input)).toEqual([
      { file, target: '2604' },
      { file, key: { kit: { path: '/far/away/kit.pdf' } } },
      { file, key: { secret: 'K7QM' } },
      { id: 'i-1', format: 'html', file: { path: '/far/away/report.html' } },
    ]);
    // A kit is not a backup, and a place to save at is good once.
    expect(await call('start-inspection', { file: { ticket: kit } })).toEqual(refused);
    const again = { id: 'i-1', format: 'html', file: { ticket: place } };
    expect(await call('save-inspection', again)).toEqual(refused);
  });

  it('gives files that were opened from outside as tickets', async () => {
    const { call, tickets } = open({ takeOpened: () => ['/home/me/mailed.eppb'] });
    const reply = await call('take-opened', {});
    expect(reply).toEqual({
      ok: true,
      value: [{ ticket: expect.any(String), name: 'mailed.eppb' }],
    });
    const [{ ticket }] = (reply as { value: [{ ticket: string }] }).value;
    expect(tickets.redeem('inspect', ticket)).toBe('/home/me/mailed.eppb');
  });

  it.each([0, 65_537, 1.5])('reads no %s bytes at once', async (length) => {
    const { call, passedOn } = open();
    expect(await call('read-bytes', { id: 'i-1', offset: 0, length })).toEqual(refused);
    expect(passedOn).toEqual([]);
  });
});
