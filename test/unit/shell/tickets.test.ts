import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTickets } from '../../../electron/shell/tickets';

const path = join('/somewhere', 'backup.eppb');
const refused = expect.objectContaining({
  failure: expect.objectContaining({ code: 'contract.bad-input' }),
});

describe('a ticket', () => {
  it('stands for a path and tells the page only its last part', () => {
    const tickets = createTickets();
    const chosen = tickets.issue('inspect', path);
    expect(chosen.name).toBe('backup.eppb');
    expect(JSON.stringify(chosen)).not.toContain('somewhere');
    expect(tickets.redeem('inspect', chosen.ticket)).toBe(path);
  });

  it('is good more than once, because a person may try again', () => {
    const tickets = createTickets();
    const { ticket } = tickets.issue('identity', path);
    expect([tickets.redeem('identity', ticket), tickets.redeem('identity', ticket)]).toEqual([
      path,
      path,
    ]);
  });

  it('opens nothing else than it was made for', () => {
    const tickets = createTickets();
    const { ticket } = tickets.issue('inspect', path);
    expect(() => tickets.redeem('place', ticket)).toThrow(refused);
  });

  it('cannot be made up', () => {
    expect(() => createTickets().redeem('inspect', 't-00')).toThrow(refused);
    expect(() => createTickets().redeem('inspect', path)).toThrow(refused);
  });

  it('ends after its lifetime', () => {
    let now = 0;
    const tickets = createTickets(() => now, 1000);
    const { ticket } = tickets.issue('inspect', path);
    now = 999;
    expect(tickets.redeem('inspect', ticket)).toBe(path);
    now = 1000;
    expect(() => tickets.redeem('inspect', ticket)).toThrow(refused);
  });

  it('gives way to newer ones', () => {
    const tickets = createTickets(Date.now, 1000, 2);
    const [first, , last] = [1, 2, 3].map((n) => tickets.issue('inspect', `${path}${n}`));
    expect(() => tickets.redeem('inspect', first?.ticket ?? '')).toThrow(refused);
    expect(tickets.redeem('inspect', last?.ticket ?? '')).toBe(`${path}3`);
  });
});
