import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../../../electron/engine/ssh/fast-answers';
import type { Sftp } from '../../../../electron/engine/ssh/fast-inside';
import { wireString, wireUint32 } from '../../../../electron/engine/ssh/key-wire';

const message = (kind: number, id: number, body: Buffer): Buffer =>
  wireString(Buffer.concat([Buffer.from([kind]), wireUint32(id), body]));
const data = (id: number, content: string): Buffer => message(103, id, wireString(content));
const status = (id: number): Buffer => message(101, id, Buffer.from('any status'));

/** A session that waits for data under the numbers 1 to 3, and what it heard. */
function session() {
  const heard: string[] = [];
  const others: Buffer[] = [];
  const request = (id: number) => ({
    buffer: Buffer.alloc(8, '-'),
    cb: (_error: unknown, into: unknown, bytes?: number) =>
      void heard.push(`${id}: ${String((into as Buffer).subarray(0, bytes))}`),
  });
  const sftp = {
    _requests: { 1: request(1), 2: request(2), 3: request(3) },
    push: (bytes: Buffer | null) => void others.push(bytes ?? Buffer.from('end')),
  } as unknown as Sftp;
  const push = readAnswers(sftp, { payload: undefined });
  return { push, heard, others: () => Buffer.concat(others), requests: sftp._requests };
}

describe('answers', () => {
  const whole = Buffer.concat([data(2, 'second'), status(7), data(1, 'first'), status(8)]);

  it.each(Array.from({ length: whole.length }, (_, at) => at + 1))(
    'cut into pieces of %i bytes go where they belong',
    (size) => {
      const { push, heard, others, requests } = session();
      for (let at = 0; at < whole.length; at += size) push(whole.subarray(at, at + size));
      expect(heard).toEqual(['2: second', '1: first']);
      expect(others()).toEqual(Buffer.concat([status(7), status(8)]));
      expect(Object.keys(requests)).toEqual(['3']);
    },
  );

  it.each([
    ['more than was asked for', data(1, 'more than eight')],
    ['data that nobody asked for', data(9, 'x')],
    ['no data', data(1, '')],
    [
      'data with something after it',
      message(103, 1, Buffer.concat([wireString('x'), wireString('y')])),
    ],
    ['data that ends too early', message(103, 1, wireUint32(8))],
    ['data without a length', message(103, 1, Buffer.alloc(0))],
    ['no message at all', Buffer.alloc(5)],
  ])('%s is left to ssh2', (_name, bytes) => {
    const { push, heard, others } = session();
    push(bytes);
    expect(heard).toEqual([]);
    expect(others()).toEqual(bytes);
    push(null);
    expect(others()).toEqual(Buffer.concat([bytes, Buffer.from('end')]));
  });
});
