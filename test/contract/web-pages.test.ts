import { connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { Pair, PairOptions } from '../../electron/simulator/pair';
import { answers, login, practicePair, until } from '../unit/simulator/practice-client';
import { visitor } from '../unit/simulator/web-visitor';

const inside = async (options: Partial<PairOptions> = {}) => {
  const pair = await practicePair(options);
  const at = visitor(pair.source);
  await at.login();
  return { pair, at };
};

/** The fields of the network form, with others in their place. */
const networkOf = (pair: Pair, changed: Readonly<Record<string, string>> = {}) => {
  const { address, prefix, gateway, dns } = pair.machine('source').state.network;
  const [first = '', second = ''] = dns;
  return { address, prefix: String(prefix), gateway, first, second, ...changed };
};

describe('the pages of the appliance', () => {
  it('tell the version, the disk and the memory', async () => {
    const { pair, at } = await inside();
    const { text } = await at.get('/appliance/server');
    const { version, machineId, hardware } = pair.machine('source').state;
    for (const told of [version, machineId, `(${hardware.memoryBytes} bytes)`])
      expect(text).toContain(told);
    const bytes = (name: string): number =>
      Number(new RegExp(`${name}</th><td>[^(]*\\((\\d+) bytes`).exec(text)?.[1]);
    expect(bytes('Disk used') + bytes('Disk free')).toBe(bytes('Disk size'));
  });

  it('change the address, where the console then is, with the same certificate', async () => {
    const { pair, at } = await inside();
    const seen = async (host: string): Promise<string> =>
      await new Promise((resolve, reject) => {
        const { webPort: port = 0 } = pair.source;
        const socket = connect({ host, port, rejectUnauthorized: false }, () => {
          resolve(socket.getPeerCertificate().fingerprint256);
          socket.destroy();
        }).on('error', reject);
      });
    const before = await seen(pair.source.host);
    await at.get('/appliance/maintenance');
    const moved = pair.source.host.replace(/1$/, '9');
    const saved = await at.post('/appliance/network', networkOf(pair, { address: moved }));
    expect(saved.text).toContain(`this server answers at ${moved}`);
    await until(() => answers(moved, pair.source.webPort ?? 0));
    expect(await seen(moved)).toBe(before);
    expect(await answers(pair.source.host, pair.source.webPort ?? 0)).toBe(false);
    expect(pair.machine('source').record.changes).toEqual(['network set-address']);
  });

  it('keep what was entered where the network cannot be changed', async () => {
    const { pair, at } = await inside();
    await at.get('/appliance/maintenance');
    for (const [changed, words] of [
      [{ address: pair.target.host }, 'another machine answers'],
      [{ address: '<b>' }, 'is no IP address'],
      [{ first: '', second: '' }, 'Enter the address of a DNS server.'],
    ] as const) {
      const page = await at.post('/appliance/network', networkOf(pair, changed));
      expect(page.status).toBe(400);
      expect(page.text).toContain(words);
      expect(page.text).not.toContain('<b>');
    }
    expect(pair.machine('source').record.changes).toEqual([]);
  });

  it('save the network only with both DNS servers where a fault says so', async () => {
    const { pair, at } = await inside({ faults: { source: { 'web-both-dns': true } } });
    const form = await at.get('/appliance/maintenance');
    expect(form.text).toContain('<input name="first" maxlength="60" value="">');
    const one = await at.post('/appliance/network', networkOf(pair, { second: '' }));
    expect(one.text).toContain('The network settings were not saved.');
    const both = await at.post('/appliance/network', networkOf(pair));
    expect(both.text).toContain('The network settings were saved.');
  });

  it('switch the server off after it was confirmed', async () => {
    const { pair, at } = await inside();
    const asked = await at.get('/appliance/shutdown');
    expect(asked.text).toContain('<button>Yes, shut down</button>');
    expect(pair.machine('source').record.changes).toEqual([]);
    await at.post('/appliance/shutdown', {});
    await until(() => pair.machine('source').power === 'off');
    await until(async () => !(await answers(pair.source.host, pair.source.webPort ?? 0)));
  });

  it('restart it, after which nobody is logged in', async () => {
    const { pair, at } = await inside();
    await at.get('/appliance/reboot');
    await at.post('/appliance/reboot', {});
    await until(() => pair.machine('source').state.restart !== undefined);
    await until(() => pair.machine('source').state.restart === undefined);
    await until(() => answers(pair.source.host, pair.source.webPort ?? 0));
    expect((await at.get('/')).text).toContain('You were logged out.');
  });

  it('switch SSH on in a pair without it, and off again', async () => {
    const pair = await practicePair({ preset: 'web-only' });
    expect(pair.plan).toMatchObject({ source: { access: 'web' }, target: { access: 'web' } });
    const { host, port } = pair.source;
    expect([await answers(host, port), pair.machine('source').listening]).toEqual([false, true]);
    const at = visitor(pair.source);
    await at.login();
    const page = await at.get('/appliance/maintenance');
    expect(page.text).toContain('<td>Disabled</td>');
    await at.post('/appliance/ssh', { to: 'on' });
    await until(() => answers(host, port));
    await login(pair.source);
    await at.post('/appliance/ssh', { to: 'off' });
    await until(async () => !(await answers(host, port)));
    expect((await at.get('/')).status).toBe(200);
  });
});

describe('the other pages', () => {
  it('switch client communication', async () => {
    const { pair, at } = await inside();
    expect((await at.get('/settings')).text).toContain('value="on" checked>');
    expect((await at.post('/settings', {})).text).toContain('No client reaches this server.');
    expect(pair.machine('source').state.clients.enabled).toBe(false);
    expect((await at.post('/settings', { clients: 'on' })).text).toContain(' checked>');
    const { changes } = pair.machine('source').record;
    expect(changes).toEqual(['clients disable', 'clients enable']);
  });

  it('list the computers, a hundred a page, by when they were seen or by name', async () => {
    const { at } = await inside({ computers: 250 });
    const rows = (text: string): (readonly [string, string])[] =>
      [...text.matchAll(/<tr><td>([^<]+)<\/td><td>([^<]+)<\/td>/g)].map(
        ([, name = '', seen = '']) => [name, seen],
      );
    const first = await at.get('/computers');
    expect(first.text).toContain('250 computers, 200 of them seen in the last 24 hours.');
    const seen = rows(first.text).map(([, at]) => at);
    expect(seen).toHaveLength(100);
    expect(seen).toEqual([...seen].sort().reverse());
    const names: string[] = [];
    for (const page of [1, 2, 3])
      names.push(
        ...rows((await at.get(`/computers?sort=name&page=${page}`)).text).map(([name]) => name),
      );
    expect(new Set(names).size).toBe(250);
    expect(names).toEqual([...names].sort());
    expect(rows((await at.get('/computers?page=3')).text).at(-1)?.[1]).toBe('never');
    for (const odd of ['page=0', 'page=999999', 'page=x', 'sort=constructor'])
      expect((await at.get(`/computers?${odd}`)).status).toBe(200);
  });

  it('show names as text, whatever is in them', async () => {
    const { pair, at } = await inside();
    const evil = '"><script>alert(1)</script>';
    await at.get('/backups/create');
    const refused = await at.post('/backups/create', { name: evil, description: evil });
    expect(refused.status).toBe(400);
    const made = await at.post('/backups/create', { name: 'a', description: evil });
    const list = await at.get('/backups');
    const view = await at.get('/backups/view?id=b-1');
    for (const { text } of [refused, made, list, view]) expect(text).not.toContain('<script>');
    for (const { text } of [refused, list, view]) expect(text).toContain('&lt;script&gt;');
    expect(pair.machine('source').state.backups[0]?.description).toBe(evil);
  });

  it('take no form without the token of the session, of another kind, or that is a book', async () => {
    const { pair, at } = await inside();
    const other = visitor(pair.source);
    await other.login();
    for (const token of ['', 'x', other.token()]) {
      const page = await at.post('/appliance/shutdown', { token });
      expect(page.status).toBe(403);
    }
    const plain = await at.ask('/appliance/shutdown', {
      ...{ method: 'POST', headers: { 'content-type': 'text/plain' } },
      body: [Buffer.from(`token=${at.token()}`)],
    });
    expect(plain.status).toBe(403);
    await at.get('/');
    const book = await at.post('/settings', { clients: 'x'.repeat(100_000) });
    expect(book.status).toBe(413);
    expect((await visitor(pair.source).post('/appliance/shutdown', {})).status).toBe(403);
    expect(pair.machine('source').record.changes).toEqual([]);
  });

  it('have no backups on a version that has no System Backup v2', async () => {
    const { at } = await inside({ preset: 'too-old' });
    const { text } = await at.get('/');
    expect(text).not.toContain('System Backup v2');
    for (const path of ['/backups', '/backups/create', '/backups/download?id=b-1'])
      expect((await at.get(path)).status).toBe(404);
    expect((await at.post('/backups/create', { name: 'a', description: '' })).status).toBe(404);
  });

  it('show another certificate from new connections on where a fault says so', async () => {
    const pair = await practicePair();
    const seen = async (): Promise<string> =>
      await new Promise((resolve, reject) => {
        const { host, webPort: port = 0 } = pair.source;
        const socket = connect({ host, port, rejectUnauthorized: false }, () => {
          resolve(socket.getPeerCertificate().fingerprint256);
          socket.destroy();
        }).on('error', reject);
      });
    const own = await seen();
    await pair.setFault('source', 'web-wrong-certificate', true);
    const wrong = await seen();
    expect([wrong === own, await seen()]).toEqual([false, wrong]);
    await pair.setFault('source', 'web-wrong-certificate', false);
    expect(await seen()).toBe(own);
  });
});
