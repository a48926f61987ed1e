import type { Entry, Inspection, InspectionRun } from '../../../shared/inspection';

/** A practice backup of version 1, whole, as an inspection tells of it. */
export const practiceFound: Inspection = {
  inspection: 1,
  name: 'epp-5.2.0.6-2026-11-24.eppb',
  size: 1_048_576,
  hashes: { sha256: 'ab'.repeat(32), sha1: 'cd'.repeat(20), md5: 'ef'.repeat(16) },
  firstBytes: `1f8b0800${'00'.repeat(60)}`,
  verdict: 'practice-backup',
  sureness: 'certain',
  layers: [
    { container: 'gzip', size: 2_000_000 },
    { container: 'tar', size: 2_000_000 },
    { container: 'sql', name: 'dump.sql', size: 120_000 },
  ],
  entropy: { blockBytes: 65_536, bits: [...Array(12).fill(7.9), 6.4, 3.2, 0, 0] },
  archive: {
    entries: [
      entry('manifest.json', 600),
      entry('dump.sql', 120_000),
      { ...entry('sources', 0), kind: 'folder' },
      entry('sources/epp/config.ini', 2_000),
      entry('sources/epp/lib/core.bin', 900_000),
      { ...entry('sources/latest', 0), kind: 'link', target: 'epp' },
    ],
    ...{ more: 0, files: 4, folders: 1, others: 1, bytes: 1_022_600, complete: true },
  },
  dump: {
    tables: [
      { name: 'computers', rows: 120 },
      { name: 'users', rows: 150 },
    ],
    ...{ more: 0, complete: true },
  },
  manifest: {
    format: 1,
    product: 'Endpoint Protector',
    version: '5.2.0.6',
    name: 'epp-5.2.0.6-2026-11-24-migration-m1a2b',
    description: '',
    hostname: 'OLD-EPP',
    machineId: '0123456789abcdef0123456789abcdef',
    createdAt: '2026-11-24T02:00:00.000Z',
    counts: {
      ...{ computers: 120, users: 150, groups: 8, devices: 340 },
      ...{ policies: 12, rights: 900, admins: 3 },
    },
  },
  versions: [
    { version: '5.2.0.6', from: 'manifest', sureness: 'certain' },
    { version: '5.2.0.6', from: 'file-name', sureness: 'guess' },
  ],
  findings: [],
};

/** Something of which nobody can say more than that it looks like chance. */
export const opaqueFound: Inspection = {
  inspection: 1,
  name: 'from-the-portal.eppb',
  size: 250_000_000,
  hashes: practiceFound.hashes,
  firstBytes: 'f3'.repeat(64),
  verdict: 'not-known',
  sureness: 'certain',
  layers: [{ container: 'opaque' }],
  entropy: { blockBytes: 500_000, bits: Array(500).fill(8) },
  versions: [],
  findings: [
    { code: 'zeros', level: 'error', at: 200_000_000, facts: { bytes: 50_000_000 } },
    { code: 'over-200-megabytes', level: 'warning', facts: { size: 250_000_000 } },
    { code: 'format-not-public', level: 'info', facts: {} },
  ],
};

/** As it is pushed at the end. */
export const doneRun = (found: Inspection, id = 'inspection-1'): InspectionRun => ({
  ...{ id, stage: 'done', name: found.name, read: found.size, total: found.size, found },
});

export function entry(path: string, size: number): Entry {
  return { path, kind: 'file', size, mode: 0o644, modified: '2026-11-24T02:00:00.000Z' };
}

/** Files in folders of a thousand each. */
export const manyEntries = (count: number): readonly Entry[] =>
  Array.from({ length: count }, (_, index) =>
    entry(`sources/part-${Math.floor(index / 1000)}/file-${index}.bin`, index),
  );
