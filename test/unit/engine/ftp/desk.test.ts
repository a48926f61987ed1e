import { describe, expect, it } from 'vitest';
import { isSame, newAccount } from '../../../../electron/engine/ftp/desk/account';
import {
  readEprt,
  readPort,
  writePort,
} from '../../../../electron/engine/ftp/desk/hosts-and-ports';
import { lineCutter } from '../../../../electron/engine/ftp/desk/lines';
import { factsLine, listLine } from '../../../../electron/engine/ftp/desk/listing';
import { isPlainName, placeOf } from '../../../../electron/engine/ftp/desk/path';

describe('an account of the desk', () => {
  it('is another one each time, in letters that every keyboard has in the same place', () => {
    const all = Array.from({ length: 200 }, newAccount);
    const words = all.flatMap(({ password, folder }) => [password, folder]);
    expect(new Set(words).size).toBe(400);
    expect(words.every((word) => /^[bcdefghjknprstuv]{14}$/.test(word))).toBe(true);
    // All sixteen letters come up: 5600 letters miss one with a chance below 1 in 10 to the 150.
    expect(new Set(words.join('')).size).toBe(16);
  });

  it('is compared as a whole', () => {
    expect(isSame('abc', 'abc')).toBe(true);
    for (const other of ['', 'ab', 'abcd', 'abd', 'ABC', 'abc\0'])
      expect(isSame(other, 'abc')).toBe(false);
  });
});

describe('a path of the desk', () => {
  const folder = 'secretsecret';
  it.each([
    ['/', false, { kind: 'root' }],
    ['', false, { kind: 'root' }],
    ['..', true, { kind: 'root' }],
    ['', true, { kind: 'folder' }],
    [`/${folder}`, false, { kind: 'folder' }],
    [`${folder}/`, false, { kind: 'folder' }],
    [`/${folder}/a.eppb`, true, { kind: 'file', name: 'a.eppb' }],
    ['a.eppb', true, { kind: 'file', name: 'a.eppb' }],
    [`../../../${folder}/./a.eppb`, true, { kind: 'file', name: 'a.eppb' }],
    ['a.eppb', false, { kind: 'nowhere', guess: true }],
    ['/etc/passwd', true, { kind: 'nowhere', guess: true }],
    ['../etc/passwd', true, { kind: 'nowhere', guess: true }],
    [folder.toUpperCase(), false, { kind: 'nowhere', guess: true }],
    ['a/b', true, { kind: 'nowhere', guess: false }],
    ['a\\..\\b', true, { kind: 'nowhere', guess: false }],
    ['c:a', true, { kind: 'nowhere', guess: false }],
  ])('%s (in the folder: %s)', (path, inFolder, place) => {
    expect(placeOf(path, inFolder, folder)).toEqual(place);
  });

  it('ends in a plain name', () => {
    for (const name of ['', '.', '..', 'a/b', 'a\\b', 'a:b', 'a\nb', 'a\u007f', 'é'.repeat(128)])
      expect(isPlainName(name)).toBe(false);
    for (const name of ['a', '.hidden', 'Sicherung vom 26.eppb', 'é'.repeat(127)])
      expect(isPlainName(name)).toBe(true);
  });
});

describe('what a console sends', () => {
  it('is cut into lines, however it is split', () => {
    const cut = lineCutter();
    expect(cut(Buffer.from('USER a\r'))).toEqual([]);
    expect(cut(Buffer.from('\nPASS b\r\nPWD\nQU'))).toEqual(['USER a', 'PASS b', 'PWD']);
    expect(cut(Buffer.from('IT\r\n'))).toEqual(['QUIT']);
  });

  it('may have letters of more than one byte, split between', () => {
    const cut = lineCutter();
    const bytes = Buffer.from('CWD ä\r\n');
    expect(cut(bytes.subarray(0, 5))).toEqual([]);
    expect(cut(bytes.subarray(5))).toEqual(['CWD ä']);
  });

  it('may have telnet signals', () => {
    const cut = lineCutter();
    const bytes = Buffer.from([0xff, 0xf4, 0xff, 0xf2, 0x41, 0x42, 0x4f, 0x52, 0x0d, 0x0a]);
    expect(cut(bytes)).toEqual(['ABOR']);
  });

  it('is not kept for ever', () => {
    expect(lineCutter()(Buffer.alloc(1025, 'x'))).toBeUndefined();
    const cut = lineCutter();
    for (let count = 0; count < 1024; count++) expect(cut(Buffer.from('x'))).toEqual([]);
    expect(cut(Buffer.from('x'))).toBeUndefined();
  });

  it('may be an address and a port', () => {
    expect(readPort('192,0,2,7,195,80')).toEqual({ host: '192.0.2.7', port: 50_000 });
    for (const odd of [
      '',
      '1,2,3,4,5',
      '1,2,3,4,5,256',
      '1,2,3,4,5,6,7',
      'a,2,3,4,5,6',
      '-1,2,3,4,5,6',
    ])
      expect(readPort(odd)).toBeUndefined();
    expect(readEprt('|1|192.0.2.7|50000|')).toEqual({ host: '192.0.2.7', port: 50_000 });
    expect(readEprt('!2!2001:db8::7!50000!')).toEqual({ host: '2001:db8::7', port: 50_000 });
    for (const odd of ['', '|3|192.0.2.7|1|', '|1|host|1|', '|1|192.0.2.7|1', '|1|192.0.2.7!1|'])
      expect(readEprt(odd)).toBeUndefined();
    expect(writePort({ host: '192.0.2.7', port: 50_000 })).toBe('192,0,2,7,195,80');
    expect(writePort({ host: '::1', port: 1 })).toBeUndefined();
  });
});

it('lists a file as other servers do', () => {
  const entry = { name: 'a b.eppb', size: 5, modifiedAt: new Date('2026-02-03T04:05:06Z') };
  expect(listLine(entry)).toBe('-rw------- 1 epp epp             5 Feb  3 04:05 a b.eppb\r\n');
  expect(factsLine(entry)).toBe('type=file;size=5;modify=20260203040506; a b.eppb');
});
