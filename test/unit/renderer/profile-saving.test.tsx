import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { profileWords as words } from '../../../renderer/words/en-profiles';
import reference from '../../../resources/profiles/reference.json';
import { begin, go, openFile, place, press, put } from './open-profiles';
import { refuse } from './open-window';
import { connectingQuestions } from './script-questions';
import { testAsking, testPassed } from './test-states';

describe('saving a profile', () => {
  it('asks for a place, and from then on writes into that file what it was told of', async () => {
    let seal = 0;
    const opened = await begin({
      ...place,
      'save-profile': () => ({ path: '/p/mine.jsonc', seal: `s-${++seal}`, ticket: 't-own' }),
    });
    await press(opened, words.save);
    expect(await screen.findByText(words.saved('/p/mine.jsonc'), { exact: false })).toBeVisible();
    expect(opened.asked('choose-place')[0]?.input).toEqual({
      ...{ purpose: 'profile', suggestedName: 'mine.jsonc' },
    });
    expect(opened.asked('save-profile')[0]?.input).toMatchObject({ file: { ticket: 't-place' } });
    put(words.words, 'other');
    expect(screen.getByText(words.unsaved, { exact: false })).toBeVisible();
    await opened.user.keyboard('{Control>}s{/Control}');
    await screen.findByText(words.saved('/p/mine.jsonc'), { exact: false });
    expect(opened.asked('save-profile')[1]?.input).toMatchObject({
      ...{ file: { ticket: 't-own' }, seal: 's-1', text: expect.stringContaining('"other"') },
    });
    expect(opened.asked('choose-place')).toHaveLength(1);
    await press(opened, words.saveAs);
    expect(opened.asked('choose-place')).toHaveLength(2);
  });

  it('asks for a place anew where the file is not to be had any more', async () => {
    const opened = await openFile(reference, {
      'save-profile': (input: { readonly seal?: string }) =>
        input.seal === undefined
          ? { path: '/p/mine.json', seal: 's-2', ticket: 't-2' }
          : refuse('contract.bad-input', { where: 'file', seen: 'an expired ticket' }),
      ...place,
    });
    await press(opened, words.save);
    expect(await screen.findByText(words.saved('/p/mine.json'), { exact: false })).toBeVisible();
  });

  it('says why it was not saved, and keeps what was written', async () => {
    const opened = await openFile(reference, {
      'save-profile': refuse('file.unwritable', { file: '/p/mine.json', seen: 'EACCES' }),
    });
    await go(opened, words.general);
    put(words.product, 'Acme');
    await press(opened, words.save);
    expect(await screen.findByText(/EACCES/)).toBeVisible();
    expect(screen.getByLabelText(words.product)).toHaveValue('Acme');
  });

  it('asks before it leaves what is not saved, and keeps it while other pages are looked at', async () => {
    const opened = await openFile(reference);
    await go(opened, words.general);
    put(words.product, 'Acme');
    await press(opened, 'Back home');
    await opened.user.click(screen.getByRole('button', { name: /^Write a profile/ }));
    expect(screen.getByLabelText(words.product)).toHaveValue('Acme');
    await press(opened, words.another);
    await press(opened, words.discardNo);
    expect(screen.getByLabelText(words.product)).toHaveValue('Acme');
    await press(opened, words.another);
    await press(opened, words.discardYes);
    expect(screen.getByRole('heading', { name: words.title })).toBeVisible();
  });

  it('exports what stands there, with its hash', async () => {
    const opened = await openFile(reference, {
      ...place,
      'export-profile': { path: '/p/mine.export.json', sha256: 'abc' },
    });
    await press(opened, words.export);
    expect(opened.asked('choose-place')[0]?.input).toEqual({
      ...{ purpose: 'profile-export', suggestedName: 'mine.export.json' },
    });
    expect(await screen.findByText(/mine\.export\.json\. Hash abc/)).toBeVisible();
  });
});

describe('a trial on a server', () => {
  const counts = { operation: 'counts', command: 'eppctl counts' } as const;
  const started = async (typed = 'root@10.0.0.10') => {
    const opened = await openFile(reference, {
      'try-profile': { id: 'test-1' },
      'resolve-host': (input: { readonly text: string }) => ({
        endpoint: {
          ...{ host: '10.0.0.10', port: 22 },
          ...(input.text.includes('@') && { user: 'root' }),
        },
        ...{ identityNames: [], notes: [] },
      }),
    });
    await go(opened, 'counts');
    if (typed !== '') put(words.server, typed);
    await press(opened, words.run);
    return opened;
  };

  it('wants a server and a user', async () => {
    const opened = await started('');
    expect(screen.getByText(words.serverMissing)).toBeVisible();
    put(words.server, '10.0.0.10');
    await press(opened, words.run);
    expect(await screen.findByText(words.userMissing)).toBeVisible();
    expect(opened.asked('try-profile')).toEqual([]);
  });

  it('asks as a migration does, shows the command before its answer, and what is read', async () => {
    const opened = await started();
    expect(opened.asked('try-profile')[0]?.input).toMatchObject({
      endpoint: { host: '10.0.0.10', port: 22, user: 'root' },
      ...{ operation: 'counts', values: {} },
    });
    const test = { side: undefined, id: 'test-1' };
    const asking = testAsking('source', connectingQuestions['enter-password']);
    await opened.pushTest({ ...asking, ...test });
    expect(screen.queryByRole('tab')).toBeNull();
    await opened.pushTest({ ...asking, ...test, question: undefined });
    await opened.pushTrial({ id: 'test-1', news: { type: 'trial-begins', ...counts } });
    expect(screen.getAllByText(counts.command, { selector: 'pre' })).toHaveLength(2);
    expect(screen.getByText(words.running)).toBeVisible();
    const reading = { entries: [[{ field: 'computers', raw: '7', value: 7 }]], count: 1 };
    await opened.pushTrial({
      id: 'test-1',
      news: {
        ...{ type: 'trial-answered', ...counts, exitCode: 0, milliseconds: 12, bytes: 15 },
        ...{ stdout: '{"computers":7}', stderr: '', reading },
      },
    });
    await opened.pushTest({ ...testPassed('source'), ...test });
    expect(screen.queryByText(words.running)).toBeNull();
    expect(screen.getByText(words.ran(0, 12, 15))).toBeVisible();
    expect(screen.getByText('{"computers":7}')).toBeVisible();
    expect(screen.getByRole('row', { name: /^computers 7/ })).toBeVisible();
  });

  it('is ended when the page is left', async () => {
    const opened = await started();
    await press(opened, 'Back home');
    expect(opened.asked('end-test')[0]?.input).toEqual({ id: 'test-1' });
  });

  it('says what was left out, and what failed', async () => {
    const opened = await started();
    const about = { operation: 'counts', command: 'eppctl counts {id}' };
    const leftOut = { type: 'trial-left-out', ...about, why: 'no-value', value: 'id' } as const;
    await opened.pushTrial({ id: 'test-1', news: leftOut });
    expect(screen.getByText(words.noValueFor('id'))).toBeVisible();
    const failure = { code: 'appliance.no-answer', facts: {} } as const;
    await opened.pushTrial({ id: 'test-1', news: { type: 'trial-failed', ...about, failure } });
    expect(screen.getByRole('alert')).toHaveTextContent(/does not finish a command/);
    const other = { ...leftOut, operation: 'powerOff', why: 'changes' } as const;
    await opened.pushTrial({ id: 'test-1', news: other });
    expect(screen.queryByText(words.leftOut.changes)).toBeNull();
    await go(opened, words.general);
    expect(screen.getByText(words.leftOut.changes)).toBeVisible();
  });
});
