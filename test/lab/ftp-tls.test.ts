import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFtp } from '../../electron/engine/ftp/open-ftp';
import { type Identity, startFakeFtp } from '../contract/ftp-fake';
import { failureOf } from '../unit/engine/failure-of';

const reason = existsSync('/usr/bin/openssl') ? undefined : 'openssl is missing';
if (reason) console.log(`skipped: ${reason}`);

const { signal } = new AbortController();
const bytes = randomBytes(2_000_001);

describe.skipIf(reason)('a data connection over TLS', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const identity = (name: string): Identity & { readonly fingerprint: string } => {
    const [key, cert] = [at(`${name}.key`), at(`${name}.pem`)];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
        ...['-days', '30', '-subj', `/CN=${name}`, '-keyout', key, '-out', cert],
      ],
      { stdio: 'ignore' },
    );
    const shown = execFileSync(
      'openssl',
      ['x509', '-in', cert, '-noout', '-fingerprint', '-sha256'],
      {
        encoding: 'utf8',
      },
    );
    return {
      key: readFileSync(key, 'utf8'),
      cert: readFileSync(cert, 'utf8'),
      fingerprint: shown.replace(/^.*=/, '').trim(),
    };
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lab-ftp-tls-'));
    await writeFile(at('local'), bytes);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const enter = (port: number, allowCertificate: string) =>
    openFtp(
      { host: '127.0.0.1', port, user: 'me', secure: 'implicit', allowCertificate },
      'right',
      signal,
    );
  const options = { signal, onProgress: () => {} };

  it('may have a session of its own, with the same certificate', async () => {
    const one = identity('one');
    const server = await startFakeFtp({ control: one, data: one });
    server.files.set('/a', bytes);
    const connection = await enter(server.port, one.fingerprint);
    await connection.download('/a', at('a'), options);
    await connection.upload(at('local'), '/b', options);
    connection.close();
    expect((await readFile(at('a'))).equals(bytes)).toBe(true);
    expect(server.files.get('/b')?.equals(bytes)).toBe(true);
    expect(server.heard).toContain('PROT P');
    await server.stop();
  });

  it('is not taken from, and not given to, somebody else', async () => {
    const one = identity('one');
    const other = identity('other');
    const server = await startFakeFtp({ control: one, data: other });
    server.files.set('/c', bytes);
    const changed = {
      code: 'ftp.certificate-changed',
      facts: {
        fingerprint: other.fingerprint,
        expected: one.fingerprint,
        during: 'moving the file',
      },
    };
    const down = await enter(server.port, one.fingerprint);
    expect(await failureOf(() => down.download('/c', at('c'), options))).toMatchObject(changed);
    const up = await enter(server.port, one.fingerprint);
    expect(await failureOf(() => up.upload(at('local'), '/d', options))).toMatchObject(changed);
    expect(await readdir(folder)).not.toContain('c');
    expect(server.files.get('/d.part')?.length ?? 0).toBe(0);
    await server.stop();
  });

  it('is not left in plain text where the server does not protect it', async () => {
    const one = identity('one');
    const server = await startFakeFtp({ control: one, data: one });
    server.odd.answers = { PROT: '536 Not this.' };
    const failure = await failureOf(() => enter(server.port, one.fingerprint));
    expect(failure).toMatchObject({ code: 'ftp.no-tls', facts: { seen: '536 Not this.' } });
    await server.stop();
  });
});
