import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AtHand } from '../../../../electron/engine/appliance/person/at-hand';
import { entered, prefixOf } from '../../../../electron/engine/appliance/person/entered';
import { handFiles } from '../../../../electron/engine/appliance/person/hand-files';
import {
  countsByHand,
  diskByHand,
  readByHand,
} from '../../../../electron/engine/appliance/person/readings';
import { takeIn } from '../../../../electron/engine/appliance/person/take-in';
import type { HandField } from '../../../../shared/hand-work';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'by-person-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const never = new AbortController().signal;

describe('what a person enters', () => {
  const from = (given: Record<string, string>) => entered(given, (name) => name.toUpperCase());

  it('is read as people write it', () => {
    const read = from({ count: " 1'234 ", free: '12,5', gateway: '10.0.0.1', yes: 'yes', no: '' });
    expect(read.whole('count')).toBe(1234);
    expect(read.amount('free')).toBe(12.5);
    expect(read.address('gateway')).toBe('10.0.0.1');
    expect([read.confirmed('yes'), read.confirmed('no'), read.text('no')]).toEqual([
      ...[true, false, undefined],
    ]);
  });

  it.each([
    [{ count: 'many' }, 'count'],
    [{ count: '-1' }, 'count'],
    [{ count: '1e9' }, 'count'],
  ])('is refused with its label where it is no number: %o', (given, name) => {
    expect(() => from(given as Record<string, string>).whole(name)).toThrow(
      /hand\.not-usable.*COUNT/,
    );
  });

  it('is refused where it is needed and missing, or no address', () => {
    expect(() => from({}).needed('version')).toThrow(/hand\.not-usable/);
    expect(() => from({ gateway: 'router; reboot' }).address('gateway')).toThrow(
      /hand\.not-usable/,
    );
  });

  it.each([
    ['24', 24],
    ['/16', 16],
    ['255.255.255.0', 24],
    ['255.255.252.0', 22],
    ['255.0.255.0', undefined],
    ['129', undefined],
    ['no', undefined],
  ])('a netmask %s has %s bits', (text, bits) => {
    expect(prefixOf(text)).toBe(bits);
  });
});

describe('a person whose answer cannot be used', () => {
  /** Somebody who gives these answers, one after the other; `asked` are the fields of each question. */
  function person(...answers: readonly Record<string, string>[]) {
    const asked: Record<string, string | undefined>[] = [];
    const left = [...answers];
    const at = {
      ...{ side: 'source', endpoint: { host: 'old' }, signal: never, reading: new Map() },
      ...{ wayOf: () => 'hand', mayBeCommand: () => false },
      desk: {
        state: () => ({
          facts: {},
          handWork: [{ side: 'source', operation: 'counts', given: { computers: '7' } }],
          steps: { 'verify-target': { state: 'waiting' } },
        }),
        notBefore: () => '2999',
        switching: () => never,
        did: () => undefined,
        ask: async ({ fields }: { fields: readonly HandField[] }) => {
          asked.push(Object.fromEntries(fields.map(({ name, known }) => [name, known])));
          return { kind: 'do-by-hand', action: 'done', given: left.shift() ?? {}, secrets: {} };
        },
      },
    } as unknown as AtHand;
    return { at, asked };
  }

  it('is asked again with what was entered, so that only what was wrong is typed anew', async () => {
    const { at, asked } = person(
      { totalGb: '320', freeGb: 'much' },
      { totalGb: '320', freeGb: '5' },
    );
    expect(await readByHand(at, diskByHand)).toEqual({ sizeBytes: 320e9, freeBytes: 5e9 });
    expect(asked).toEqual([
      { totalGb: undefined, freeGb: undefined },
      { totalGb: '320', freeGb: 'much' },
    ]);
  });

  it('never finds earlier counts filled in, which Enter would confirm unread', async () => {
    const counts = { computers: '8', users: '1', groups: '1', devices: '1' };
    const { at, asked } = person(counts);
    expect(
      await readByHand(
        at,
        countsByHand(() => false),
      ),
    ).toMatchObject({ computers: 8 });
    expect(asked[0]?.['computers']).toBeUndefined();
  });
});

describe('the file that a person brings', () => {
  const brought = (name: string, text: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('is taken in with its size and SHA-256, and stays where it was', async () => {
    const path = brought('backup.eppb', Buffer.from([1, 2, 3, 0, 255]));
    const to = join(folder, 'in', 'here.eppb');
    const taken = await takeIn(path, to, never);
    expect(taken.size).toBe(5);
    expect(taken.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(readFileSync(to)).toEqual(readFileSync(path));
    expect(await takeIn(to, to, never)).toEqual(taken);
  });

  it.each([
    ['page.eppb', '<!DOCTYPE html><html><body>Login</body></html>', 'html'],
    ['none.eppb', '', 'empty'],
    ['backup.eppb.crdownload', 'half of it', 'unfinished'],
  ])('is refused where it is no backup: %s', async (name, text, seen) => {
    const to = join(folder, 'in', 'here.eppb');
    await expect(takeIn(brought(name, text), to, never)).rejects.toMatchObject({
      failure: { code: 'hand.not-a-backup', facts: { seen, name } },
    });
    expect(existsSync(to)).toBe(false);
  });

  it('a folder is no file', async () => {
    await expect(takeIn(folder, join(folder, 'x'), never)).rejects.toMatchObject({
      failure: { code: 'file.not-a-file' },
    });
  });
});

describe('the files of a server whose other end is a person', () => {
  it('are those of one folder, and nothing outside of it', async () => {
    const inside = join(folder, 'by-hand');
    const files = handFiles(inside);
    const place = join(inside, 'a.eppb');
    const file = await files.open(place, 'write');
    await file.write(Buffer.from('abc'), 3, 0);
    await file.truncate(3);
    await file.close();
    expect(await files.size(place)).toBe(3);
    writeFileSync(join(folder, 'other'), 'x');
    expect(await files.size(join(inside, '..', 'other'))).toBeUndefined();
    await expect(files.open(join(inside, '..', 'other'), 'read')).rejects.toMatchObject({
      failure: { code: 'transfer.source-file-missing' },
    });
    await expect(files.open(join(inside, 'none'), 'read')).rejects.toMatchObject({
      failure: { code: 'transfer.source-file-missing' },
    });
  });
});
