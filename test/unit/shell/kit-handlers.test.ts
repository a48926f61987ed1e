import { describe, expect, it } from 'vitest';
import { openHandlers as open, refused } from './open-handlers';

describe('the shell and a recovery kit', () => {
  it('reads a kit by its ticket, which opens nothing else', async () => {
    const { call, passedOn } = open({ chooseFile: async () => '/stick/kit.pdf' });
    const chosen = await call('choose-file', { purpose: 'kit' });
    const kit = { ticket: (chosen as { value: { ticket: string } }).value.ticket };
    const answerWith = (given: object) =>
      call('answer-question', { id: 'm-1', questionId: 'q-1', answer: given });
    await answerWith({ kind: 'enter-key', kit });
    expect(passedOn).toEqual([
      [
        'answer-question',
        {
          ...{ id: 'm-1', questionId: 'q-1' },
          answer: { kind: 'enter-key', kit: { path: '/stick/kit.pdf' } },
        },
      ],
    ]);
    expect(await call('start-inspection', { file: kit })).toMatchObject(refused);
    expect(await answerWith({ kind: 'save-key', kit: { path: '/etc/passwd' } })).toMatchObject(
      refused,
    );
  });

  it('copies and prints the key without the page seeing it', async () => {
    const seen: string[] = [];
    const { call, passedOn } = open(
      {
        copyText: async (text) => void seen.push(text),
        print: async (html, paper) => seen.push(html, paper) > 0,
      },
      { key: 'THE-KEY', html: '<p>THE-KEY</p>' },
    );
    expect(await call('copy-key', { id: 'm-1' })).toEqual({ ok: true, value: null });
    expect(await call('print-kit', { id: 'm-1', language: 'de', paper: 'Letter' })).toEqual({
      ok: true,
      value: { printed: true },
    });
    expect(seen).toEqual(['THE-KEY', '<p>THE-KEY</p>', 'Letter']);
    expect(passedOn.map(([command]) => command)).toEqual(['reveal-key', 'kit-page']);
    expect(await call('kit-page', { id: 'm-1' })).toMatchObject(refused);
  });

  it('prints once at a time', async () => {
    let finish = (_printed: boolean): void => undefined;
    const { call } = open(
      { print: () => new Promise((resolve) => (finish = resolve)) },
      { html: '<p>kit</p>' },
    );
    const first = call('print-kit', { id: 'm-1' });
    await new Promise(setImmediate);
    expect(await call('print-kit', { id: 'm-1' })).toMatchObject({
      failure: { code: 'kit.no-printer' },
    });
    finish(false);
    expect(await first).toEqual({ ok: true, value: { printed: false } });
  });
});
