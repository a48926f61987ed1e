import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quickenIfReadsSame, quickenIfSame } from '../../../../electron/engine/ssh/fast-self-test';
import { type FileServer, openFileServer } from './fast-file';

type Made = new (config: object) => object;

let files: FileServer;
let Cipher: Made;
let Decipher: Made;
beforeEach(async () => {
  files = await openFileServer(Buffer.alloc(0));
  const protocol = await files.line.run<Record<'_cipher' | '_decipher', object>>((client, settle) =>
    settle(undefined, (client as unknown as { _protocol: never })._protocol),
  );
  Cipher = protocol._cipher.constructor as Made;
  Decipher = protocol._decipher.constructor as Made;
});
afterEach(() => files.close());

const keys = { cipherKey: Buffer.alloc(16, 1), cipherIV: Buffer.alloc(12, 2), seqno: 0 };
const outbound = { ...keys, onWrite: () => {}, cipherInfo: { sslName: 'aes-128-gcm' } };
const inbound = {
  ...{ seqno: 0, decipherKey: keys.cipherKey, decipherIV: keys.cipherIV },
  onPayload: () => {},
  decipherInfo: { sslName: 'aes-128-gcm' },
};
const quicken = (cipher: object) => quickenIfSame(cipher, () => {});
const quickenReading = (decipher: object) => quickenIfReadsSame(decipher, { payload: undefined });

describe('the test that the layer makes of itself', () => {
  it('passes with the ssh2 that is installed', () => {
    expect(quicken(new Cipher({ outbound }))).toBe(true);
    expect(quickenReading(new Decipher({ inbound }))).toBe(true);
  });

  it('fails where ssh2 would send other bytes', () => {
    class Other extends Cipher {
      encrypt(packet: Buffer): void {
        packet[6] = 0;
        (Cipher.prototype as { encrypt: (packet: Buffer) => void }).encrypt.call(this, packet);
      }
    }
    const cipher = new Other({ outbound });
    expect(quicken(cipher)).toBe(false);
    expect(Object.hasOwn(cipher, 'encrypt')).toBe(false);
  });

  it('fails where ssh2 would read something else', () => {
    class Other extends Decipher {
      decrypt(): undefined {
        return undefined;
      }
    }
    const decipher = new Other({ inbound });
    expect(quickenReading(decipher)).toBe(false);
    expect(Object.hasOwn(decipher, 'decrypt')).toBe(false);
  });

  it('fails where a class cannot be made so', () => {
    class Other extends Cipher {
      constructor(config: object) {
        super(config);
        if (!('right' in config)) throw new Error('no');
      }
    }
    expect(quicken(new Other({ outbound, right: true }))).toBe(false);
  });
});
