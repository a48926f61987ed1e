import { describe, expect, it } from 'vitest';
import { readCertificate } from '../../../electron/shell/console/certificate';
import {
  contentLock,
  mayGo,
  mayRequest,
  originOf,
  shownAddress,
  shownPath,
  withLock,
} from '../../../electron/shell/console/console-lock';
import { looksLikePage } from '../../../electron/shell/console/looks-like-page';
import { consolePins } from '../../../electron/shell/console/pins';
import { freeName, safeName } from '../../../electron/shell/console/safe-name';
import { newWebIdentity } from '../../../electron/simulator/certificate';
import { foldAll } from '../../../shared/fold';
import { parsePlan } from '../../../shared/plan';

const origin = originOf({ host: 'old-epp.example.com', port: 443 });

describe('the lock of a console', () => {
  it('knows its origin by any name', () => {
    expect(origin).toBe('https://old-epp.example.com');
    expect(originOf({ host: 'OLD-EPP', port: 8443 })).toBe('https://old-epp:8443');
    expect(originOf({ host: 'fe80::1', port: 443 })).toBe('https://[fe80::1]');
  });

  it.each([
    ['https://old-epp.example.com/x?y', true],
    ['https://old-epp.example.com:443/', true],
    ['wss://old-epp.example.com/live', true],
    ['data:image/png;base64,AA==', true],
    ['blob:https://old-epp.example.com/1', true],
    ['http://old-epp.example.com/', false],
    ['ws://old-epp.example.com/', false],
    ['https://old-epp.example.com:444/', false],
    ['https://old-epp.example.com.evil.example/', false],
    ['https://user@old-epp.example.com/', false],
    ['https://old-epp.example.com@evil.example/', false],
    ['blob:https://evil.example/1', false],
    ['file:///etc/passwd', false],
    ['app://epp/index.html', false],
    ['javascript:alert(1)', false],
    ['nonsense', false],
  ])('lets %s be requested: %s', (url, may) => {
    expect(mayRequest(url, origin)).toBe(may);
  });

  it('lets frames be empty, the page itself not', () => {
    expect(mayGo('https://old-epp.example.com/a', true, origin)).toBe(true);
    expect(mayGo('about:blank', false, origin)).toBe(true);
    for (const url of ['about:blank', 'data:text/html,x', 'file:///x', 'https://evil.example/'])
      expect(mayGo(url, true, origin)).toBe(false);
    expect(mayGo('https://evil.example/', false, origin)).toBe(false);
  });

  it('adds its policy to that of the appliance', () => {
    const headers = withLock(
      { 'Content-Security-Policy': ["default-src 'self'"], NEL: ['x'] },
      origin,
    );
    expect(headers['Content-Security-Policy']).toEqual(["default-src 'self'", contentLock(origin)]);
    expect(headers['NEL']).toBeUndefined();
    expect(withLock({}, origin)['content-security-policy']).toEqual([contentLock(origin)]);
    expect(contentLock(origin)).toContain("webrtc 'block'");
  });

  it('shows addresses without what may be a secret', () => {
    expect(shownAddress('https://evil.example/a?key=1#x')).toBe('https://evil.example/a');
    expect(shownAddress(`https://evil.example/${'a'.repeat(500)}`)).toHaveLength(120);
    expect(shownAddress('\u202ejavascript:x')).not.toMatch(/[^\x20-\x7e]/);
    expect(shownPath('https://h/a/b?session=1')).toBe('/a/b');
  });
});

describe('the name of a download', () => {
  it.each([
    ['../../x', 'x'],
    ['..\\..\\x.eppb', 'x.eppb'],
    ['/etc/passwd', 'passwd'],
    ['epp backup (2).eppb', 'epp backup (2).eppb'],
    ['.bashrc', 'bashrc'],
    ['..', 'download'],
    ['', 'download'],
    ['CON.eppb', 'downloadCON.eppb'],
    ['a\u0000b\u202e.eppb', 'a_b_.eppb'],
    ['x.part', 'x'],
  ])('%j becomes %j', (offered, name) => {
    expect(safeName(offered)).toBe(name);
  });

  it('is never long, and keeps its extension', () => {
    const name = safeName(`${'a'.repeat(5000)}.eppb`);
    expect(name.length).toBeLessThanOrEqual(120);
    expect(name).toMatch(/\.eppb$/);
  });

  it('takes no other file’s place', () => {
    const taken = new Set(['x.eppb', 'x-2.eppb']);
    expect(freeName('x.eppb', (name) => taken.has(name))).toBe('x-3.eppb');
    expect(freeName('y.eppb', (name) => taken.has(name))).toBe('y.eppb');
  });
});

describe('a web page in place of a file', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  it.each([
    '<!DOCTYPE html><html>',
    '\ufeff\n  <HTML lang="en">',
    '<!-- x --><html>',
    '<?xml version="1.0"?>\n<!doctype html >',
    '<head><title>Log in</title>',
  ])('is known: %j', (text) => {
    expect(looksLikePage(bytes(text))).toBe(true);
  });
  it.each(['EPPB\u0001', '<htmlish', 'PK\u0003\u0004', '{"error":1}', ''])(
    'is nothing else: %j',
    (text) => {
      expect(looksLikePage(bytes(text))).toBe(false);
    },
  );
});

it('a certificate is read as people compare it', () => {
  const read = readCertificate(newWebIdentity('old-epp', Date.parse('2026-11-27')).certificate);
  expect(read.subject).toBe('CN=old-epp');
  expect(read.sha256).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
  expect(read.md5).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  expect(read.from).toMatch(/^2026-11-26T/);
  expect(() => readCertificate('nonsense')).toThrow();
});

describe('the certificate that is right', () => {
  const at = '2026-11-26T20:00:00.000Z';
  const plan = parsePlan({
    source: { host: 'old', user: 'root', access: 'web' },
    target: { host: 'new', user: 'root' },
  });
  const pinned = (type: string, sha256: string) =>
    ({ at, type: 'host-key-pinned', side: 'source', hostKey: { type, sha256, md5: '' } }) as const;
  const stateWith = (...events: readonly ReturnType<typeof pinned>[]) => {
    const state = foldAll([{ at, type: 'migration-created', id: 'm1', plan }, ...events]);
    if (!state) throw new Error('no state');
    return state;
  };

  it('is that of the migration, of a person since, or none', () => {
    const pins = consolePins();
    const bare = stateWith(pinned('ssh-ed25519', 'SHA256:key'));
    expect(pins.of(bare, 'source', 'old:443')).toBeUndefined();
    pins.confirm(bare, 'source', 'old:443', 'SHA256:mine');
    expect(pins.of(bare, 'source', 'old:443')).toBe('SHA256:mine');
    expect(pins.of(bare, 'target', 'old:443')).toBeUndefined();
    const first = stateWith(pinned('x509', 'SHA256:one'));
    expect(pins.of(first, 'source', 'old:443')).toBe('SHA256:one');
    pins.confirm(first, 'source', 'old:443', 'SHA256:two');
    expect(pins.of(first, 'source', 'old:443')).toBe('SHA256:two');
    const later = stateWith(pinned('x509', 'SHA256:one'), pinned('x509', 'SHA256:three'));
    expect(pins.of(later, 'source', 'old:443')).toBe('SHA256:three');
  });
});
