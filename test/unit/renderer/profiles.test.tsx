import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { profileHash } from '../../../electron/engine/appliance/load-profile';
import { profileHandlers } from '../../../electron/engine/appliance/profile-handlers';
import { profileWords as words } from '../../../renderer/words/en-profiles';
import reference from '../../../resources/profiles/reference.json';
import { readJsonc } from '../../../shared/read-jsonc';
import { openWindow, refuse } from './open-window';
import { connectingQuestions } from './script-questions';
import { testAsking, testPassed } from './test-states';

/** The engine itself says what is right and what is read. */
const engine = profileHandlers({
  write: async () => undefined,
  tryProfile: () => 'test-1',
  tell: () => undefined,
});
const place = { 'choose-place': { ticket: 't-place', name: 'mine.jsonc' } };

async function openPage(answers = {}) {
  const opened = await openWindow(undefined, {
    'profile-facts': engine['profile-facts'],
    'profile-template': engine['profile-template'],
    'check-profile': engine['check-profile'],
    'read-profile-answer': engine['read-profile-answer'],
    'list-connections': { connections: [], keeping: 'yes' },
    ...answers,
  });
  await opened.user.click(screen.getByRole('button', { name: /^Write a profile/ }));
  return opened;
}

async function begin(answers = {}) {
  const opened = await openPage(answers);
  put(words.beginName, 'mine');
  await opened.user.click(screen.getByRole('button', { name: words.begin }));
  await screen.findByRole('heading', { name: words.deskTitle('mine.jsonc') });
  return opened;
}

async function openFile(profile: unknown, answers = {}) {
  const text = typeof profile === 'string' ? profile : JSON.stringify(profile);
  const opened = await openPage({
    'choose-file': { ticket: 't-1', name: 'mine.json' },
    'read-profile': { text, seal: 'seal-1' },
    ...answers,
  });
  await opened.user.click(screen.getByRole('button', { name: words.choose }));
  await screen.findByRole('heading', { name: words.deskTitle('mine.json') });
  return opened;
}

type Opened = Awaited<ReturnType<typeof openPage>>;
const tab = (name: string) => screen.getByRole('tab', { name: new RegExp(`^${name} `) });
const go = ({ user }: Opened, name: string) => user.click(tab(name));
/** Puts a text in the place of what a field holds, at once: a large page is drawn anew for each change. */
const put = (label: string, text: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
};
const press = ({ user }: Opened, name: string) => user.click(screen.getByRole('button', { name }));
/** The profile as it would be saved now. */
const saved = (opened: Opened) =>
  Object(readJsonc(Object(opened.asked('check-profile').at(-1)?.input).text));

describe('a profile', () => {
  it('wants a name before it begins', async () => {
    const opened = await openPage();
    await press(opened, words.begin);
    expect(screen.getByText(words.nameMissing)).toBeVisible();
    expect(opened.asked('profile-template')).toEqual([]);
  });

  it('says of each operation how it is done, and of one without a command what it would have to tell', async () => {
    const opened = await begin();
    expect(tab('identity')).toHaveTextContent(words.standing.command);
    expect(tab('disk')).toHaveTextContent(words.standing.needed);
    expect(tab('machine')).toHaveTextContent(words.standing.person);
    await go(opened, 'disk');
    expect(screen.getByText(words.absent)).toBeVisible();
    expect(screen.getByText('freeBytes')).toBeVisible();
    await press(opened, words.write);
    put(words.words, 'acme\nshow\nstorage of\n');
    expect(await screen.findByText("acme show 'storage of'")).toBeVisible();
    expect(saved(opened).operations.disk.words).toEqual(['acme', 'show', 'storage of']);
    await press(opened, words.remove);
    expect(screen.getByText(words.absent)).toBeVisible();
  });

  it('shows the line with other values than the made-up ones', async () => {
    const opened = await openFile(reference);
    await go(opened, 'hash');
    put(words.valueOf('file'), "/b/it's");
    expect(await screen.findByText(/'\/b\/it'\\''s'/)).toBeVisible();
  });

  it('shows no value of a secret and never runs what changes something', async () => {
    const opened = await openFile(reference);
    await go(opened, 'importBackup');
    expect(screen.queryByLabelText(words.valueOf('key'))).toBeNull();
    expect(screen.getByText(new RegExp(words.lineSecret))).toHaveTextContent('{key}');
    expect(screen.getByText(words.neverRun)).toBeVisible();
    expect(screen.queryByRole('button', { name: words.run })).toBeNull();
  });

  it('tells a fault beside what it is about, until it is mended', async () => {
    const opened = await begin();
    await go(opened, 'disk');
    await press(opened, words.write);
    await opened.user.selectOptions(screen.getByLabelText(words.reads), 'regex');
    put(words.patterns, '(?P<sizeBytes>x');
    expect(await screen.findByText(/missing closing \)/)).toBeVisible();
    expect(screen.getByLabelText(words.patterns)).toBeInvalid();
    expect(tab('disk')).toHaveTextContent(words.standing.faults(1));
    expect(screen.getByRole('button', { name: words.export })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await go(opened, 'network');
    await press(opened, words.nextFault);
    expect(tab('disk')).toHaveAttribute('aria-selected', 'true');
    put(words.patterns, '(?P<sizeBytes>\\d+) (?P<free>\\d+)');
    expect(await screen.findByText(/Nothing gives the field “freeBytes”/)).toBeVisible();
    put(words.fieldFrom('freeBytes'), 'free');
    expect(await screen.findByText(words.valid, { exact: false })).toBeVisible();
    expect(tab('disk')).toHaveTextContent(words.standing.command);
  });

  it('takes words, units and constants of a field, and writes them as short as they can be', async () => {
    const opened = await openFile(reference);
    await go(opened, 'backup');
    await press(opened, words.moreOf('state'));
    put(words.meant, 'finished = ready\nhalf = way = generating');
    put(words.otherwise, 'failed');
    put(words.fieldFrom('state'), 'phase');
    const rule = {
      from: 'phase',
      words: { finished: 'ready', 'half = way': 'generating' },
      otherwise: 'failed',
    };
    await waitFor(() => expect(saved(opened).operations.backup.fields?.state).toEqual(rule));
    put(words.otherwise, 'nearly');
    expect(await screen.findByText(/“nearly” is no word of ours/)).toBeVisible();
    put(words.otherwise, '');
    put(words.meant, '');
    await waitFor(() => expect(saved(opened).operations.backup.fields).toEqual({ state: 'phase' }));
    put(words.fieldFrom('state'), '');
    await waitFor(() => expect(saved(opened).operations.backup).not.toHaveProperty('fields'));
    expect(await screen.findByText(words.valid, { exact: false })).toBeVisible();
  });

  it('takes texts and exit codes that mean a failure, of all operations and of one', async () => {
    const opened = await begin();
    await go(opened, words.general);
    put(words.exits, '5 = busy');
    put(words.failures, 'busy = appliance.busy');
    await press(opened, words.addError);
    put(words.errorPattern(1), '(?i)no room');
    await opened.user.selectOptions(screen.getByLabelText(words.errorCode(1)), 'transfer.no-space');
    await go(opened, 'identity');
    await opened.user.click(screen.getByText(words.failing));
    put(words.okExits, '0, 3');
    put(words.timeoutSeconds, '9');
    await waitFor(() =>
      expect(saved(opened)).toMatchObject({
        exits: { 5: 'busy' },
        failures: { busy: 'appliance.busy' },
        errors: [{ pattern: '(?i)no room', failure: 'transfer.no-space' }],
        operations: { identity: { okExits: [0, 3], timeoutSeconds: 9 } },
      }),
    );
    put(words.timeoutSeconds, 'soon');
    expect(await screen.findByText(/"soon" has another type/)).toBeVisible();
    await go(opened, words.general);
    await press(opened, words.removeError(1));
    expect(screen.queryByLabelText(words.errorPattern(1))).toBeNull();
  });

  it('can be written as text; what is no JSON is told with its place everywhere', async () => {
    const opened = await openFile('{\n  "name" "mine"\n}');
    expect(tab(words.whole)).toHaveTextContent(words.standing.broken);
    await go(opened, 'identity');
    expect(screen.getByText(words.brokenTitle)).toBeVisible();
    await press(opened, words.toWhole);
    const file = screen.getByLabelText(words.wholeText);
    expect(file).toHaveAccessibleDescription(words.brokenAt(2, 10, 'a colon is missing here'));
    put(words.wholeText, JSON.stringify({ ...reference, colour: 'red' }));
    expect(await screen.findByText(/There is no such member/)).toBeVisible();
    await press(opened, words.nextFault);
    expect(screen.getByText(words.otherFaults)).toBeVisible();
  });

  it('says that a hash is that of another content, and takes it out', async () => {
    const sha256 = profileHash(reference);
    const opened = await openFile({ ...reference, name: 'other', sha256 });
    expect(screen.getByText(words.staleTitle)).toBeVisible();
    await press(opened, words.dropHash);
    await screen.findByText(words.unsaved, { exact: false });
    await waitFor(() => expect(screen.queryByText(words.staleTitle)).toBeNull());
    expect(saved(opened)).not.toHaveProperty('sha256');
  });
});

describe('an answer that is pasted', () => {
  it('is read as a migration would read it, or said to be none with its code', async () => {
    const opened = await openFile(reference);
    await go(opened, 'database');
    put(words.pasted, '{"bytes":5}');
    const row = await screen.findByRole('row', { name: /^bytes/ });
    expect(within(row).getAllByText('5')).toHaveLength(2);
    expect(screen.getByText(words.read)).toBeVisible();
    put(words.pasted, '{"bytes":"five"}');
    expect(await screen.findByText('appliance.answer-unreadable')).toBeVisible();
    put(words.exitCode, '300');
    expect(screen.getByText(words.exitBad)).toBeVisible();
    expect(screen.queryByText('appliance.answer-unreadable')).toBeNull();
  });

  it('is not tried while its operation has faults', async () => {
    const { database } = reference.operations;
    const faulty = { ...reference.operations, database: { ...database, reads: 'tea leaves' } };
    const opened = await openFile({ ...reference, operations: faulty });
    await go(opened, 'database');
    put(words.pasted, '{"bytes":5}');
    expect(await screen.findByText('profile.invalid')).toBeVisible();
  });
});

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
