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
    expect(() => tickets.redeem('place-plan', ticket)).toThrow(refused);
  });

  it('for a place to save at is good once, and for what is saved alone', () => {
    const tickets = createTickets();
    const { ticket } = tickets.issue('place-kit', path);
    expect(() => tickets.redeem('place-findings', ticket)).toThrow(refused);
    expect(tickets.redeem('place-kit', ticket)).toBe(path);
    expect(() => tickets.redeem('place-kit', ticket)).toThrow(refused);
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

  it('is the same for the same path and use, and begins its lifetime anew', () => {
    let now = 0;
    const tickets = createTickets(() => now, 1000);
    const first = tickets.issue('identity', path);
    expect(tickets.issue('agent', path).ticket).not.toBe(first.ticket);
    expect(tickets.issue('identity', `${path}2`).ticket).not.toBe(first.ticket);
    now = 999;
    expect(tickets.issue('identity', path)).toEqual(first);
    now = 1998;
    expect(tickets.redeem('identity', first.ticket)).toBe(path);
    now = 1999;
    const second = tickets.issue('identity', path);
    expect(second.ticket).not.toBe(first.ticket);
    expect(() => tickets.redeem('identity', first.ticket)).toThrow(refused);
    expect(tickets.redeem('identity', second.ticket)).toBe(path);
  });

  it('counts as new when it is issued again', () => {
    const tickets = createTickets(Date.now, 1000, 2);
    const first = tickets.issue('inspect', path);
    const second = tickets.issue('inspect', `${path}2`);
    tickets.issue('inspect', path);
    tickets.issue('inspect', `${path}3`);
    expect(tickets.redeem('inspect', first.ticket)).toBe(path);
    expect(() => tickets.redeem('inspect', second.ticket)).toThrow(refused);
    // What gave way is forgotten as a whole.
    expect(tickets.issue('inspect', `${path}2`).ticket).not.toBe(second.ticket);
  });

  it('outlives the key files and agents of 1000 saved connections by four jump hosts', () => {
    const tickets = createTickets();
    const { ticket } = tickets.issue('identity', path);
    for (let n = 1; n < 1000 * 5 * 11; n += 1) tickets.issue('identity', `${path}${n}`);
    expect(tickets.redeem('identity', ticket)).toBe(path);
    for (let n = 0; n < 20_000; n += 1) tickets.issue('identity', `other ${n}`);
    expect(() => tickets.redeem('identity', ticket)).toThrow(refused);
  });
});
