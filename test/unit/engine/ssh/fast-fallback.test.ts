import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type * as FastInside from '../../../../electron/engine/ssh/fast-inside';
import { fastLineOf } from '../../../../electron/engine/ssh/fast-line';
import type { Line } from '../../../../electron/engine/ssh/line';
import { type FileServer, openFileServer, readAll, writeAll } from './fast-file';

type Look = 'insideClient' | 'insideSftp' | 'insideCipher' | 'insideDecipher';

const strangers = vi.hoisted(() => new Set<string>());

// Each look into ssh2 can be made to find something strange.
vi.mock('../../../../electron/engine/ssh/fast-inside', async (original) => {
  const real = await original<typeof FastInside>();
  const look =
    <Seen, Found>(name: Look, see: (seen: Seen) => Found) =>
    (seen: Seen) =>
      strangers.has(name) ? { strange: name } : see(seen);
  return {
    ...real,
    insideClient: look('insideClient', real.insideClient),
    insideSftp: look('insideSftp', real.insideSftp),
    insideCipher: look('insideCipher', real.insideCipher),
    insideDecipher: look('insideDecipher', real.insideDecipher),
  };
});

let files: FileServer | undefined;
afterEach(async () => {
  strangers.clear();
  await files?.close();
});

const clientOf = (line: Line) => line.run<object>((client, settle) => settle(undefined, client));
/** The members of ssh2's cipher, decipher and session that are not ssh2's own any more. */
async function madeFast(line: Line): Promise<readonly string[]> {
  type Quick = { readonly encrypt?: unknown; readonly decrypt?: unknown };
  const client = (await clientOf(line)) as {
    readonly _protocol: { readonly _cipher: Quick; readonly _decipher: Quick };
  };
  const { _cipher, _decipher } = client._protocol;
  return [
    ...(Object.hasOwn(_cipher, 'encrypt') ? ['cipher'] : []),
    ...(Object.hasOwn(_decipher, 'decrypt') ? ['decipher'] : []),
    ...(fastLineOf(client as never) ? ['line'] : []),
  ];
}

describe('where a part of ssh2 is not as expected', () => {
  it.each<[Look | 'nothing', readonly string[]]>([
    ['nothing', ['cipher', 'decipher', 'line']],
    ['insideClient', []],
    ['insideSftp', ['cipher', 'decipher', 'line']],
    ['insideCipher', ['decipher', 'line']],
    ['insideDecipher', ['cipher', 'line']],
  ])(
    '%s is strange: ssh2 does that part itself, and files arrive unchanged',
    async (look, fast) => {
      strangers.add(look);
      const content = randomBytes(3_000_000);
      files = await openFileServer(content);
      expect(await madeFast(files.line)).toEqual(fast);
      expect((await readAll(files.line, content.length)).equals(content)).toBe(true);
      const other = randomBytes(3_100_000);
      await writeAll(files.line, other);
      expect(files.content().equals(other)).toBe(true);
    },
  );
});
