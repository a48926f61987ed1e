import { describe, expect, test } from 'vitest';
import type { MigrationDesk } from '../../../electron/terminal/answers/answerer';
import type { HandField } from '../../../shared/hand-work';
import type { Question } from '../../../shared/migration';
import { askedOf, type Typed } from './at-the-keys';
import { stateAfter } from './state';

const asked = (of: Question, ...typed: readonly Typed[]) =>
  askedOf(of, { state: stateAfter() } as MigrationDesk, ...typed);

const field = (name: string, more: Partial<HandField> = {}): HandField => ({
  ...{ name, label: name, form: 'text' },
  ...more,
});

const question = (fields: readonly HandField[]): Question =>
  ({
    ...{
      id: 'q',
      kind: 'do-by-hand',
      side: 'source',
      serverName: 'OLD',
      operation: 'prepareBackup',
    },
    ...{ way: 'hand', mayBeCommand: false, fields },
    guide: {
      ...{ family: 'any', familyName: 'any release', place: 'Somewhere', bugs: [], expects: [] },
      steps: [
        {
          text: `Press ${'one of many buttons, '.repeat(6)}the last.`,
          ...{ source: 'Page', confidence: 'high' },
        },
      ],
    },
  }) as Question;

const states = [
  { value: 'ready', words: 'Ready' },
  { value: 'failed', words: 'Failed' },
];
const state = field('state', { form: 'choice', choices: states });

describe('work by hand at the keys', () => {
  test('is titled with the names that a console has, and its steps hang under their first word', async () => {
    const { shown } = await asked(question([]), ['It is done', '\r']);
    expect(shown).toContain('Old server OLD: create a System Backup');
    expect(shown).toMatch(/\n {2}1\. Press one of .*\n {5}\S/);
  });

  test('shows a hint on its own line, and in parentheses only what Enter takes', async () => {
    const prefix = field('Netmask', { hint: '24 or 255.255.255.0', known: '24' });
    const { answer, shown } = await asked(
      question([prefix]),
      ['It is done', '\r'],
      ['Netmask', '\r'],
    );
    expect(answer).toMatchObject({ given: { Netmask: '24' } });
    expect(shown).toMatch(/\n {2}24 or 255\.255\.255\.0\n/);
    expect(shown).toContain('Netmask (24)');
    expect(shown).not.toContain('(24 or');
  });

  test('asks why it failed only where it has', async () => {
    const fields = [state, field('reason', { label: 'Why', optional: true })];
    const ready = await asked(question(fields), ['It is done', '\r'], ['❯ Ready', '\r']);
    expect(ready.answer).toMatchObject({ given: { state: 'ready' } });
    expect(ready.shown).not.toContain('Why');
    const failed = await asked(
      question(fields),
      ...([
        ['It is done', '\r'],
        ['❯ Ready', '\u001b[B'],
        ['❯ Failed', '\r'],
      ] as const),
      ['Why', 'no room\r'],
    );
    expect(failed.answer).toMatchObject({ given: { state: 'failed', reason: 'no room' } });
  });
});
