import { describe, expect, test } from 'vitest';
import { readArguments } from '../../../electron/terminal/arguments';
import { FailureError } from '../../../shared/failure';

const read = (line: string) =>
  readArguments(line === '' ? [] : line.split(' '), '1.2.3', 80, ['disk-full', 'stall']);
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
        source: 'root@old:2222',
        target: 'root@[fd00::2]',
        agent: true,
        until: 'verify',
        kit: 'k.txt',
        yesOverwrite: 'NEW',
        yesMoveAddress: true,
        json: true,
      },
    });
  });

  test('run takes a plan, and what it is only to look at', () => {
    expect(read('run plan.json --dry-run --answers a.json --quiet')).toEqual({
      command: 'run',
      plan: 'plan.json',
      options: { agent: true, dryRun: true, answers: 'a.json', quiet: true },
    });
    expect(read('plan init')).toMatchObject({ command: 'plan-init', template: 'same-version' });
    expect(read('plan init rehearsal -o p.json')).toMatchObject({
      template: 'rehearsal',
      options: { output: 'p.json' },
    });
    expect(read('plan validate p.json --json')).toMatchObject({ file: 'p.json' });
  });

  test('probe takes a web console, and a login only where one is named', () => {
    const probe = (line: string) => read(`probe ${line}`);
    expect(probe('192.0.2.1')).toEqual({
      ...{ command: 'probe', host: { host: '192.0.2.1', port: 443 }, options: {} },
    });
    expect(probe('https://old:8443/')).toMatchObject({ host: { host: 'old', port: 8443 } });
    expect(probe('fd00::2')).toMatchObject({ host: { host: 'fd00::2', port: 443 } });
    expect(probe('[fd00::2]:8443')).toMatchObject({ host: { host: 'fd00::2', port: 8443 } });
    expect(probe('old --ssh me@old:2222 --no-agent --seen 2604 --json')).toMatchObject({
      options: { ssh: 'me@old:2222', agent: false, seen: '2604', json: true },
    });
    for (const line of ['old --no-agent', 'old --jump j', 'me@old', 'old:0', 'old/login', ''])
      expect(wrong(`probe ${line}`)).toMatchObject({ code: 'usage.wrong' });
  });

  test('connect takes one server, the way to it and what is known of it', () => {
    const md5 = 'MD5:61:d4:dd:cd:c8:46:8b:31:a1:81:b8:5f:f2:9c:46:a6';
    const sha256 = `SHA256:${'A'.repeat(43)}`;
    const line = `connect old --key a --key b --jump j1 --jump me@j2:2222 --no-agent --accept-key ${md5} --accept-jump-key ${sha256} --replace-key old --allow-legacy --once`;
    expect(read(line)).toEqual({
      command: 'connect',
      host: 'old',
      options: {
        key: ['a', 'b'],
        jump: ['j1', 'me@j2:2222'],
        agent: false,
        acceptKey: md5,
        acceptJumpKey: [sha256],
        replaceKey: ['old'],
        allowLegacy: true,
        once: true,
      },
    });
    expect(read(`connect fd00::2 --agent /run/agent --agent-key ${sha256}=`)).toMatchObject({
      host: 'fd00::2',
      options: { agent: '/run/agent', agentKey: sha256 },
    });
  });

  test('archive takes a server as connect does, a folder and kinds', () => {
    expect(read('archive me@old --to saved --kind log --kind shadow --no-agent')).toEqual({
      ...{ command: 'archive', host: 'me@old' },
      options: { to: 'saved', kind: ['log', 'shadow'], agent: false },
    });
    expect(read('archive old --list')).toMatchObject({ options: { list: true } });
  });

  test('run takes keys, jump hosts and what is allowed of each server', () => {
    const line =
      'run --source old --target new --source-key a --source-key b --target-jump j --no-agent --allow-legacy source --replace-target-key new';
    expect(read(line)).toMatchObject({
      options: {
        sourceKey: ['a', 'b'],
        targetJump: ['j'],
        agent: false,
        allowLegacy: 'source',
        replaceTargetKey: ['new'],
      },
    });
  });

  test('run and resume take how kits are made and where keys come from', () => {
    expect(read('run p.json --kit-language de --kit-paper Letter --key-from-memory')).toMatchObject(
      { options: { kitLanguage: 'de', kitPaper: 'Letter', keyFromMemory: true } },
    );
    expect(read('resume m1 --new-backup --kit k.html --kit-paper A4')).toMatchObject({
      ...{ command: 'resume', id: 'm1' },
      options: { newBackup: true, kit: 'k.html', kitPaper: 'A4' },
    });
  });

  test('inspect takes the key of one file', () => {
    expect(read('inspect a.eppb --kit k.txt')).toMatchObject({ options: { kit: 'k.txt' } });
    expect(read('inspect a.eppb --key-stdin')).toMatchObject({ options: { keyStdin: true } });
    expect(read('inspect a.eppb b.eppb')).toMatchObject({ files: ['a.eppb', 'b.eppb'] });
    expect(read('inspect a b --compare --target 2604')).toMatchObject({
      options: { compare: true, target: '2604' },
    });
  });

  test.each([
    ['500k', 500_000],
    ['10M', 10_000_000],
    ['1.5MB/s', 1_500_000],
    ['20000', 20_000],
  ])('a limit of %s is so many bytes a second', (text, bytes) => {
    expect(read(`run plan.json --limit ${text}`)).toMatchObject({ options: { limit: bytes } });
  });

  test.each([
    ['0.9', 0.9],
    ['90%', 0.9],
    ['1', 1],
    ['0%', 0],
  ])('clients are waited for until a share of %s is back', (text, share) => {
    expect(
      read(`run plan.json --clients-share ${text} --clients-minutes 30 --accept-missing`),
    ).toMatchObject({ options: { clientsShare: share, clientsMinutes: 30, acceptMissing: true } });
  });

  test('demo and practice know presets, computers and sizes', () => {
    expect(read('demo --preset dated --computers 50')).toMatchObject({
      options: { preset: 'dated', computers: 50 },
    });
    expect(read('practice --backup-size 1.5GB')).toMatchObject({
      options: { backupSize: 1_500_000_000 },
    });
    expect(read('practice --preset web-only')).toMatchObject({ options: { preset: 'web-only' } });
    expect(() => read('demo --preset web-only')).toThrow();
  });

  test.each([
    ['run --source root@old', '--target is missing'],
    ['run --source a@b@c --target root@new', 'user@host'],
    ['run --source a@b:99999 --target c@d', '1 to 65535'],
    ['run --source a:secret@b --target c@d', 'A password is asked for later'],
    ['run --source fd00::2:x --target c@d', 'user@host'],
    ['run --source a@b --target c@d --allow-legacy all', 'Allowed choices'],
    ['connect', 'Missing required argument'],
    ['connect a b', 'Too many arguments'],
    ['archive old', '--to is missing'],
    ['archive old --list --to x', '--list saves nothing'],
    ['archive old --to x --kind logs', 'no kind “logs”; there are audit-log, log'],
    ['connect h:0', '1 to 65535'],
    ['connect h --jump a:b:c', 'user@host'],
    ['connect h --accept-key SHA256:short', 'SHA256:'],
    ['connect h --agent-key MD5:00', 'SHA256:'],
    ['connect h --password secret', 'Unknown option'],
    ['run --source a@b --target c@d --until later', 'Allowed choices'],
    ['run --source a@b --target c@d --accept-source-key MD5:aa', 'SHA256:'],
    ['demo --computers 5', '10 to 50000'],
    ['run plan.json --limit 5', 'at least 10k'],
    ['run plan.json --limit fast', 'at least 10k'],
    ['run plan.json --clients-share 95', 'from 0 to 1'],
    ['run plan.json --clients-share %', 'from 0 to 1'],
    ['run plan.json --clients-minutes 0', '1 to 10080'],
    ['run plan.json --clients-minutes 1.5', '1 to 10080'],
    ['practice --backup-size 5TB', '1MB to 4GB'],
    ['statsu', 'Did you mean status?'],
    ['status ../etc', 'small letters'],
    ['run p.json --dry-run --until verify', 'cannot be used with'],
    ['plan init huge', 'Allowed choices'],
    ['plan validate', 'Missing required argument'],
    ['run p.json --practice --fault source:', 'There are disk-full, stall.'],
    ['run p.json --practice --fault stall', 'There are disk-full, stall.'],
    ['run p.json --practice --fault source:fire', 'There is no fault “fire”. There are disk-full'],
    ['run p.json --kit-language it', 'Allowed choices are en, de, fr'],
    ['run p.json --kit-paper A5', 'Allowed choices'],
    ['resume m1 --key-from-memory', 'Unknown option'],
    ['run p.json --new-backup', 'Unknown option'],
    ['inspect a b --kit k', 'A key belongs to one backup'],
    ['inspect a b --key-stdin', 'A key belongs to one backup'],
    ['inspect a --compare', 'name two'],
    ['inspect a --target soon', 'version'],
    ['inspect a --key-stdin --kit k', 'cannot be used with'],
    ['run --kti x', 'Did you mean --kit?'],
  ])('%s is wrong and says why', (line, why) => {
    expect(wrong(line)).toMatchObject({
      code: 'usage.wrong',
      facts: { seen: expect.stringContaining(why) },
    });
  });

  test('run takes faults of practice servers, and its help names them', () => {
    expect(read('run p.json --practice --fault source:stall')).toMatchObject({
      options: { fault: [{ side: 'source', name: 'stall' }] },
    });
    expect(read('help run')).toMatchObject({ text: expect.stringContaining('disk-full, stall') });
  });

  test('shows help and version', () => {
    expect(read('--version')).toEqual({ command: 'help', text: '1.2.3', exitCode: 0 });
    expect(read('help run')).toMatchObject({ exitCode: 0, text: expect.stringContaining('--kit') });
    expect(read('')).toMatchObject({ exitCode: 64, text: expect.stringContaining('Commands:') });
    expect(read('help')).toMatchObject({ text: expect.stringContaining('130  cancelled') });
    expect(read('help connect')).toMatchObject({
      text: expect.stringMatching(/never written:\n {2}~\/.ssh\/config/),
    });
  });

  test('help fits 80 columns', () => {
    for (const line of [
      'help',
      'help connect',
      'help run',
      'help plan',
      'plan init --help',
      'plan validate --help',
      'help resume',
      'help inspect',
      'help practice',
      'help demo',
    ]) {
      const help = read(line);
      const text = 'text' in help ? help.text : '';
      expect(text.split('\n').filter((each) => each.length > 80)).toEqual([]);
    }
  });
});
