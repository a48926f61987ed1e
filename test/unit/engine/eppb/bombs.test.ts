import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../../electron/engine/eppb/byte-source';
import { inspect } from '../../../../electron/engine/eppb/inspect';
import type { Inspection, InspectionFindingCode } from '../../../../shared/inspection';
import { tarEntry, tarOf, zerosOf4GiB, zipOf } from './hostile-files';
import { withinPatience } from './within-patience';

const inspectBytes = (content: Buffer): Promise<Inspection> =>
  withinPatience(() => inspect(bufferSource('x.eppb', content)));

const codesOf = ({ findings }: Inspection): readonly InspectionFindingCode[] =>
  findings.map(({ code }) => code);

describe('an archive that unpacks to far more than it is', { timeout: 60_000 }, () => {
  it('4 GiB of zeros in 4 MB is given up, and said', async () => {
    const bomb = zerosOf4GiB();
    expect(bomb.length).toBeLessThan(4_500_000);
    const found = await inspectBytes(bomb);
    expect(codesOf(found)).toEqual(
      expect.arrayContaining(['entry-bomb', 'looked-no-further'] satisfies InspectionFindingCode[]),
    );
    expect(codesOf(found)).not.toContain('damaged');
    expect(found.hashes?.sha256).toHaveLength(64);
  });

  it('the same in a tar file is given up too', async () => {
    const found = await inspectBytes(tarOf([{ name: 'a.gz', content: zerosOf4GiB() }]));
    expect(codesOf(found)).toContain('entry-bomb');
  });

  it('a thousand entries of a zip file at one place are not unpacked a thousand times', async () => {
    const content = Buffer.concat([tarEntry({ name: 'a' }), Buffer.alloc(100_000_000)]);
    const bomb = zipOf(
      Array.from({ length: 1000 }, (_, at) => ({
        name: `${at}.tar`,
        content,
        ...(at > 0 && { offset: 0 }),
      })),
    );
    const found = await inspectBytes(bomb);
    expect(codesOf(found)).toContain('looked-no-further');
  });

  it('many in one tar file are given up as one', async () => {
    const bomb = gzipSync(Buffer.alloc(540_000_000), { level: 1 });
    const entries = Array.from({ length: 40 }, (_, at) => ({ name: `${at}.gz`, content: bomb }));
    expect(codesOf(await inspectBytes(tarOf(entries)))).toContain('entry-bomb');
  });
});

describe('thousands of entries that look like something', { timeout: 60_000 }, () => {
  const times = (count: number, content: Buffer): Buffer =>
    tarOf(Array.from({ length: count }, (_, at) => ({ name: `${at}`, content })));

  it('a backup, and are small and unpack to much', async () => {
    const content = gzipSync(Buffer.alloc(4_000_000));
    await inspectBytes(times(5000, content));
  });

  it('a page that begins with comments', async () => {
    await inspectBytes(times(5000, Buffer.from(`<!--${'--><!--'.repeat(600)}`)));
  });

  it('JSON that does not end', async () => {
    await inspectBytes(times(5000, Buffer.from(`[${'['.repeat(5000)}`)));
  });

  it('a dump that is all comments', async () => {
    await inspectBytes(times(5000, Buffer.from('/**/'.repeat(1000))));
  });
});
