import { describe, expect, test } from 'vitest';
import type { MigrationDesk } from '../../../electron/terminal/answers/answerer';
import { FailureError } from '../../../shared/failure';
import type { KeyFault, Question } from '../../../shared/migration';
import { askedOf, type Typed } from './at-the-keys';
import { stateAfter } from './state';

const key = 'K7QM2X9RT4BW8ZLA';
const down = '\u001b[B';

/** A migration whose kit can be saved, and where it was. */
function migrating(more: Partial<MigrationDesk> = {}) {
  const saved: string[] = [];
  const migration: MigrationDesk = {
    state: stateAfter(),
    revealKey: async () => key,
    handKey: async () => 'KEY',
    consoleFields: async () => ({ address: '', port: 21, path: '' }),
    saveKit: async (path) => {
      saved.push(path);
      return { path, warnings: ['sync-folder'] };
    },
    ...more,
  };
  return { saved, migration };
}

const withKit = stateAfter({
  ...{ at: '2026-11-24T10:00:00.000Z', type: 'kit-saved', path: '/safe/kit.txt' },
  ...{ language: 'en', paper: 'A4', warnings: [], complete: false },
});

describe('a person who has to save the key', () => {
  const question: Question = { id: 'q', kind: 'save-key', backupName: 'b1', again: false };
  const fault: KeyFault = { difference: { groups: [2], hints: ['look-alike'] } };

  test('sees it, saves the kit, hears what speaks against its place, and types the key', async () => {
    const { saved, migration } = migrating();
    const { answer, shown } = await askedOf(
      question,
      migration,
      ['Save the recovery kit to', '/cloud/kit.txt\r'],
      ['Prove that the key is saved', '\r'],
      ['from where you saved it', `${key}\r`],
    );
    expect(answer).toEqual({ kind: 'save-key', secret: key });
    expect(saved).toEqual(['/cloud/kit.txt']);
    expect(shown).toMatch(/! +The kit is in a folder that is copied to other computers/);
    expect(shown.split('off the screen')[1]).not.toContain(key);
  });

  test('may have the program read the kit that was just saved', async () => {
    const { answer } = await askedOf(
      question,
      migrating().migration,
      ['Save the recovery kit to', '/safe/kit.txt\r'],
      ['Prove that the key is saved', `${down}\r`],
      ['Where is the recovery kit?', '\r'],
    );
    expect(answer).toEqual({ kind: 'save-key', kit: { path: '/safe/kit.txt' } });
  });

  test('hears what was wrong before anything else, and may see the key again', async () => {
    const { saved, migration } = migrating({ state: withKit });
    const { answer, shown } = await askedOf(
      { ...question, again: true, fault },
      migration,
      ['Prove that the key is saved', `${down}${down}\r`],
      ['Save the recovery kit to', '/safe/second.txt\r'],
      ['Prove that the key is saved', `${down}\r`],
      ['Where is the recovery kit?', '\r'],
    );
    expect(shown).toMatch(
      /! That was not the key\.\s+Group 2 is not right\.\s+Characters that look/,
    );
    expect(shown.indexOf('Group 2')).toBeLessThan(shown.indexOf(key));
    expect(shown).toMatch(/saved before is still at\s+\/safe\/kit\.txt/);
    expect(saved).toEqual(['/safe/second.txt']);
    expect(answer).toEqual({ kind: 'save-key', kit: { path: '/safe/second.txt' } });
  });

  test('is asked for another place where none can be written, and may need none', async () => {
    const { migration } = migrating({
      saveKit: async (path) => {
        throw new FailureError({
          code: 'kit.form',
          facts: { file: path, seen: 'PDF files are made in the window only' },
        });
      },
    });
    const { answer, shown } = await askedOf(
      question,
      migration,
      ['Save the recovery kit to', '/safe/kit.pdf\r'],
      ['ends in .txt or .html', ''],
      ['Save the recovery kit to', 'none\r'],
      ['Prove that the key is saved', '\r'],
      ['from where you saved it', 'wrong\r'],
    );
    expect(shown).toContain('No recovery kit was written');
    expect(answer).toEqual({ kind: 'save-key', secret: 'wrong' });
  });
});

describe('a person who has to give the key for the restore', () => {
  const question: Question = { id: 'q', kind: 'enter-key', backupName: 'b1', again: false };
  const ask = (asked: Question, ...typed: readonly Typed[]) =>
    askedOf(asked, migrating({ state: withKit }).migration, ...typed);

  test('types it, unseen', async () => {
    const { answer, shown } = await ask(
      question,
      ['Where is the key?', '\r'],
      ['System Backup Key', `${key}\r`],
    );
    expect(answer).toEqual({ kind: 'enter-key', secret: key });
    expect(shown).not.toContain(key);
  });

  test('has the program read the kit, from where it was saved or from elsewhere', async () => {
    for (const [typed, path] of [
      ['\r', '/safe/kit.txt'],
      ['/stick/kit.html\r', '/stick/kit.html'],
    ] as const) {
      const { answer } = await ask(
        question,
        ['Where is the key?', `${down}\r`],
        ['Where is the recovery kit?', typed],
      );
      expect(answer).toEqual({ kind: 'enter-key', kit: { path } });
    }
  });

  test('hears what a lost key means, and may think again', async () => {
    const { answer, shown } = await ask(
      question,
      ['Where is the key?', `${down}${down}\r`],
      ['because the key is lost?', '\r'],
      ['Where is the key?', `${down}${down}\r`],
      ['because the key is lost?', 'y\r'],
    );
    expect(answer).toEqual({ kind: 'enter-key', lost: true });
    expect(shown.replaceAll(/\s+/g, ' ')).toContain('epp-migrate resume m1 --new-backup');
  });

  test('hears why the last one was not taken', async () => {
    const failure = { code: 'kit.damaged', facts: { file: 'kit.txt' } } as const;
    const { shown } = await ask(
      { ...question, again: true, fault: { failure } },
      ['Where is the key?', '\r'],
      ['System Backup Key', 'x\r'],
    );
    expect(shown).toContain('! The recovery kit is damaged.');
  });
});
