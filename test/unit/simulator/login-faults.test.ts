import ssh2, { type ConnectConfig } from 'ssh2';
import { describe, expect, it } from 'vitest';
import { addressesOf } from '../../../electron/simulator/addresses';
import type { Pair } from '../../../electron/simulator/pair';
import { machine } from './machines';
import { login, practicePair } from './practice-client';

/** Runs one command line and gives what came back. */
async function says(pair: Pair, line: string): Promise<readonly [string, number]> {
  const { client } = await login(pair.source);
  return await new Promise((resolve, reject) => {
    client.exec(line, (error, channel) => {
      if (error) return reject(error);
      let text = '';
      let exitCode = -1;
      channel.on('data', (block: Buffer) => {
        text += block;
      });
      channel.on('exit', (code: number) => {
        exitCode = code;
      });
      channel.on('close', () => resolve([text, exitCode]));
      channel.end();
    });
  });
}

/** Logs in by keyboard-interactive with these answers, one a round; gives the prompts. */
async function answering(pair: Pair, answers: readonly string[]) {
  const { host, port } = pair.source;
  const client = new ssh2.Client();
  const prompts: string[] = [];
  const rounds = [...answers];
  try {
    await new Promise<void>((resolve, reject) => {
      client.on('keyboard-interactive', (_name, _text, _language, asked, finish) => {
        prompts.push(...asked.map(({ prompt }) => prompt));
        finish([rounds.shift() ?? '']);
      });
      client.on('ready', resolve).on('error', reject);
      client.connect({ host, port, username: 'epproot', tryKeyboard: true });
    });
    return { prompts, in: true };
  } catch {
    return { prompts, in: false };
  } finally {
    client.destroy();
  }
}

describe('a login shell', () => {
  it.each([
    ["echo 'who  are' you", ['who  are you\n', 0]],
    ['true', ['', 0]],
    ['id -u', ['0\n', 0]],
    ['id -g', ['', 2]],
  ])('answers %s', async (line, answer) => {
    expect(await says(await practicePair(), line)).toEqual(answer);
  });
});

describe('the internal address', () => {
  it.each([
    ['5.2.0.6', ['127.0.0.1', '111.33.33.111']],
    ['5.9.4.2', ['127.0.0.1', '111.33.33.111']],
    ['5.9.4.3', ['127.0.0.1']],
    ['2509.0.1.0', ['127.0.0.1']],
  ])('is one of version %s: %j', (version, addresses) => {
    expect(addressesOf(machine('source', { version }))).toEqual(addresses);
  });

  it('is none that a machine can be moved to', async () => {
    const { eppctl } = await login((await practicePair()).source);
    const answer = await eppctl(
      'network set-address 111.33.33.111 --prefix 24 --gateway 127.0.0.1 --dns 127.0.0.1',
    );
    expect(answer).toMatchObject({ exitCode: 3, error: { error: 'refused' } });
  });
});

describe('with the fault', () => {
  it('menu, every command gets the menu, and there is no SFTP', async () => {
    const pair = await practicePair({ faults: { source: { menu: true } } });
    const [text, exitCode] = await says(pair, 'eppctl identity');
    expect(text).toContain('Choose:');
    expect(text).not.toContain('product');
    expect(exitCode).toBe(0);
    const { sftp } = await login(pair.source);
    await expect(sftp()).rejects.toThrow();
    await pair.setFault('source', 'menu', false);
    expect((await says(pair, 'echo shell'))[0]).toBe('shell\n');
  });

  it('two-factor, the code is asked after the password, whatever that was', async () => {
    const pair = await practicePair({ faults: { source: { 'two-factor': { code: '000111' } } } });
    const prompts = ['Password: ', 'Verification code: '];
    const right = await answering(pair, ['practice', '000111']);
    expect(right).toEqual({ prompts, in: true });
    expect(await answering(pair, ['practice', '123456'])).toMatchObject({ prompts, in: false });
    expect(await answering(pair, ['wrong', '000111'])).toMatchObject({ prompts, in: false });
    await expect(login(pair.source)).rejects.toThrow('authentication');
    expect(pair.machine('source').record.logins.map(({ method }) => method)).not.toContain(
      'publickey',
    );
  });

  it('legacy-algorithms, only a client that takes them gets in', async () => {
    const pair = await practicePair({ faults: { source: { 'legacy-algorithms': true } } });
    await expect(login(pair.source)).rejects.toThrow('no matching key exchange');
    const algorithms: ConnectConfig['algorithms'] = {
      kex: ['diffie-hellman-group14-sha1'],
      serverHostKey: ['ssh-rsa'],
      cipher: ['aes128-cbc'],
      hmac: ['hmac-sha1'],
    };
    const { one } = await login(pair.source, { algorithms });
    expect((await one('identity'))['role']).toBe('standalone');
    const tooNew = { ...algorithms, cipher: ['aes128-ctr' as const] };
    await expect(login(pair.source, { algorithms: tooNew })).rejects.toThrow('cipher');
  });
});
