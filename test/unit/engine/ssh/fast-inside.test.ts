import type { Client, SFTPWrapper } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Inside,
  insideCipher,
  insideClient,
  insideDecipher,
  insideSftp,
} from '../../../../electron/engine/ssh/fast-inside';
import { fastLineOf, makeFast } from '../../../../electron/engine/ssh/fast-line';
import { makeSftpFast } from '../../../../electron/engine/ssh/fast-sftp';
import { type FileServer, openFileServer } from './fast-file';

type Members = Record<string, unknown>;

let files: FileServer;
let protocol: Members;
let sftp: Members;
beforeEach(async () => {
  files = await openFileServer(Buffer.alloc(10));
  const client = await files.line.run<Members>((client, settle) =>
    settle(undefined, client as unknown as Members),
  );
  protocol = client['_protocol'] as Members;
  sftp = await files.line.run<Members>((client, settle) =>
    client.sftp((error, opened) => settle(error, opened as unknown as Members)),
  );
});
afterEach(() => files.close());

/** The same thing, but for one member. */
const broken = (whole: Members, name: string): Members =>
  new Proxy(whole, {
    has: (target, key) => key !== name && key in target,
    get: (target, key) => (key === name ? undefined : Reflect.get(target, key)),
  });
const strangeIn = (found: Inside<unknown>) => ('strange' in found ? found.strange : undefined);

describe('the inside of the ssh2 that is installed', () => {
  it('is as expected', () => {
    expect(strangeIn(insideClient({ _protocol: protocol } as unknown as Client))).toBeUndefined();
    expect(strangeIn(insideSftp(sftp as unknown as SFTPWrapper))).toBeUndefined();
    expect(strangeIn(insideCipher(protocol['_cipher']))).toBeUndefined();
    expect(strangeIn(insideDecipher(protocol['_decipher']))).toBeUndefined();
  });

  it.each([
    ...['_identRaw', '_cipher', '_decipher', '_kexinit', '_destruct', 'channelData'],
    ...['channelClose', 'channelEOF', 'channelWindowAdjust'],
  ])('a connection without %s is left to ssh2', (name) => {
    const client = { _protocol: broken(protocol, name) } as unknown as Client;
    expect(makeFast(client, null as never)).toBe(name);
    expect(fastLineOf(client)).toBeUndefined();
  });

  it('another version of ssh2 is left alone', () => {
    const other = Object.create(protocol, {
      _identRaw: { value: Buffer.from('SSH-2.0-ssh2js1.17.1') },
    });
    expect(makeFast({ _protocol: other } as unknown as Client, null as never)).toBe('_identRaw');
  });

  it.each([
    ...['_protocol', '_requests', '_writeReqid', '_buffer', '_waitWindow', '_chunkcb', '_version'],
    ...['_maxWriteLen', '_pktLenBytes', 'incoming', 'outgoing', 'push', 'write'],
  ])('an SFTP session without %s is left to ssh2', async (name) => {
    const { push, write } = sftp;
    const client = await files.line.run<Client>((client, settle) => settle(undefined, client));
    expect(makeSftpFast(client, broken(sftp, name) as unknown as SFTPWrapper)).toBe(false);
    expect([sftp['push'], sftp['write'], sftp['_protocol']]).toEqual([push, write, protocol]);
  });

  it.each([...['_encSSLName', '_encKey', '_encIV', '_dead', 'outSeqno', 'allocPacket', 'encrypt']])(
    'a cipher without %s is left to ssh2',
    (name) => {
      expect(strangeIn(insideCipher(broken(protocol['_cipher'] as Members, name)))).toBe(name);
    },
  );

  it.each([
    ...['_decipherSSLName', '_decipherKey', '_decipherIV', 'inSeqno', '_onPayload', 'decrypt'],
  ])('a decipher without %s is left to ssh2', (name) => {
    expect(strangeIn(insideDecipher(broken(protocol['_decipher'] as Members, name)))).toBe(name);
  });
});
