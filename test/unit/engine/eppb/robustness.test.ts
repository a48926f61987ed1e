import { appendFile, chmod, mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ByteSource,
  bufferSource,
  fileSource,
} from '../../../../electron/engine/eppb/byte-source';
import { inspect } from '../../../../electron/engine/eppb/inspect';
import { inspectFile } from '../../../../electron/engine/eppb/inspect-file';
import type { Inspection, InspectionFindingCode } from '../../../../shared/inspection';
import { failureOf } from '../failure-of';
import { tarOf, zipOf } from './hostile-files';

const codesOf = ({ findings }: Inspection): readonly InspectionFindingCode[] =>
  findings.map(({ code }) => code);

describe('a file of this computer', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'robust-'));
    path = join(folder, 'x.eppb');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('of 5 GiB says what it is at once, and lets itself be cancelled', async () => {
    await writeFile(path, 'EPPBPRC2');
    await truncate(path, 5 * 2 ** 30);
    const stopping = new AbortController();
    const began = performance.now();
    let first: Inspection | undefined;
    let firstAfter = Number.POSITIVE_INFINITY;
    const failure = await failureOf(() =>
      inspectFile(path, {
        signal: stopping.signal,
        onFirst: (found) => {
          first = found;
          firstAfter = performance.now() - began;
        },
        onProgress: () => stopping.abort(),
      }),
    );
    expect(failure.code).toBe('migration.cancelled');
    expect(first).toMatchObject({ size: 5 * 2 ** 30, layers: [{ container: 'practice-v2' }] });
    // 100 ms is the goal, which `npm run bench -- inspect` measures; here others may be at work.
    expect(firstAfter).toBeLessThan(1000);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('that grows while it is read is said to have changed', async () => {
    await writeFile(path, Buffer.alloc(3_000_000, 'INSERT INTO a VALUES (1);\n'));
    let grown: Promise<void> | undefined;
    const found = await inspectFile(path, {
      onFirst: () => {
        grown = appendFile(path, 'INSERT INTO a VALUES (2);\n');
      },
    });
    await grown;
    expect(codesOf(found)).toContain('changed-while-read');
  });

  it('that is shortened while it is read is said to have changed, and ends', async () => {
    await writeFile(path, Buffer.alloc(8_000_000, 1));
    const source = await fileSource(path);
    let reads = 0;
    const cutting: ByteSource = {
      ...source,
      read: async (...args) => {
        if (reads++ === 2) await truncate(path, 1_500_000);
        return source.read(...args);
      },
    };
    const found = await inspect(cutting);
    await source.close();
    expect(codesOf(found)).toContain('changed-while-read');
    expect(found.size).toBeLessThan(8_000_000);
  });

  it('whose bytes change while it is read, and not its size, is said to have changed', async () => {
    await writeFile(path, Buffer.alloc(3_000_000, 1));
    const source = await fileSource(path);
    let reads = 0;
    const writing: ByteSource = {
      ...source,
      read: async (...args) => {
        if (reads++ === 1) {
          const file = await open(path, 'r+');
          await file.write('other', 2_999_000);
          await file.close();
        }
        return source.read(...args);
      },
    };
    expect(codesOf(await inspect(writing))).toContain('changed-while-read');
    await source.close();
  });

  it('that is deleted while it is read is read to its end', async () => {
    await writeFile(path, Buffer.alloc(3_000_000, 1));
    let deleted: Promise<void> | undefined;
    const found = await inspectFile(path, {
      onFirst: () => {
        deleted = rm(path);
      },
    });
    await deleted;
    expect(found).toMatchObject({ size: 3_000_000, hashes: { md5: expect.any(String) } });
  });

  it('that its owner keeps to himself is said to be unreadable', async () => {
    await writeFile(path, 'x');
    await chmod(path, 0);
    await chmod(folder, 0o755);
    const asOther = process.getuid?.() === 0;
    try {
      // Root may read everything: it has to be somebody else for a moment.
      if (asOther) process.seteuid?.(65_534);
      expect(await failureOf(() => inspectFile(path))).toMatchObject({
        code: 'file.unreadable',
        facts: { file: 'x.eppb', seen: 'EACCES' },
      });
    } finally {
      if (asOther) process.seteuid?.(0);
    }
  });
});

describe('a share', () => {
  const large = Buffer.alloc(4_000_000, 7);
  const never = (): Promise<never> => new Promise(() => {});
  const share = (how: Partial<ByteSource>): ByteSource => ({ ...bufferSource('x', large), ...how });

  it.each<[string, Partial<ByteSource>]>([
    ['that does not tell the size', { size: never }],
    ['that does not give the first bytes', { read: never }],
    ['that does not say when it was written to', { stamp: never }],
    [
      'that stalls in the middle',
      {
        read: (offset, length) =>
          offset >= 1_500_000 ? never() : bufferSource('x', large).read(offset, length),
      },
    ],
  ])('%s does not hold a cancelled inspection', async (_what, how) => {
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(), 50);
    const began = performance.now();
    const failure = await failureOf(() => inspect(share(how), { signal: stopping.signal }));
    expect(failure.code).toBe('migration.cancelled');
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('that fails in the middle is told as it is, not as a damaged file', async () => {
    const thrown = Object.assign(new Error('stale file handle'), { code: 'ESTALE' });
    const failing = share({
      read: async (offset, length) => {
        if (offset >= 2_000_000) throw thrown;
        return large.subarray(offset, offset + length);
      },
    });
    await expect(inspect(failing)).rejects.toBe(thrown);
  });

  it.each(['tar', 'tar.gz', 'zip'])('whose %s stalls inside is let go', async (form) => {
    const content = tarOf([{ name: 'a', content: Buffer.alloc(3_000_000, 'ab9') }]);
    const bytes = {
      tar: content,
      'tar.gz': gzipSync(content, { level: 0 }),
      zip: zipOf([{ name: 'a.tar', content }]),
    }[form];
    if (!bytes) throw new Error(form);
    const whole = bufferSource('x', bytes);
    const stopping = new AbortController();
    let hashed = false;
    const stalling: ByteSource = {
      ...whole,
      // A zip is read once for its hashes; what stalls is the reading of its entries.
      read: (offset, length) => {
        const stalls = form === 'zip' ? hashed : offset >= 1_000_000;
        if (!stalls) return whole.read(offset, length);
        setTimeout(() => stopping.abort(), 20);
        return never();
      },
    };
    const failure = await failureOf(() =>
      inspect(stalling, {
        signal: stopping.signal,
        onProgress: (read, total) => {
          hashed = read === total;
        },
      }),
    );
    expect(failure.code).toBe('migration.cancelled');
  });
});
