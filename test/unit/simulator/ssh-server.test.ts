import ssh2 from 'ssh2';
import { beforeEach, describe, expect, it } from 'vitest';
import { newHostKey } from '../../../electron/simulator/host-key';
import type { Pair } from '../../../electron/simulator/pair';
import { login, practicePair, until } from './practice-client';

const key = (() => {
  const text = newHostKey();
  const parsed = ssh2.utils.parseKey(text);
  if (parsed instanceof Error) throw parsed;
  return { text, open: `ssh-ed25519 ${parsed.getPublicSSH().toString('base64')} me@here` };
})();

describe('logging in', () => {
  const attempts = (pair: Pair) =>
    pair
      .machine('source')
      .record.logins.map(({ method, accepted }) => `${method} ${accepted ? 'yes' : 'no'}`);

  it('works by password', async () => {
    const pair = await practicePair();
    const { one } = await login(pair.source);
    expect((await one('identity'))['hostname']).toBe('OLD-EPP');
    expect(attempts(pair)).toContain('password yes');
  });

  it('works by keyboard-interactive with one prompt', async () => {
    const pair = await practicePair({ methods: ['keyboard-interactive'] });
    const { host, port } = pair.source;
    const client = new ssh2.Client();
    const prompts: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      client.on('keyboard-interactive', (_name, _text, _language, asked, finish) => {
        prompts.push(...asked);
        finish(['practice']);
      });
      client.on('ready', resolve).on('error', reject);
      client.connect({ host, port, username: 'epproot', tryKeyboard: true });
    });
    client.end();
    expect(prompts).toEqual([{ prompt: 'Password: ', echo: false }]);
    expect(attempts(pair).at(-1)).toBe('keyboard-interactive yes');
  });

  it('works by public key, of the right account only', async () => {
    const pair = await practicePair({ publicKeys: { source: [key.open] }, methods: ['publickey'] });
    const by = (privateKey: string, username = 'epproot') =>
      login(pair.source, { privateKey, username });
    expect((await (await by(key.text)).one('counts'))['computers']).toBe(20);
    await expect(by(newHostKey())).rejects.toThrow('authentication');
    await expect(by(key.text, 'somebody')).rejects.toThrow('authentication');
    await expect(login(pair.target, { privateKey: key.text })).rejects.toThrow('authentication');
  });

  it('is refused without, with a wrong and after too many passwords', async () => {
    const pair = await practicePair({
      account: 'admin',
      password: { source: 'old', target: 'new' },
    });
    await expect(login(pair.source, { username: 'admin', password: 'new' })).rejects.toThrow(
      'authentication',
    );
    await expect(login(pair.source, { password: 'old' })).rejects.toThrow('authentication');
    await login(pair.target, { username: 'admin', password: 'new' });
    expect(attempts(pair)).not.toContain('none yes');
    const authHandler = () => ({ type: 'password' as const, username: 'admin', password: 'guess' });
    await expect(login(pair.source, { authHandler: authHandler as never })).rejects.toThrow();
    expect(attempts(pair).filter((attempt) => attempt === 'password no').length).toBeLessThan(10);
  });

  it('shows the same Ed25519 key each time', async () => {
    const pair = await practicePair();
    const seen: string[] = [];
    for (const at of [pair.source, pair.source, pair.target]) {
      await login(at, {
        hostVerifier: (shown: Buffer) => {
          seen.push(shown.toString('base64'));
          return true;
        },
      });
    }
    expect(seen[0]).toBe(seen[1]);
    expect(seen[0]).not.toBe(seen[2]);
    expect(Buffer.from(seen[0] ?? '', 'base64').toString('latin1', 4, 15)).toBe('ssh-ed25519');
  });
});

describe('a host key', () => {
  it('signs, and has all its bytes even where the first are zero', () => {
    const parse = () => {
      const parsed = ssh2.utils.parseKey(newHostKey());
      if (parsed instanceof Error) throw parsed;
      return parsed;
    };
    const first = parse();
    expect(first.verify('text', first.sign('text') as Buffer)).toBe(true);
    // One key in 256 begins with a zero.
    for (let turn = 0; turn < 400; turn++) expect(parse().getPublicSSH().length).toBe(51);
  });
});

describe('a shell', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await practicePair();
  });

  /** Types into a shell and gives what it showed when it closed. */
  async function typed(text: string, terminal: boolean): Promise<string> {
    const { client } = await login(pair.source);
    return await new Promise((resolve, reject) => {
      client.shell(terminal ? {} : false, (error, channel) => {
        if (error) return reject(error);
        let shown = '';
        channel.on('data', (block: Buffer) => {
          shown += block;
        });
        channel.on('close', () => resolve(shown));
        channel.write(text);
      });
    });
  }

  it('has a prompt, takes the same lines, and ends with exit', async () => {
    const shown = await typed('eppctl clients\n\nnonsense\nexit\n', false);
    expect(shown).toBe(
      'OLD-EPP:~$ {"enabled":true,"seenLastDay":16}\nOLD-EPP:~$ OLD-EPP:~$ ' +
        '{"error":"usage","message":"unknown command: nonsense"}\nOLD-EPP:~$ ',
    );
    expect(pair.machine('source').record.commands).toEqual(['eppctl clients', 'nonsense']);
  });

  it('echoes where there is a terminal', async () => {
    expect(await typed('eppctl clientx\x7fs\rexit\r', true)).toContain('clientx\b \bs\r\nexit\r\n');
  });

  it('gives the next line to a command that wants stdin', async () => {
    const shown = await typed(
      'eppctl backup import /incoming/a --request t\nTHEKEY\nexit\n',
      false,
    );
    expect(shown).toContain('{"job":"r-1","state":"queued"}');
    await until(() => pair.machine('source').state.restore?.state === 'failed');
    expect(pair.machine('source').state.restore?.reason).toBe('not-found');
    expect(pair.machine('source').record.commands.join()).not.toContain('THEKEY');
  });
});

describe('a connection', () => {
  it('runs many commands and files at the same time', async () => {
    const pair = await practicePair();
    const { one, sftp } = await login(pair.source);
    const files = await sftp();
    const work = Array.from({ length: 8 }, async (_, at) => {
      const handle = await files.open(`/incoming/${at}`, 'w');
      await files.write(handle, `file ${at}`, 0);
      await files.close(handle);
      return (await one(`hash /incoming/${at}`))['size'];
    });
    expect(await Promise.all(work)).toEqual(Array.from({ length: 8 }, () => 6));
  });
});
