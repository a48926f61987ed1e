import { describe, expect, it } from 'vitest';
import { inspectionText } from '../../../electron/engine/report/inspection-export';
import { type Inspection, inspectionSchema } from '../../../shared/inspection';
import { verdictWords } from '../../../shared/words/inspection';
import { findingWords } from '../../../shared/words/inspection-findings';
import { entry, manyEntries, opaqueFound, practiceFound } from '../renderer/inspections';

const now = new Date('2026-11-27T04:00:00.000Z');
const html = (found: Inspection): string => inspectionText(found, 'html', now);

describe('the report of an inspection', () => {
  it('says what the file is, what was noticed and what to do', () => {
    const page = html(opaqueFound);
    const [zeros] = opaqueFound.findings;
    expect(page).toContain(verdictWords(opaqueFound));
    expect(page).toContain(zeros && findingWords(zeros).advice);
    expect(page).toContain('200000000');
    expect(page).toContain(opaqueFound.hashes?.md5);
    expect(page).toContain('2026-11-27T04:00:00.000Z');
  });

  it('shows what lies in it', () => {
    const page = html(practiceFound);
    for (const text of ['sources/epp/lib/core.bin', 'computers', '120', 'OLD-EPP']) {
      expect(page).toContain(text);
    }
  });

  it('runs nothing that a file holds', () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>';
    const page = html({
      ...practiceFound,
      name: `${evil}.eppb`,
      archive: {
        ...{ entries: [{ ...entry(evil, 1), kind: 'link', target: evil }], more: 0, files: 1 },
        ...{ folders: 0, others: 0, bytes: 1, complete: true },
      },
      dump: { tables: [{ name: evil, rows: 1 }], more: 0, complete: true },
    });
    expect(page).not.toMatch(/<script|<img/i);
    expect(page).toContain('&#60;script&#62;');
    expect(page).toContain("default-src 'none'");
  });

  it('stays a page with a hundred thousand entries, and says how many it leaves out', () => {
    const page = html({
      ...practiceFound,
      archive: {
        ...{ entries: [...manyEntries(100_000)], more: 50, files: 100_050, folders: 0 },
        ...{ others: 0, bytes: 1, complete: true },
      },
    });
    expect(page).toContain('98050 more are not listed here');
    expect(page.length).toBeLessThan(1_000_000);
  });

  it('says where a file was not read to its end', () => {
    const { hashes: _, ...cut } = opaqueFound;
    expect(html(cut)).toContain('not computed: the file was not read to its end');
  });

  it.each([practiceFound, opaqueFound])('is everything as JSON', (found) => {
    const text = inspectionText(found, 'json', now);
    expect(inspectionSchema.parse(JSON.parse(text))).toEqual(found);
  });
});
