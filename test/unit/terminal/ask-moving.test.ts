import { describe, expect, test } from 'vitest';
import type { MigrationDesk } from '../../../electron/terminal/answers/answerer';
import type { Question } from '../../../shared/migration';
import { askedOf } from './at-the-keys';
import { stateAfter } from './state';

const down = '\u001b[B';
const sha256 = 'ab'.repeat(32);

const migration: MigrationDesk = {
  state: stateAfter(),
  revealKey: async () => '',
  handKey: async () => 'KEY',
  consoleFields: async () => ({
    ...{ address: '10.0.0.5', port: 2121, path: '/bcdfgh/epp.eppb' },
    ...{ user: 'eppbcdf', password: 'ghjknprstuvbcd' },
  }),
  saveKit: async (path) => ({ path, warnings: [] }),
};

describe('a person who moves the backup', () => {
  const bring: Question = {
    ...{ id: 'q', kind: 'bring-file', from: '/backups/e.eppb', size: 1_400_000_000, sha256 },
  };
  const put: Question = {
    ...{ id: 'q', kind: 'put-file', path: '/here/e.eppb', to: '/incoming/e.eppb' },
    ...{ size: 1_400_000_000, sha256 },
  };

  test('is told which file it is and says where it lies, as a dropped path has it', async () => {
    const { answer, shown } = await askedOf(bring, migration, [
      'Where is the file?',
      "'/media/usb/e.eppb'\r",
    ]);
    expect(answer).toEqual({ kind: 'bring-file', file: { path: '/media/usb/e.eppb' } });
    expect(shown).toContain('/backups/e.eppb');
    expect(shown).toContain(sha256);
  });

  test('hears why a file was not taken', async () => {
    const fault = { code: 'transfer.other-file', facts: { seen: '2 B', expected: '3 B' } } as const;
    const { shown } = await askedOf({ ...bring, fault }, migration, [
      'Where is the file?',
      '/other.eppb\r',
    ]);
    expect(shown).toMatch(/This is not the backup\.\s+The file has 2 B; the backup has 3 B\./);
  });

  test('says only when the file is there that it is there, and reads what the web page takes', async () => {
    const { answer, shown } = await askedOf(
      put,
      migration,
      ['Is the file there? (Y/n)', 'n\r'],
      ['Is the file there? (Y/n)', 'y\r'],
    );
    expect(answer).toEqual({ kind: 'put-file' });
    expect(shown).toMatch(/takes files up to 200 MB; this one is larger/);
    expect(shown).toContain('/incoming/e.eppb');
  });

  test('is not told to make a small file smaller', async () => {
    const { shown } = await askedOf({ ...put, size: 1000 } as Question, migration, [
      'Is the file there?',
      'y\r',
    ]);
    expect(shown).toContain('this one is small enough');
    expect(shown).not.toContain('Audit Log Backup');
  });
});

describe('a person at the console of a server', () => {
  const open: Question = {
    ...{ id: 'q', kind: 'open-ftp', side: 'source', serverName: 'OLD-EPP' },
    interfaces: [
      { name: 'eth0', address: '10.0.0.5', because: 'same-network' },
      { name: 'lo', address: '127.0.0.1', because: 'this-computer-only' },
    ],
  };

  test('has the program open an FTP server at an address of this computer', async () => {
    const { answer, shown } = await askedOf(
      open,
      migration,
      ['Which FTP server?', '\r'],
      ['Address of this computer', `${down}\r`],
      ['Port', '2121\r'],
      ['asks for no name and password?', 'y\r'],
    );
    expect(answer).toEqual({
      kind: 'open-ftp',
      server: { by: 'own', address: '127.0.0.1', port: 2121, anonymous: true },
    });
    expect(shown).toContain('10.0.0.5 (eth0, in the network of the server)');
  });

  test('names one that is there already, and its password is not shown', async () => {
    const { answer, shown } = await askedOf(
      open,
      migration,
      ['Which FTP server?', `${down}\r`],
      ['Address of the FTP server', 'ftp.example.org\r'],
      ['Encryption', '\r'],
      ['Port', '\r'],
      ['Name', 'backup\r'],
      ['Password', 'not-to-be-seen\r'],
      ['Folder on it', '/epp\r'],
      ['fingerprint', '\r'],
    );
    expect(answer).toEqual({
      kind: 'open-ftp',
      server: {
        ...{ by: 'other', host: 'ftp.example.org', port: 21, user: 'backup' },
        ...{ secret: 'not-to-be-seen', secure: 'explicit', folder: '/epp' },
      },
    });
    expect(shown).not.toContain('not-to-be-seen');
  });

  test('reads what to type there, and may choose another FTP server', async () => {
    const use: Question = {
      ...{ id: 'q', kind: 'use-console', side: 'source', serverName: 'OLD-EPP' },
      ...{ server: 'own', path: '/backups/e.eppb' },
    };
    const { answer, shown } = await askedOf(use, migration, ['At the console', `${down}\r`]);
    expect(answer).toEqual({ kind: 'use-console', action: 'again' });
    for (const typed of ['10.0.0.5', '/bcdfgh/epp.eppb', 'eppbcdf', 'ghjknprstuvbcd', '2121'])
      expect(shown).toContain(typed);
    expect(shown).toContain('2, System Backup, then Export');
  });
});
