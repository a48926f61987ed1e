import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentPolicy, isOurPage, pageResponse } from '../../../electron/shell/page-files';

let root: string;
let folder: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'epp-page-'));
  folder = join(root, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(
    join(folder, 'index.html'),
    '<meta nonce="__CSP_NONCE__"><i nonce="__CSP_NONCE__">',
  );
  writeFileSync(join(folder, 'assets', 'a b.js'), '1');
  writeFileSync(join(folder, 'notes.md'), 'notes');
  writeFileSync(join(root, 'main.js'), 'secret');
  mkdirSync(join(root, 'renderer-other'));
  writeFileSync(join(root, 'renderer-other', 'x.js'), 'secret');
});
afterAll(() => rmSync(root, { recursive: true }));

const get = (url: string, method = 'GET') => pageResponse(folder, { url, method }, 'NONCE');

describe('the page', () => {
  it('gets its nonce in the document and in the policy', async () => {
    const answer = await get('app://epp/');
    expect(await answer.text()).toBe('<meta nonce="NONCE"><i nonce="NONCE">');
    expect(answer.headers.get('content-security-policy')).toBe(contentPolicy('NONCE'));
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('gets files with their type, and no other is guessed', async () => {
    const answer = await get('app://epp/assets/a%20b.js');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    'app://epp/../main.js',
    'app://epp/..%2fmain.js',
    'app://epp/%2e%2e/main.js',
    'app://epp/..%2frenderer-other/x.js',
    'app://epp/..%5cmain.js',
    'app://epp/%00',
    'app://epp/%zz',
    'app://epp/notes.md',
    'app://epp/assets',
    'app://epp/nothing.js',
    'app://other/index.html',
  ])('does not get %s', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  it('can only be read', async () => {
    expect((await get('app://epp/', 'POST')).status).toBe(404);
  });

  it('is known by its address', () => {
    expect(isOurPage('app://epp/index.html')).toBe(true);
    const others = ['app://epp.example/', 'app://other/', 'https://epp/', 'about:blank', ''];
    expect(others.filter(isOurPage)).toEqual([]);
  });
});
