import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { kitContent } from '../../../../electron/engine/kit/kit-content';
import { kitHtml } from '../../../../electron/engine/kit/kit-html';
import { kitText } from '../../../../electron/engine/kit/kit-text';
import {
  formOf,
  keepKits,
  keepOtherFiles,
  writeKit,
  writeOwnerFile,
} from '../../../../electron/engine/kit/write-kit';
import type { MigrationState } from '../../../../shared/migration';
import { failureOf } from '../failure-of';
import { contentOf, usualKey } from './kits';

const root = mkdtempSync(join(tmpdir(), 'write-kit-'));
afterAll(() => rmSync(root, { recursive: true }));
let folder = root;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'));
});

describe('writing a file for its owner', () => {
  it('leaves one file for its owner only, in place of an old one', () => {
    const path = join(folder, 'kit.txt');
    writeFileSync(path, 'old', { mode: 0o644 });
    const before = process.umask(0);
    writeOwnerFile(path, 'new é');
    process.umask(before);
    expect(readFileSync(path, 'utf8')).toBe('new é');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['kit.txt']);
    writeOwnerFile(path, new Uint8Array([0, 255, 1]));
    expect([...readFileSync(path)]).toEqual([0, 255, 1]);
  });

  it('takes no file that has the name of the half-written one', () => {
    const path = join(folder, 'kit.txt');
    writeFileSync(`${path}.part`, 'of somebody else');
    writeOwnerFile(path, 'new');
    expect(readFileSync(`${path}.part`, 'utf8')).toBe('of somebody else');
  });

  it('says what the system says, and leaves nothing', async () => {
    const gone = join(folder, 'not', 'kit.txt');
    expect(await failureOf(() => writeOwnerFile(gone, 'x'))).toEqual({
      code: 'file.unwritable',
      facts: { file: gone, seen: 'ENOENT' },
    });
    const taken = join(folder, 'taken');
    mkdirSync(join(taken, 'full'), { recursive: true });
    expect((await failureOf(() => writeOwnerFile(taken, 'x'))).code).toBe('file.unwritable');
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  const isRoot = process.getuid?.() === 0;
  const mounted = join(root, 'small');
  mkdirSync(mounted);
  const canMount =
    isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', mounted]).status === 0;
  afterAll(() => {
    if (canMount) spawnSync('umount', [mounted]);
  });

  it.skipIf(!canMount)('keeps the old kit whole on a disk that is full or read-only', async () => {
    const path = join(mounted, 'kit.txt');
    writeOwnerFile(path, 'old');
    const full = await failureOf(() => writeOwnerFile(path, 'x'.repeat(200_000)));
    expect(full).toEqual({ code: 'file.unwritable', facts: { file: path, seen: 'ENOSPC' } });
    spawnSync('mount', ['-o', 'remount,ro', mounted]);
    const locked = await failureOf(() => writeOwnerFile(path, 'x'));
    expect(locked.facts['seen']).toBe('EROFS');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(mounted)).toEqual(['kit.txt']);
  });
});

describe('the form of a kit', () => {
  it('is the end of its name', () => {
    const names = ['a.txt', 'a.TEXT', 'a.htm', 'b.c.HTML', '/x.y/a.pdf', 'C:\\a\\b.Pdf'];
    expect(names.map(formOf)).toEqual(['text', 'text', 'html', 'html', 'pdf', 'pdf']);
  });

  it.each(['a', 'a.doc', 'txt', '/x.txt/a', 'a.pdf.gz', 'a.', 'a.constructor'])(
    'is none for %s',
    async (name) => {
      expect((await failureOf(() => formOf(name))).code).toBe('kit.form');
    },
  );
});

describe('writing a kit', () => {
  const content = contentOf(usualKey);
  const check = { content, mayReplace: () => true };

  it('puts it in place once it is read back', async () => {
    const path = join(folder, 'kit.txt');
    await writeKit(path, kitText(content), check);
    expect(readFileSync(path, 'utf8')).toBe(kitText(content));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['kit.txt']);
  });

  it('leaves the old one where the new one does not hold the key', async () => {
    const path = join(folder, 'kit.txt');
    writeFileSync(path, kitText(content));
    const other = contentOf('ANOTHER-KEY');
    for (const bytes of [kitText(other), 'a blank page', '', new Uint8Array([37, 80, 68, 70])]) {
      expect((await failureOf(() => writeKit(path, bytes, check))).code).toBe('kit.form');
    }
    expect(readFileSync(path, 'utf8')).toBe(kitText(content));
    expect(readdirSync(folder)).toEqual(['kit.txt']);
  });

  it('removes what a program that was killed left half-written, and nothing else', async () => {
    const path = join(folder, 'kit.txt');
    writeFileSync(`${path}.0123abcd.part`, kitText(content));
    writeFileSync(`${path}.part`, 'of somebody else');
    await writeKit(path, kitText(content), check);
    expect(readdirSync(folder).sort()).toEqual(['kit.txt', 'kit.txt.part']);
  });

  it('looks once more who is in its place before it takes it', async () => {
    const path = join(folder, 'kit.txt');
    writeFileSync(path, kitText({ ...content, backupName: 'another' }));
    const mayReplace = ({ backupName }: { readonly backupName: string }) =>
      backupName === content.backupName;
    const failure = await failureOf(() =>
      writeKit(path, kitText(content), { content, mayReplace }),
    );
    expect(failure.facts['seen']).toBe('it holds the recovery kit of another');
    expect(readdirSync(folder)).toEqual(['kit.txt']);
  });
});

describe('another file in the place of a kit', () => {
  const content = contentOf(usualKey);
  const mayReplace = ({ migrationId }: { readonly migrationId: string }) =>
    migrationId === content.migrationId;
  const refused = async (path: string): Promise<unknown> =>
    (await failureOf(() => keepOtherFiles(path, mayReplace))).facts['seen'];

  it('is kept, unless it is a kit that may go', async () => {
    const path = join(folder, 'kit');
    await keepOtherFiles(path, mayReplace);
    for (const own of [kitText(content), kitHtml(content, 'A4')]) {
      writeFileSync(path, own);
      await keepOtherFiles(path, mayReplace);
    }
    const damaged = kitText(content).replace('K7QM2', 'K7QM3');
    for (const other of [damaged, 'a letter', '']) {
      writeFileSync(path, other);
      expect(await refused(path)).toBe('another file has this name');
    }
    const foreign = { ...content, migrationId: 'another' };
    for (const other of [kitText(foreign), kitHtml(foreign, 'A4')]) {
      writeFileSync(path, other);
      expect(await refused(path)).toMatch(/holds the recovery kit of/);
    }
  });

  it('is kept where it is a folder or a link to nowhere', async () => {
    expect(await refused(folder)).toBe('another file has this name');
    const link = join(folder, 'link');
    symlinkSync(join(folder, 'nowhere'), link);
    expect(await refused(link)).toBe('another file has this name');
  });

  it('may be overwritten by what is no kit, unless it is one', async () => {
    const path = join(folder, 'findings.html');
    writeFileSync(path, 'older findings');
    await keepKits(path);
    writeFileSync(path, kitHtml(content, 'A4'));
    expect((await failureOf(() => keepKits(path))).code).toBe('file.unwritable');
  });
});

describe('what a kit says of a migration', () => {
  const plan = {
    source: { host: 'old.example', port: 22, user: 'root' },
    target: { host: 'new.example', port: 22, user: 'root' },
    until: 'done',
  };
  const source = {
    hostname: 'epp-old',
    product: 'Endpoint Protector',
    version: '5.9.4.2',
    network: { address: '10.0.0.20' },
  };
  const backup = { id: 'b-1', size: 7, sha256: 'ab' };
  const now = new Date(0);
  const stateOf = (facts: object, more: object = {}): MigrationState =>
    ({
      id: 'm-1',
      plan: { ...plan, ...more },
      facts: { request: { backupId: 'b-1', name: 'N' }, source, ...facts },
    }) as unknown as MigrationState;

  it('is taken from its facts', () => {
    expect(kitContent(stateOf({}), 'K', now, 'de')).toEqual({
      key: 'K',
      backupId: 'b-1',
      backupName: 'N',
      migrationId: 'm-1',
      writtenAt: now,
      language: 'de',
      practice: false,
      server: {
        name: 'epp-old',
        address: '10.0.0.20',
        product: 'Endpoint Protector',
        version: '5.9.4.2',
      },
    });
  });

  it('names the file once it is known, and only that of this backup', () => {
    expect(kitContent(stateOf({ backup }), 'K', now, 'en').file).toEqual({ size: 7, sha256: 'ab' });
    expect(
      kitContent(stateOf({ backup: { ...backup, id: 'b-0' } }), 'K', now, 'en').file,
    ).toBeUndefined();
  });

  it('marks practice servers, and names no address that all appliances have', () => {
    const inside = { source: { ...source, network: { address: '111.33.33.111' } } };
    const content = kitContent(stateOf(inside, { practice: '/p' }), 'K', now, 'en');
    expect(content.practice).toBe(true);
    expect(content.server.address).toBe('old.example');
  });
});
