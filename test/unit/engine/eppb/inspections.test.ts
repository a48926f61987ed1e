import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fitAnew } from '../../../../electron/engine/eppb/fit-of';
import { type InspectPath, openInspections } from '../../../../electron/engine/eppb/inspections';
import type { Rules } from '../../../../shared/compatibility';
import { FailureError } from '../../../../shared/failure';
import type { Inspection, InspectionRun } from '../../../../shared/inspection';
import { manyEntries, opaqueFound, practiceFound } from '../../renderer/inspections';
import { failureOf } from '../failure-of';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epp-inspections-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Sessions over a reader that does what the test tells it. */
function open(inspect: InspectPath) {
  const pushed: InspectionRun[] = [];
  const inspections = openInspections({
    inspect,
    judge: (found, target) => ({ ...found, name: `${found.name} for ${target || 'none'}` }),
    onChange: (run) => pushed.push(run),
  });
  const last = (): InspectionRun | undefined => pushed.at(-1);
  const ended = (stage: InspectionRun['stage']) =>
    vi.waitFor(() => expect(last()?.stage).toBe(stage));
  return { inspections, pushed, last, ended };
}

/** Reads for ever, until it is told to stop. */
const endless: InspectPath = (_path, { signal, onFirst, onProgress }) => {
  onFirst(opaqueFound);
  onProgress(10, 100);
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () =>
      reject(new FailureError({ code: 'migration.cancelled', facts: {} })),
    ),
  );
};

describe('an inspection', () => {
  it('tells first what the beginning shows, then how far it is, then everything', async () => {
    const { inspections, pushed, ended } = open(async (_path, { onFirst, onProgress }) => {
      onFirst({ ...practiceFound, hashes: undefined });
      onProgress(500, 1_048_576);
      return practiceFound;
    });
    const id = inspections.start({ path: join(folder, 'a.eppb') });
    expect(pushed).toEqual([]);
    await ended('done');
    expect(
      pushed.map(({ stage, read, found }) => [stage, read, found?.hashes !== undefined]),
    ).toEqual([
      ['reading', 0, false],
      ['reading', 500, false],
      ['done', 1_048_576, true],
    ]);
    expect(pushed.every((run) => run.id === id && run.name === 'a.eppb')).toBe(true);
  });

  it('stops where it is cancelled, and keeps what was found', async () => {
    const { inspections, last } = open(endless);
    const id = inspections.start({ path: join(folder, 'a.eppb') });
    await vi.waitFor(() => expect(last()?.read).toBe(10));
    await inspections.cancel(id);
    expect(last()).toMatchObject({ stage: 'cancelled', read: 10, found: { verdict: 'not-known' } });
    expect(inspections.found(id).size).toBe(opaqueFound.size);
  });

  it('shows its bytes also after it was stopped', async () => {
    const path = join(folder, 'a.eppb');
    writeFileSync(path, 'abcdefgh');
    const { inspections, last } = open(endless);
    const id = inspections.start({ path });
    await vi.waitFor(() => expect(last()?.read).toBe(10));
    await inspections.cancel(id);
    expect(String(await inspections.readBytes(id, 0, 3))).toBe('abc');
  });

  it('is nobody’s once it was ended', async () => {
    const { inspections, pushed, last } = open(endless);
    const id = inspections.start({ path: join(folder, 'a.eppb') });
    await vi.waitFor(() => expect(last()?.read).toBe(10));
    const before = pushed.length;
    await inspections.end(id);
    await inspections.end(id);
    expect(pushed).toHaveLength(before);
    expect(await failureOf(async () => inspections.found(id))).toMatchObject({
      code: 'contract.bad-input',
    });
  });

  it('tells why it could not read', async () => {
    const { inspections, ended, last } = open(async () => {
      throw new FailureError({
        code: 'file.unreadable',
        facts: { file: 'a.eppb', seen: 'EACCES' },
      });
    });
    inspections.start({ path: join(folder, 'a.eppb') });
    await ended('failed');
    expect(last()?.failure?.code).toBe('file.unreadable');
  });

  it('is judged for another server at any time, without reading again', async () => {
    const inspect = vi.fn<InspectPath>(async () => practiceFound);
    const { inspections, ended, last } = open(inspect);
    const id = inspections.start({ path: join(folder, 'a.eppb'), target: '5.9.4.2' });
    await ended('done');
    expect(last()?.found?.name).toContain('for 5.9.4.2');
    inspections.fit(id, '2604');
    expect(last()?.found?.name).toContain('for 2604');
    expect(inspect).toHaveBeenCalledOnce();
  });

  it('hands the key on and tells it nobody', async () => {
    let seen: string | undefined;
    const { inspections, pushed, ended } = open(async (_path, { key }) => {
      seen = key;
      return practiceFound;
    });
    inspections.start({ path: join(folder, 'a.eppb'), key: 'K7QM-2X9R' });
    await ended('done');
    expect(seen).toBe('K7QM-2X9R');
    expect(JSON.stringify(pushed)).not.toContain('K7QM');
  });

  it('pushes a thousand entries and gives the others when asked', async () => {
    const many: Inspection = {
      ...practiceFound,
      archive: {
        ...{ entries: [...manyEntries(12_000)], more: 0, files: 12_000, folders: 0, others: 0 },
        ...{ bytes: 1, complete: true },
      },
    };
    const { inspections, ended, last } = open(async () => many);
    const id = inspections.start({ path: join(folder, 'a.eppb') });
    await ended('done');
    expect(last()?.found?.archive?.entries).toHaveLength(1000);
    expect(inspections.entries(id, 10_000, 5000)).toHaveLength(2000);
    expect(inspections.entries(id, 11_999, 5)[0]?.path).toContain('file-11999.bin');
  });

  it('forgets the oldest of many that are over', async () => {
    const { inspections, ended, pushed } = open(async () => practiceFound);
    const ids: string[] = [];
    for (let count = 1; count <= 8; count += 1) {
      ids.push(inspections.start({ path: join(folder, `${count}.eppb`) }));
      await vi.waitFor(() => expect(pushed).toHaveLength(count));
    }
    await ended('done');
    expect(await failureOf(async () => inspections.found(ids[0] ?? ''))).toMatchObject({
      code: 'contract.bad-input',
    });
    expect(inspections.found(ids[7] ?? '')).toBeDefined();
  });
});

describe('the bytes of an inspected file', () => {
  it('are read where they are wanted, as far as there are any', async () => {
    const path = join(folder, 'a.eppb');
    writeFileSync(path, 'abcdefgh');
    const { inspections, ended } = open(async () => practiceFound);
    const id = inspections.start({ path });
    await ended('done');
    expect(String(await inspections.readBytes(id, 2, 3))).toBe('cde');
    expect(String(await inspections.readBytes(id, 6, 100))).toBe('gh');
    expect(await inspections.readBytes(id, 2 ** 40, 16)).toHaveLength(0);
    rmSync(path);
    expect(await failureOf(() => inspections.readBytes(id, 0, 1))).toMatchObject({
      code: 'file.unreadable',
    });
  });
});

describe('two inspected files', () => {
  it('are compared byte by byte, and by what was found in them', async () => {
    const { inspections, pushed } = open(async () => practiceFound);
    const ids = ['the whole', 'the'].map((text, index) => {
      const path = join(folder, `${index}.eppb`);
      writeFileSync(path, text);
      return inspections.start({ path });
    });
    await vi.waitFor(() => expect(pushed.filter(({ stage }) => stage === 'done')).toHaveLength(2));
    const compared = await inspections.compare(ids[0] ?? '', ids[1] ?? '');
    expect(compared).toMatchObject({ same: false, firstDifference: 3, tables: [] });
    expect(await failureOf(() => inspections.compare(ids[0] ?? '', 'none'))).toMatchObject({
      code: 'contract.bad-input',
    });
  });
});

describe('what was found', () => {
  const rules: Rules = {
    ...{ name: 'test', date: '2026-11-27' },
    rules: [
      {
        ...{ id: 'none', verdict: 'refused', confidence: 'high', documented: ['A document'] },
        source: [{ family: 'dotted' }],
        target: [{ family: 'dated' }],
        ...{ reason: 'They do not go together.', instead: 'Make another backup.' },
      },
    ],
  };

  it('is judged anew for another server, and what was said of the one before is gone', () => {
    const refused = fitAnew(practiceFound, '2604', () => rules);
    expect(refused.fit).toMatchObject({ verdict: 'refused', source: '5.2.0.6', target: '2604' });
    expect(refused.findings.map(({ code }) => code)).toEqual(['does-not-fit']);
    const unknown = fitAnew(refused, '5.9.4.2', () => rules);
    expect(unknown.findings.map(({ code }) => code)).toEqual(['fit-unknown']);
    expect(fitAnew(unknown, '', () => rules)).toEqual(practiceFound);
  });

  it('keeps all that was noticed otherwise', () => {
    const { findings } = fitAnew(opaqueFound, '2604', () => rules);
    expect(findings.filter(({ code }) => code !== 'fit-unknown')).toEqual(opaqueFound.findings);
  });
});
