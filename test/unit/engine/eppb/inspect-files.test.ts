import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, chmod, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectFile } from '../../../../electron/engine/eppb/inspect-file';
import { failureOf } from '../failure-of';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'));
  file = join(folder, 'x.eppb');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('what is no file', () => {
  it('a folder', async () => {
    expect(await failureOf(() => inspectFile(folder))).toMatchObject({
      code: 'file.not-a-file',
      facts: { seen: 'a folder' },
    });
  });

  it('a pipe that nobody writes to does not hold the program', async () => {
    execFileSync('mkfifo', [file]);
    expect((await failureOf(() => inspectFile(file))).facts).toEqual({
      file: 'x.eppb',
      seen: 'a pipe',
    });
  });

  it('a device', async () => {
    await symlink('/dev/zero', file);
    expect((await failureOf(() => inspectFile(file))).facts['seen']).toBe('a device');
  });

  it('nothing at all', async () => {
    expect(await failureOf(() => inspectFile(file))).toEqual({
      code: 'file.unreadable',
      facts: { file: 'x.eppb', seen: 'ENOENT' },
    });
  });

  it.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    await writeFile(file, 'x');
    await chmod(file, 0);
    expect((await failureOf(() => inspectFile(file))).facts['seen']).toBe('EACCES');
  });

  it('inspecting ends when the signal aborts', async () => {
    await writeFile(file, randomBytes(100));
    const signal = AbortSignal.abort();
    expect((await failureOf(() => inspectFile(file, { signal }))).code).toBe('migration.cancelled');
  });
});

describe('a file that does not hold still', () => {
  const codesOf = async (change: () => Promise<unknown>) => {
    await writeFile(file, randomBytes(8_000_000));
    let isChanged: Promise<unknown> | undefined;
    const found = await inspectFile(file, {
      onProgress: () => {
        isChanged ??= change();
      },
    });
    await isChanged;
    return { found, codes: found.findings.map(({ code }) => code) };
  };

  it('and grows is read as far as it was, and said to have changed', async () => {
    const { found, codes } = await codesOf(() => appendFile(file, randomBytes(1000)));
    expect(found.size).toBe(8_000_000);
    expect(codes).toContain('changed-while-read');
  });

  it('and is cut off is read as far as it goes', async () => {
    const { found, codes } = await codesOf(async () => {
      const handle = await open(file, 'r+');
      await handle.truncate(5_000_000);
      await handle.close();
    });
    expect(found.size).toBeLessThan(8_000_000);
    expect(codes).toContain('changed-while-read');
  });

  it('and is deleted is read to its end all the same', async () => {
    const { found, codes } = await codesOf(() => rm(file));
    expect(found.size).toBe(8_000_000);
    expect(found.hashes?.sha256).toHaveLength(64);
    expect(codes).not.toContain('truncated');
  });
});
