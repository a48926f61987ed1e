import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../renderer/store';
import { frameWords } from '../../../renderer/words/en';
import {
  fitFieldWords,
  inspectWords,
  keyPartWords,
  saveInspectionWords,
} from '../../../renderer/words/en-inspect';
import { proofWords } from '../../../renderer/words/en-key';
import type { Fit, Inspection } from '../../../shared/inspection';
import type { KeyCheck } from '../../../shared/sidecar';
import { fitWords, keyVerdictWords, verdictWords } from '../../../shared/words/inspection';
import { findingWords } from '../../../shared/words/inspection-findings';
import { doneRun, opaqueFound, practiceFound } from './inspections';
import { openInspect as open } from './open-inspect';
import { refuse } from './open-window';

const id = 'inspection-1';

/** A promise that the test settles. */
function later<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe('while a file is read', () => {
  it('shows at once what its beginning is, how far it is, and can be stopped', async () => {
    const { choose, pushInspection, press, asked } = await open();
    await choose();
    expect(asked('start-inspection')[0]?.input).toEqual({ file: { ticket: 't-1' }, target: '' });
    expect(screen.getByText(inspectWords.reading('old.eppb'))).toBeVisible();
    const { hashes: _, ...first } = opaqueFound;
    await pushInspection({
      ...doneRun(first),
      ...{ stage: 'reading', read: 70_000_000, total: 250_000_000 },
    });
    expect(screen.getByText(verdictWords(first))).toBeVisible();
    expect(screen.getByText(inspectWords.read('70.0 MB', '250 MB'))).toBeVisible();
    expect(screen.getByText(inspectWords.noHashes)).toBeVisible();
    expect(screen.queryByText(saveInspectionWords.title)).toBeNull();
    await press(inspectWords.cancel);
    expect(asked('cancel-inspection')[0]?.input).toEqual({ id });
    await pushInspection({ ...doneRun(first), stage: 'cancelled', read: 80_000_000 });
    expect(screen.getByRole('button', { name: inspectWords.again })).toHaveFocus();
    expect(screen.getByText(inspectWords.cancelledWhy('80.0 MB', '250 MB'))).toBeVisible();
    expect(screen.getByText(verdictWords(first))).toBeVisible();
    await press(inspectWords.again);
    expect(asked('start-inspection')).toHaveLength(2);
  });

  it('takes another file that is dropped, and forgets the first', async () => {
    const { choose, pushInspection, drop, asked } = await open();
    await choose();
    await drop('other.eppb');
    expect(asked('end-inspection')[0]?.input).toEqual({ id });
    expect(asked('start-inspection')[1]?.input).toMatchObject({ file: { ticket: 'dropped' } });
    expect(screen.getByText(inspectWords.reading('other.eppb'))).toBeVisible();
    // What still comes of the first one is nobody's.
    await pushInspection(doneRun(practiceFound, 'inspection-1'));
    expect(screen.queryByText(verdictWords(practiceFound))).toBeNull();
    await pushInspection(doneRun(opaqueFound, 'inspection-2'));
    expect(screen.getByText(verdictWords(opaqueFound))).toBeVisible();
  });

  it('does not lose a push that comes before the answer', async () => {
    const late = later<{ id: string }>();
    const { choose, pushInspection } = await open({ 'start-inspection': () => late.promise });
    await choose();
    await pushInspection(doneRun(practiceFound, 'inspection-9'));
    await act(async () => late.resolve({ id: 'inspection-9' }));
    expect(screen.getByText(verdictWords(practiceFound))).toBeVisible();
  });

  it('ends what was begun for a file that is not wanted any more', async () => {
    const late = later<{ id: string }>();
    const starts = [late.promise, { id: 'inspection-2' }];
    const { choose, drop, asked } = await open({ 'start-inspection': () => starts.shift() });
    await choose();
    await drop('other.eppb');
    await act(async () => late.resolve({ id: 'inspection-1' }));
    expect(asked('end-inspection')).toEqual([{ command: 'end-inspection', input: { id } }]);
  });

  it('goes on while the person is elsewhere', async () => {
    const { choose, pushInspection, press, asked } = await open();
    await choose();
    await press(frameWords.backHome);
    await pushInspection(doneRun(practiceFound));
    act(() => useApp.setState({ place: { at: 'inspect' } }));
    expect(screen.getByText(verdictWords(practiceFound))).toBeVisible();
    expect(asked('end-inspection')).toEqual([]);
  });

  it('says why a file cannot be read', async () => {
    const { choose, pushInspection } = await open();
    await choose();
    await pushInspection({
      ...{ id, stage: 'failed', name: 'old.eppb', read: 0, total: 0 },
      failure: { code: 'file.not-a-file', facts: { file: 'old.eppb', seen: 'a folder' } },
    });
    expect(screen.getByRole('alert')).toHaveTextContent('This is not a file');
    expect(screen.getByRole('button', { name: inspectWords.again })).toBeVisible();
  });

  it('says why reading could not even begin', async () => {
    const { choose } = await open({ 'start-inspection': refuse('internal.unexpected') });
    await choose();
    expect(screen.getByRole('alert')).toBeVisible();
  });
});

it('opens a file that was given from outside, also while the window is open', async () => {
  const opened = [[{ ticket: 't-7', name: 'mailed.eppb' }], []];
  const { asked, tell } = await open({ 'take-opened': () => opened.shift() ?? [] });
  expect(asked('start-inspection')[0]?.input).toMatchObject({ file: { ticket: 't-7' } });
  expect(screen.getByText(inspectWords.reading('mailed.eppb'))).toBeVisible();
  act(() => useApp.setState({ place: { at: 'home' } }));
  opened.unshift([{ ticket: 't-8', name: 'second.eppb' }]);
  await tell('file-opened', null);
  expect(screen.getByText(inspectWords.reading('second.eppb'))).toBeVisible();
});

describe('what was found', () => {
  it('has each finding with its advice, and copies a hash', async () => {
    const { read, asked, user } = await open();
    await read(opaqueFound);
    const list = screen.getByRole('list', { name: inspectWords.findings });
    for (const finding of opaqueFound.findings) {
      const { says, advice } = findingWords(finding);
      expect(within(list).getByText(says)).toBeVisible();
      if (advice !== '') expect(within(list).getByText(advice)).toBeVisible();
    }
    const name = inspectWords.copyHash(inspectWords.hashNames.sha1);
    await user.click(screen.getByRole('button', { name }));
    expect(asked('copy-text')[0]?.input).toEqual({ text: 'cd'.repeat(20) });
  });

  it('is judged for the server that is entered', async () => {
    const { read, press, user, asked, pushInspection } = await open();
    await read(practiceFound);
    expect(screen.getByText(fitFieldWords.none)).toBeVisible();
    await user.type(screen.getByLabelText(fitFieldWords.label), ' 2604 {Enter}');
    expect(asked('fit-inspection')[0]?.input).toEqual({ id, target: '2604' });
    const fit: Fit = {
      ...({ target: '2604', source: '5.2.0.6', verdict: 'refused', rule: 'x' } as const),
      ...({ reason: 'They differ.', instead: 'Make another.', confidence: 'high' } as const),
      documented: ['A'],
    };
    await pushInspection(doneRun({ ...practiceFound, fit }));
    expect(
      screen.getByText(fitFieldWords.judged('5.2.0.6', '2604', fitWords.refused)),
    ).toBeVisible();
    expect(screen.getByText('Make another.')).toBeVisible();
    // The next file is judged for the same server.
    await press(inspectWords.another);
    expect(asked('start-inspection')[1]?.input).toMatchObject({ target: '2604' });
  });

  it('is saved as a page or as JSON where the person says', async () => {
    const place = { ticket: 'p-1', name: 'report.html' };
    const { read, press, asked } = await open({ 'choose-place': place });
    await read(practiceFound);
    await press(saveInspectionWords.saveAs.html);
    expect(asked('choose-place')[0]?.input).toMatchObject({ purpose: 'inspection' });
    expect(asked('save-inspection')[0]?.input).toEqual({
      ...{ id, format: 'html', file: { ticket: 'p-1' } },
    });
    expect(screen.getByText(saveInspectionWords.saved('report.html'))).toBeVisible();
  });
});

describe('a key', () => {
  const sealed: Inspection = { ...practiceFound, layers: [{ container: 'practice-v2' }] };
  const keyCheck: KeyCheck = {
    ...({ algorithm: 'scrypt', N: 16_384, r: 8, p: 1 } as const),
    ...{ salt: '00'.repeat(16), value: '00'.repeat(32) },
  };
  const withManifest: Inspection = {
    ...opaqueFound,
    sidecar: {
      ...{ file: 'same', differs: [] },
      manifest: {
        sidecar: 1,
        backup: { name: 'epp-old', id: 'b-1', description: '' },
        server: {
          ...{ product: 'Endpoint Protector', version: '5.2.0.6', hostname: 'OLD-EPP' },
          ...{ machineId: 'm', address: '10.0.0.20' },
        },
        file: { name: 'from-the-portal.eppb', size: 1, sha256: 'ab'.repeat(32) },
        times: { created: 'x', downloaded: '2026-11-26T02:10:00.000Z' },
        writtenBy: { program: 'test', computer: 'desk-7' },
        keyCheck,
      },
    },
  };

  it('is held against the check value beside the file', async () => {
    const verdicts = ['wrong', 'right'];
    const { read, user, press, asked } = await open({
      'check-key': () => ({ verdict: verdicts.shift() }),
    });
    await read(withManifest);
    await user.type(screen.getByLabelText(proofWords.type), 'K7QM');
    await press(keyPartWords.check);
    expect(await screen.findByText(keyVerdictWords.wrong)).toBeVisible();
    await press(keyPartWords.check);
    expect(await screen.findByText(keyVerdictWords.right)).toBeVisible();
    expect(asked('check-key')[0]?.input).toEqual({ file: { ticket: 't-1' }, secret: 'K7QM' });
    expect(screen.queryByRole('button', { name: keyPartWords.open })).toBeNull();
  });

  it('opens a practice backup, and does not stay in the page', async () => {
    const { read, user, press, asked } = await open();
    await read(sealed);
    await user.type(screen.getByLabelText(proofWords.type), 'K7QM2X9R');
    await press(keyPartWords.open);
    expect(asked('start-inspection')[1]?.input).toEqual({
      ...{ file: { ticket: 't-1' }, target: '', key: { secret: 'K7QM2X9R' } },
    });
    expect(JSON.stringify(useApp.getState())).not.toContain('K7QM');
    expect(document.body.innerHTML).not.toContain('K7QM');
    expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
  });

  it('is not asked for where nothing could be done with it', async () => {
    const { read } = await open();
    await read(opaqueFound);
    expect(screen.queryByLabelText(proofWords.type)).toBeNull();
  });
});
