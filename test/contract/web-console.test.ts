import { describe, expect, it } from 'vitest';
import { practicePair, until } from '../unit/simulator/practice-client';
import { createBackup, sha256, visitor } from '../unit/simulator/web-visitor';

describe('the web console of a practice machine', () => {
  it('lets nobody in but those who log in', async () => {
    const pair = await practicePair();
    const at = visitor(pair.source);
    const first = await at.get('/');
    expect(first.text).toContain('<title>Login - Endpoint Protector</title>');
    expect(first.text).toMatch(/<span id="version">Version 5\.2\.0\.6<\/span>/);
    const before = at.cookie();
    expect((await at.post('/login', { username: 'epproot', password: 'no' })).status).toBe(403);
    expect((await at.ask('/backups')).headers.location).toBe('/');
    const inside = await at.post('/login', { username: 'epproot', password: 'practice' });
    expect(inside.text).toContain('Dashboard');
    expect(at.cookie()).not.toBe(before);
    expect(pair.machine('source').record.logins).toEqual([
      { user: 'epproot', method: 'web', accepted: false },
      { user: 'epproot', method: 'web', accepted: true },
    ]);
    await at.post('/logout', {});
    expect((await at.ask('/backups')).status).toBe(303);
  });

  it('sets a cookie that no script and no other site can use, and forbids scripts and frames', async () => {
    const pair = await practicePair();
    const { headers } = await visitor(pair.source).ask('/');
    expect(headers['set-cookie']?.[0]).toMatch(/; Secure; HttpOnly; SameSite=Strict$/);
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(headers['cache-control']).toBe('no-store');
  });

  it('asks for the second factor of the machine', async () => {
    const pair = await practicePair({ faults: { source: { 'two-factor': true } } });
    const at = visitor(pair.source);
    expect((await at.get('/')).text).toContain('Verification code');
    const given = { username: 'epproot', password: 'practice' };
    expect((await at.post('/login', given)).status).toBe(403);
    expect((await at.post('/login', { ...given, code: '123456' })).text).toContain('Dashboard');
  });

  it('forgets who does nothing, and then carries nothing out', async () => {
    const faults = { 'web-session-short': { seconds: 5 } } as const;
    const pair = await practicePair({ faults: { source: faults } });
    const at = visitor(pair.source);
    await at.login();
    await at.get('/backups/create');
    await new Promise((resolve) => setTimeout(resolve, 700));
    const late = await at.post('/backups/create', { name: 'late', description: '' });
    expect(late.status).toBe(403);
    expect(late.text).toContain('Cannot execute command! An error occurred!');
    expect(pair.machine('source').state.backups).toEqual([]);
    expect((await at.get('/backups')).text).toContain('You were logged out.');
    expect((await at.login()).text).toContain('Dashboard');
  });

  it('tells the totals that the machine counts', async () => {
    const pair = await practicePair();
    const at = visitor(pair.source);
    const { text } = await at.login();
    for (const [name, count] of Object.entries(pair.machine('source').state.database.counts)) {
      const label = name === 'admins' ? 'administrators' : name;
      expect(text.toLowerCase()).toContain(`<th scope="row">${label}</th><td>${count}</td>`);
    }
  });

  it('creates a backup: its key is shown once, nothing runs before it is saved', async () => {
    const pair = await practicePair();
    const at = visitor(pair.source);
    await at.login();
    await at.get('/backups/create');
    const dialog = await at.post('/backups/create', { name: 'first', description: 'a test' });
    const key = /id="system-backup-key">([A-Z0-9]{16})</.exec(dialog.text)?.[1] ?? 'none';
    expect(dialog.text).toContain('<button>Yes, I saved the System Backup Key</button>');
    expect(pair.machine('source').backupsStarted).toBe(0);
    // Sent again, as a browser does on Reload.
    const again = await at.post('/backups/create', { name: 'first', description: 'a test' });
    expect(again.status).toBe(400);
    const waiting = await at.get('/backups/view?id=b-1');
    expect(waiting.text).toContain('Yes, I saved the System Backup Key');
    const started = await at.post('/backups/start', { id: 'b-1' });
    expect(started.text).toContain('<span class="generating">Generating</span>');
    await until(async () => (await at.get('/backups')).text.includes('Ready to download'));
    const later = [again, waiting, started];
    for (const path of ['/', '/backups', '/backups/view?id=b-1', '/backups/create'])
      later.push(await at.get(path));
    expect(later.filter(({ text }) => text.includes(key))).toEqual([]);
    const { record } = pair.machine('source');
    expect(record.changes).toEqual(['backup prepare', 'backup start']);
  });

  it('lists backups in the columns of the page, and deletes them', async () => {
    const pair = await practicePair();
    const at = visitor(pair.source);
    await at.login();
    const { pages } = await createBackup(at);
    const list = pages.at(-1)?.text ?? '';
    const heads = [...list.matchAll(/<th scope="col">([^<]+)</g)].map(([, name]) => name);
    expect(heads).toEqual([
      ...['Backup Name', 'Description', 'Server Version', 'File Name', 'File Hash', 'File Size'],
      ...['Creation Date', 'Status', 'Actions'],
    ]);
    const { file, written } = pair.machine('source').state.backups[0] ?? {};
    for (const shown of [
      'first',
      '5.2.0.6',
      'first.eppb',
      written?.sha256,
      `${written?.size} bytes`,
    ])
      expect(list).toMatch(new RegExp(`<td[^>]*>${shown}</td>`));
    expect(file).toBe('/backups/first.eppb');
    const after = await at.post('/backups/delete', { id: 'b-1' });
    expect(after.text).toContain('There is no System Backup.');
    expect((await at.get('/backups/download?id=b-1')).status).toBe(404);
  });

  it('gives the file, and the rest of it after it broke off', async () => {
    const pair = await practicePair({ backupBytes: 3_000_000 });
    const at = visitor(pair.source);
    await at.login();
    const { download } = await createBackup(at);
    const { size = 0, sha256: right } = pair.machine('source').state.backups[0]?.written ?? {};
    await pair.setFault('source', 'web-download-breaks', true);
    const half = await at.ask(download);
    expect(half).toMatchObject({ status: 200, whole: false });
    expect(half.headers).toMatchObject({
      'content-disposition': 'attachment; filename="first.eppb"',
      'accept-ranges': 'bytes',
      'content-length': String(size),
      etag: `"${right}"`,
    });
    expect(half.body.length).toBe(Math.ceil(size / 2));
    const range = `bytes=${half.body.length}-`;
    const rest = await at.ask(download, {
      headers: { range, 'if-range': String(half.headers.etag) },
    });
    expect(rest).toMatchObject({ status: 206, whole: true });
    expect(rest.headers['content-range']).toBe(`bytes ${half.body.length}-${size - 1}/${size}`);
    expect(sha256(Buffer.concat([half.body, rest.body]))).toBe(right);
    // Another file than the one that was begun comes whole.
    const other = await at.ask(download, { headers: { range, 'if-range': '"other"' } });
    expect([other.status, sha256(other.body)]).toEqual([200, right]);
    expect((await at.ask(download, { headers: { range: `bytes=${size}-` } })).status).toBe(416);
    expect((await at.ask(download, { headers: { range: 'bytes=-5' } })).body.length).toBe(5);
    const head = await at.ask(download, { method: 'HEAD' });
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect((await visitor(pair.source).ask(download)).status).toBe(303);
  });

  it('gives what it should not where a fault says so', async () => {
    const pair = await practicePair();
    const at = visitor(pair.source);
    await at.login();
    const { download } = await createBackup(at);
    await pair.setFault('source', 'web-html-download', true);
    const page = await at.ask(download);
    expect(page.headers['content-disposition']).toContain('first.eppb');
    expect(page.text).toContain('<!doctype html>');
    expect((await at.ask(download)).headers['content-type']).toBe('application/octet-stream');
    await pair.setFault('source', 'web-odd-name', true);
    expect((await at.ask(download)).headers['content-disposition']).toContain('"../../x"');
    await pair.setFault('source', 'web-huge-file', true);
    const huge = await at.ask(download);
    expect([huge.headers['content-length'], huge.whole]).toEqual(['20000000000', false]);
    await pair.setFault('source', 'web-long-page', { bytes: 2_000_000 });
    expect((await at.get('/')).body.length).toBeGreaterThan(2_000_000);
    await pair.setFault('source', 'web-redirect', true);
    expect((await at.ask('/')).headers.location).toBe('https://192.0.2.1/');
  });
});
