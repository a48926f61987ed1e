import { describe, expect, test } from 'vitest';
import { readArguments } from '../../../electron/terminal/arguments';
import { FailureError } from '../../../shared/failure';

const read = (line: string) => readArguments(line === '' ? [] : line.split(' '), '1.2.3');
const wrong = (line: string): unknown => {
  try {
    read(line);
  } catch (thrown) {
    if (thrown instanceof FailureError) return thrown.failure;
    throw thrown;
  }
  return undefined;
};

describe('the command line', () => {
  test('run takes both servers and the answers', () => {
    const line =
      'run --source root@old:2222 --target root@[fd00::2] --until verify --kit k.txt --yes-overwrite NEW --yes-move-address --json';
    expect(read(line)).toEqual({
      command: 'run',
      options: {
        source: { user: 'root', host: 'old', port: 2222 },
        target: { user: 'root', host: 'fd00::2', port: 22 },
        until: 'verify',
        kit: 'k.txt',
        yesOverwrite: 'NEW',
        yesMoveAddress: true,
        json: true,
      },
    });
  });

  test('demo and practice know presets, computers and sizes', () => {
    expect(read('demo --preset dated --computers 50')).toMatchObject({
      options: { preset: 'dated', computers: 50 },
    });
    expect(read('practice --backup-size 1.5GB')).toMatchObject({
      options: { backupSize: 1_500_000_000 },
    });
  });

  test.each([
    ['run --source root@old', '--target is missing'],
    ['run --source old --target root@new', 'user@host'],
    ['run --source a@b:99999 --target c@d', 'user@host'],
    ['run --source a@b --target c@d --until later', 'Allowed choices'],
    ['run --source a@b --target c@d --accept-source-key MD5:aa', 'SHA256:'],
    ['demo --computers 5', '10 to 50000'],
    ['practice --backup-size 5TB', '1MB to 4GB'],
    ['statsu', 'Did you mean status?'],
    ['status ../etc', 'small letters'],
    ['run --kti x', 'Did you mean --kit?'],
  ])('%s is wrong and says why', (line, why) => {
    expect(wrong(line)).toMatchObject({
      code: 'usage.wrong',
      facts: { seen: expect.stringContaining(why) },
    });
  });

  test('shows help and version', () => {
    expect(read('--version')).toEqual({ command: 'help', text: '1.2.3', exitCode: 0 });
    expect(read('help run')).toMatchObject({ exitCode: 0, text: expect.stringContaining('--kit') });
    expect(read('')).toMatchObject({ exitCode: 64, text: expect.stringContaining('Commands:') });
    expect(read('help')).toMatchObject({ text: expect.stringContaining('130  cancelled') });
  });

  test('help fits 80 columns', () => {
    for (const line of ['help', 'help run', 'help resume', 'help practice', 'help demo']) {
      const help = read(line);
      const text = 'text' in help ? help.text : '';
      expect(text.split('\n').filter((each) => each.length > 80)).toEqual([]);
    }
  });
});
