import { describe, expect, it } from 'vitest';
import { openHandlers as open, refused } from './open-handlers';

describe('the shell, on the way back', () => {
  it('saves the way back and the reminder each with its own ticket', async () => {
    const { call, passedOn, tickets } = open();
    const ticket = (use: 'place-way-back' | 'place-reminder') => tickets.issue(use, `/home/${use}`);
    const other = { file: { ticket: ticket('place-reminder').ticket } };
    expect(await call('save-way-back', { id: 'm-1', format: 'html', ...other })).toEqual(refused);
    const file = { ticket: ticket('place-way-back').ticket };
    await call('save-way-back', { id: 'm-1', format: 'html', file });
    await call('save-reminder', { id: 'm-1', file: { ticket: ticket('place-reminder').ticket } });
    expect(passedOn).toEqual([
      ['save-way-back', { id: 'm-1', format: 'html', file: { path: '/home/place-way-back' } }],
      ['save-reminder', { id: 'm-1', file: { path: '/home/place-reminder' } }],
    ]);
  });

  it('prints the way back as the engine makes it, and opens what a migration keeps', async () => {
    const printed: string[] = [];
    const opened: string[] = [];
    const { call } = open(
      {
        print: async (html) => printed.push(html) > 0,
        openDocument: async (id, document) => void opened.push(`${id} ${document}`),
      },
      { html: '<h1>back</h1>' },
    );
    expect(await call('print-way-back', { id: 'm-1' })).toEqual({
      ok: true,
      value: { printed: true },
    });
    await call('open-document', { id: 'm-1', document: 'reminder' });
    expect(await call('open-document', { id: 'm-1', document: '../x' })).toEqual(refused);
    expect({ printed, opened }).toEqual({ printed: ['<h1>back</h1>'], opened: ['m-1 reminder'] });
  });
});
