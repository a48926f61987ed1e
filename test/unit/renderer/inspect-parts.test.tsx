import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import {
  compareWords,
  dumpWords,
  entropyWords,
  hexWords,
  inspectWords,
  treeWords,
} from '../../../renderer/words/en-inspect';
import type { FileComparison } from '../../../shared/file-comparison';
import type { Inspection } from '../../../shared/inspection';
import { comparisonWords } from '../../../shared/words/file-comparison';
import { findingWords } from '../../../shared/words/inspection-findings';
import { doneRun, entry, manyEntries, opaqueFound, practiceFound } from './inspections';
import { openInspect as open } from './open-inspect';
import { refuse } from './open-window';

const id = 'inspection-1';

describe('the bytes of a file', () => {
  it('are shown where a finding points, with the focus there', async () => {
    const { read, user, asked } = await open();
    await read(opaqueFound);
    const [zeros] = opaqueFound.findings;
    const name = inspectWords.showBytesOf(zeros ? findingWords(zeros).says : '');
    await user.click(screen.getByRole('button', { name }));
    expect(asked('read-bytes').at(-1)?.input).toEqual({ id, offset: 200_000_000, length: 128 });
    expect(screen.getByRole('group', { name: /^Bytes 200/ })).toHaveFocus();
    expect(await screen.findByText('41', { selector: 'mark' })).toBeVisible();
  });

  it('follow the keys, and end where the file does', async () => {
    const { read, tab, user, asked } = await open();
    await read({ ...opaqueFound, size: 1000 });
    await tab(inspectWords.bytes);
    const from = () => Object(asked('read-bytes').at(-1)?.input).offset;
    screen.getByRole('group', { name: /^Bytes 0 to/ }).focus();
    await user.keyboard('{PageDown}{ArrowDown}');
    expect(from()).toBe(136);
    await user.keyboard('{End}');
    expect(from()).toBe(872);
    await user.keyboard('{PageDown}{PageUp}');
    expect(from()).toBe(744);
    await user.keyboard('{Home}');
    expect(from()).toBe(0);
  });

  it('are found by an offset, and no other text is taken for one', async () => {
    const { read, tab, user, asked } = await open();
    await read({ ...opaqueFound, size: 100_000 });
    await tab(inspectWords.bytes);
    const field = screen.getByLabelText(hexWords.offset);
    await user.type(field, '0x1000{Enter}');
    expect(asked('read-bytes').at(-1)?.input).toMatchObject({ offset: 4096 });
    await user.clear(field);
    await user.type(field, 'end{Enter}');
    expect(screen.getByText(hexWords.offsetBad)).toBeVisible();
    await user.clear(field);
    await user.type(field, '100000{Enter}');
    expect(screen.getByText(hexWords.offsetBeyond('100 000'))).toBeVisible();
    expect(asked('read-bytes').at(-1)?.input).toMatchObject({ offset: 4096 });
  });

  it('are told by a strip that says in words what it shows', async () => {
    const { read, tab, user, asked } = await open();
    await read(practiceFound);
    await tab(inspectWords.bytes);
    const strip = screen.getByRole('img', { name: /^Entropy of the file/ });
    expect(strip).toHaveAccessibleName(expect.stringContaining(entropyWords.disorder.random));
    expect(strip).toHaveAccessibleName(expect.stringContaining(entropyWords.disorder.uniform));
    await user.click(screen.getByRole('button', { name: entropyWords.show('917\u202f504') }));
    expect(asked('read-bytes').at(-1)?.input).toMatchObject({ offset: 917_504 });
  });

  it('say why they cannot be read', async () => {
    const { read, tab } = await open({ 'read-bytes': refuse('file.unreadable') });
    await read(opaqueFound);
    await tab(inspectWords.bytes);
    expect(screen.getByRole('alert')).toHaveTextContent('The file cannot be read');
  });
});

describe('another file', () => {
  const comparison: FileComparison = {
    ...{ names: ['epp-5.2.0.6-2026-11-24.eppb', 'cut.eppb'], sizes: [1_048_576, 500_000] },
    ...{ same: false, firstDifference: 500_000, beginning: 'second' },
    ...{ containers: [['gzip'], ['gzip']], versions: [undefined, undefined] },
    entries: { onlyFirst: [entry('gone.txt', 1)], onlySecond: [], changed: [], more: 0 },
    tables: [{ name: 'computers', rows: [120, undefined] }],
  };
  const cut = { ...practiceFound, name: 'cut.eppb', size: 500_000 };

  it('is read and compared once both are whole', async () => {
    const { read, tab, press, pushInspection, asked } = await open({
      'compare-files': comparison,
    });
    await read(practiceFound);
    await tab(inspectWords.compare);
    await press(compareWords.choose);
    expect(screen.getByText(compareWords.waits)).toBeVisible();
    expect(asked('compare-files')).toEqual([]);
    await pushInspection(doneRun(cut, 'inspection-2'));
    expect(asked('compare-files')[0]?.input).toEqual({ id, other: 'inspection-2' });
    await waitFor(() => expect(screen.getByText(comparisonWords(comparison))).toBeVisible());
    expect(screen.getByText('500 kB (500 000)')).toBeVisible();
    expect(screen.getByText('gone.txt')).toBeInTheDocument();
    const tables = compareWords.both(compareWords.rows('120'), compareWords.noTable);
    expect(screen.getByText(`computers: ${tables}`)).toBeInTheDocument();
    await press(compareWords.showBytes);
    expect(asked('read-bytes').at(-1)?.input).toMatchObject({ id, offset: 500_000 });
  });

  it('is forgotten with the first', async () => {
    const { read, tab, press, asked } = await open();
    await read(practiceFound);
    await tab(inspectWords.compare);
    await press(compareWords.choose);
    await press(inspectWords.another);
    expect(asked('end-inspection').map(({ input }) => input)).toEqual([
      { id: 'inspection-1' },
      { id: 'inspection-2' },
    ]);
  });
});

describe('the entries of an archive', () => {
  const chosen = () => screen.getByRole('tree').getAttribute('aria-activedescendant');
  const line = () => document.getElementById(chosen() ?? '')?.textContent;

  it('are a tree that the keys move in', async () => {
    const { read, tab, user, asked } = await open();
    await read(practiceFound);
    await tab(inspectWords.contents);
    expect(asked('inspection-entries')[0]?.input).toEqual({ id, from: 0, count: 5000 });
    expect(await screen.findByText('dump.sql')).toBeVisible();
    expect(screen.queryByText('config.ini')).toBeNull();
    screen.getByRole('tree').focus();
    await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    expect(line()).toContain('epp');
    await user.keyboard('{Enter}{End}{ArrowUp}{ArrowUp}');
    expect(line()).toContain('latest');
    expect(line()).toContain(treeWords.target('epp'));
    expect(screen.getByText('config.ini')).toBeVisible();
    // To the folder around, which the second one closes.
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(line()).toContain('sources');
    expect(screen.queryByText('config.ini')).toBeNull();
    const [folder] = screen.getAllByRole('treeitem');
    expect(folder).toHaveAttribute('aria-expanded', 'false');
  });

  it('are searched, and the path of the chosen one is copied', async () => {
    const { read, tab, user, press, asked } = await open();
    await read(practiceFound);
    await tab(inspectWords.contents);
    await user.type(screen.getByLabelText(treeWords.search), 'CONFIG');
    await waitFor(() => expect(screen.getByText(treeWords.found('1', '6'))).toBeVisible());
    await user.click(screen.getByText('sources/epp/config.ini'));
    await press(treeWords.copy);
    expect(asked('copy-text')[0]?.input).toEqual({ text: 'sources/epp/config.ini' });
    await user.type(screen.getByLabelText(treeWords.search), 'x');
    await waitFor(() => expect(screen.getByText(treeWords.noneFound)).toBeVisible());
  });

  it('are fetched piece by piece, and a hundred thousand draw few lines', async () => {
    const many = manyEntries(100_000);
    const { read, tab, user, asked } = await open({
      'inspection-entries': ({ from, count }: { from: number; count: number }) => ({
        ...{ entries: many.slice(from, from + count), total: many.length },
      }),
    });
    await read(practiceFound);
    await tab(inspectWords.contents);
    await waitFor(() => expect(screen.getByRole('tree')).toBeVisible());
    expect(asked('inspection-entries')).toHaveLength(20);
    await user.type(screen.getByLabelText(treeWords.search), 'file-1');
    await waitFor(() =>
      expect(screen.getByText(treeWords.found('11 111', '100 000'))).toBeVisible(),
    );
    expect(screen.getAllByRole('treeitem').length).toBeLessThan(60);
  });

  it('may be fewer than there are', async () => {
    const cut = { ...practiceFound.archive, more: 20, complete: false };
    const { read, tab } = await open();
    await read({ ...practiceFound, archive: cut as NonNullable<Inspection['archive']> });
    await tab(inspectWords.contents);
    expect(screen.getByText(treeWords.unlisted('20'))).toBeVisible();
    expect(screen.getByText(treeWords.incomplete)).toBeVisible();
  });

  it('stand beside the tables of the dump', async () => {
    const tables = Array.from({ length: 300 }, (_, index) => ({ name: `t${index}`, rows: index }));
    const { read, tab, press } = await open();
    await read({ ...practiceFound, dump: { tables, more: 0, complete: true } });
    await tab(inspectWords.contents);
    expect(screen.queryByText('t299')).toBeNull();
    await press(dumpWords.all('300'));
    expect(screen.getByText('t299')).toBeVisible();
  });
});
