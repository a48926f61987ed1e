import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { profileHash } from '../../../electron/engine/appliance/load-profile';
import { profileWords as words } from '../../../renderer/words/en-profiles';
import reference from '../../../resources/profiles/reference.json';
import { begin, go, openFile, openPage, press, put, saved, tab } from './open-profiles';

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
