import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { Pair } from '../../../electron/simulator/pair';
import type { Endpoint } from '../../../shared/plan';
import { answers, login, practicePair, reopened, until } from './practice-client';

type Reply = { readonly status: number; readonly text: string; readonly sha256: string };

/** Asks as a client would that trusts every certificate. */
const ask = (
  { host, webPort }: Pick<Endpoint, 'host' | 'webPort'>,
  method: string,
  path: string,
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const asked = request(
      { host, port: webPort, method, path, rejectUnauthorized: false, agent: false },
      (response) => {
        const { fingerprint256 } = (response.socket as TLSSocket).getPeerCertificate();
        const sha256 = fingerprint256.replaceAll(':', '').toLowerCase();
        let text = '';
        response.on('data', (part) => {
          text += String(part);
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text, sha256 }));
      },
    );
    asked.on('error', reject);
    asked.end();
  });

const move = async (pair: Pair): Promise<void> => {
  const old = await login(pair.source);
  await old.one('power off');
  await old.closed;
  await until(() => !pair.machine('source').listening);
  const fresh = await login(pair.target);
  const { address, prefix, gateway, dns } = pair.machine('source').state.network;
  await fresh.one(
    `network set-address ${address} --prefix ${prefix} --gateway ${gateway} --dns ${dns.join(',')}`,
  );
  await fresh.closed;
  await until(async () => answers(pair.source.host, pair.source.webPort ?? 0));
};

describe('a practice machine serves HTTPS', () => {
  it('with a page, and the certificate of its own that it tells of', async () => {
    const pair = await practicePair();
    const shown: string[] = [];
    for (const side of ['source', 'target'] as const) {
      const page = await ask(pair[side], 'GET', '/');
      expect(page).toMatchObject({ status: 200, text: expect.stringContaining('<title>') });
      const client = await login(pair[side]);
      const told = await client.one('certificate');
      expect(told).toMatchObject({ sha256: page.sha256, subject: expect.stringMatching(/^CN=/) });
      expect(Date.parse(String(told['notAfter']))).toBeGreaterThan(Date.now());
      shown.push(page.sha256);
    }
    expect(shown[0]).not.toBe(shown[1]);
  });

  it('to clients that check in while communication is on', async () => {
    const pair = await practicePair();
    const since = new Date(Date.now() - 1000).toISOString();
    const fresh = await login(pair.target);
    const path = '/agent/check-in?computer=laptop-7';
    expect((await ask(pair.target, 'POST', path)).status).toBe(503);
    await fresh.one('clients enable');
    expect((await ask(pair.target, 'POST', path)).status).toBe(204);
    expect((await ask(pair.target, 'POST', '/agent/check-in?computer=a%20b')).status).toBe(400);
    expect((await ask(pair.target, 'GET', '/other')).status).toBe(404);
    const seen = await fresh.one(`clients seen --since ${since}`);
    expect(seen).toEqual({ computer: 'laptop-7', lastSeen: expect.stringMatching(/^20/) });
  });

  it('as long as its SSH port is open, at the same address, with the same certificate', async () => {
    const pair = await practicePair();
    const before = (await ask(pair.target, 'GET', '/')).sha256;
    await move(pair);
    expect((await ask(pair.source, 'GET', '/')).sha256).toBe(before);
    expect(await answers(pair.target.host, pair.target.webPort ?? 0)).toBe(false);
    await pair.setFault('target', 'refuse', true);
    expect(await answers(pair.source.host, pair.source.webPort ?? 0)).toBe(false);
  });

  it('with another certificate after a move where the fault says so', async () => {
    const pair = await practicePair({ faults: { target: { 'new-certificate': true } } });
    const before = (await ask(pair.target, 'GET', '/')).sha256;
    await move(pair);
    const after = (await ask(pair.source, 'GET', '/')).sha256;
    expect(after).not.toBe(before);
    await pair.stop();
    const again = await reopened(pair.folder);
    expect((await ask(again.source, 'GET', '/')).sha256).toBe(after);
  });

  it('also in a pair of an earlier version, which had none', async () => {
    const pair = await practicePair();
    await pair.stop();
    const file = join(pair.folder, 'pair.json');
    const { loopback, machines, ...rest } = JSON.parse(await readFile(file, 'utf8'));
    const { webPort: _, ...ports } = loopback;
    const earlier = ({
      fleets: _fleets,
      served: _served,
      ...machine
    }: Record<string, unknown>) => ({
      ...machine,
      clients: { enabled: true, seenLastDay: 96 },
    });
    const saved = {
      ...rest,
      loopback: ports,
      machines: { source: earlier(machines.source), target: earlier(machines.target) },
    };
    await writeFile(file, JSON.stringify(saved));
    const again = await reopened(pair.folder);
    expect(again.source.port).toBe(pair.source.port);
    expect((await ask(again.source, 'GET', '/')).status).toBe(200);
    expect(again.machine('target').state.fleets?.[0]?.address).toBe(pair.source.host);
  });
});
