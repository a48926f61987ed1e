import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { placeWarnings as placeWarningsHere } from '../../../../electron/engine/kit/kit-place';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'kit-place-')));
afterAll(() => rmSync(root, { recursive: true }));
const folder = (...parts: string[]): string => {
  const path = join(root, ...parts);
  mkdirSync(path, { recursive: true });
  return path;
};
const backups = folder('backups');
/** As if no folder were temporary: these here are. */
const placeWarnings = (path: string, backupFolder: string) =>
  placeWarningsHere(path, backupFolder, []);
/** On another drive than the rest wherever there is one. */
const elsewhere = '/proc/self';

describe('the place of a kit', () => {
  it('speaks against the folder of the backup and those below it', async () => {
    for (const kit of [join(backups, 'kit.txt'), join(backups, 'a', 'b', 'kit.txt')]) {
      expect(await placeWarnings(kit, backups)).toEqual(['beside-backup', 'same-drive']);
    }
    expect(await placeWarnings(join(root, 'backups-2', 'kit.txt'), backups)).toEqual([
      'same-drive',
    ]);
    expect(await placeWarnings(join(root, 'kit.txt'), backups)).toEqual(['same-drive']);
    expect(await placeWarnings(join(backups, '..', 'kit.txt'), backups)).toEqual(['same-drive']);
  });

  it('speaks against a folder that holds a backup, whichever', async () => {
    const copies = folder('copies');
    writeFileSync(join(copies, 'x.EPPB'), '');
    expect(await placeWarnings(join(copies, 'kit.pdf'), elsewhere)).toEqual(['beside-backup']);
  });

  it('follows links, also where the last parts are not there yet', async () => {
    const link = join(root, 'link');
    symlinkSync(backups, link);
    expect(await placeWarnings(join(link, 'new', 'kit.txt'), backups)).toEqual([
      'beside-backup',
      'same-drive',
    ]);
    expect(await placeWarnings(join(backups, 'kit.txt'), link)).toEqual([
      'beside-backup',
      'same-drive',
    ]);
  });

  it('tells another drive from the same', async () => {
    expect(await placeWarnings(join(root, 'kit.txt'), elsewhere)).toEqual([]);
    expect(
      await placeWarnings(join(root, 'not', 'there', 'kit.txt'), join(backups, 'not', 'there')),
    ).toEqual(['same-drive']);
  });

  it.each([
    'OneDrive',
    'OneDrive - Contoso Ltd',
    'Dropbox',
    'Dropbox (Personal)',
    'Google Drive',
    'GoogleDrive',
    'GoogleDrive-a@b.example',
    'My Drive',
    'Mobile Documents',
    'CloudStorage',
    'iCloud Drive',
    'Nextcloud',
    'nextcloud2',
    'ownCloud',
    'Box',
    'Box Sync',
    'pCloud Drive',
    'MEGA',
    'MEGAsync',
    'Seafile',
    'Syncthing',
    'Sync',
  ])('knows %s by its name', async (name) => {
    const kit = join(root, name, 'keys', 'kit.txt');
    expect(await placeWarnings(kit, elsewhere)).toEqual(['sync-folder']);
  });

  it.each(['Boxes', 'OneDriver', 'Omega', 'Sandbox', 'Synchrotron', 'Dropboxes', 'My Drives'])(
    'takes %s for no such folder',
    async (name) => {
      expect(await placeWarnings(join(root, name, 'kit.txt'), elsewhere)).toEqual([]);
    },
  );

  it.each([
    '.stfolder',
    '.dropbox.cache',
    '.dropbox',
    '.sync_4ad3f6.db',
    '._sync_4ad3f6.db',
    '.nextcloudsync.log',
    '.owncloudsync.log',
  ])('knows a folder by %s in one above', async (mark) => {
    const top = folder('marked', mark.replaceAll('.', ''));
    writeFileSync(join(top, mark), '');
    const below = folder('marked', mark.replaceAll('.', ''), 'a', 'b');
    expect(await placeWarnings(join(below, 'kit.txt'), elsewhere)).toEqual(['sync-folder']);
  });

  it('speaks against folders that the system empties', async () => {
    for (const place of ['/tmp', '/var/tmp', '/tmp/not/there']) {
      expect(await placeWarningsHere(join(place, 'kit.txt'), elsewhere)).toContain(
        'temporary-folder',
      );
    }
    const own = folder('own-temp');
    process.env['TEMP'] = own;
    try {
      expect(await placeWarningsHere(join(own, 'kit.txt'), elsewhere)).toEqual([
        'temporary-folder',
      ]);
    } finally {
      delete process.env['TEMP'];
    }
    expect(await placeWarningsHere(join(own, 'kit.txt'), elsewhere, [backups])).toEqual([]);
  });
});
