import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What looks from outside like a practice container of version 2; what is in its one chunk nobody opens here. */
export function practiceBackup(version: string, name: string, filler = name): Buffer {
  const manifest = Buffer.from(
    JSON.stringify({
      ...{ format: 2, product: 'Endpoint Protector', version, name, hostname: 'OLD-EPP' },
      ...{ description: '', machineId: '0'.repeat(32), createdAt: '2026-11-20T02:00:00.000Z' },
      counts: {
        ...{ computers: 1, users: 1, groups: 1, devices: 1 },
        ...{ policies: 1, rights: 1, admins: 1 },
      },
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32BE(manifest.length);
  const chunk = createHash('sha512').update(filler).digest();
  return Buffer.concat([Buffer.from('EPPBPRC2'), length, manifest, Buffer.alloc(23, 7), chunk]);
}

/** A sidecar manifest of these bytes. */
export const sidecarOf = (name: string, bytes: Buffer, version = '5.2.0.6'): string =>
  JSON.stringify({
    sidecar: 1,
    backup: { name: name.replace(/\.eppb$/, ''), id: 'b-1', description: '' },
    server: {
      ...{ product: 'Endpoint Protector', version, hostname: 'OLD-EPP', machineId: 'm' },
      address: '10.0.0.20',
    },
    file: {
      ...{ name, size: bytes.length },
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
    times: { created: '2026-11-19T02:00:00.000Z', downloaded: '2026-11-19T02:10:00.000Z' },
    writtenBy: { program: 'test', computer: 'desk-7', migration: 'm1a2b' },
  });

/** Puts a file below a folder, with a time long ago. */
export function put(folder: string, path: string, content: string | Buffer): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  utimesSync(file, 1_700_000_000, 1_700_000_000);
  return file;
}

export const page = '<!doctype html><title>Log in</title><h1>Your session has ended</h1>';

/** A thousand backups of all sorts in forty folders, and how many there are of each sort. */
export function thousandBackups(root: string): Readonly<Record<string, number>> {
  const made: Record<string, number> = {};
  for (let index = 0; index < 1000; index++) {
    const folder = `site-${String(index % 40).padStart(2, '0')}/year-${index % 3}`;
    const name = `epp-5.2.0.6-${index}`;
    const whole = practiceBackup('5.2.0.6', name);
    const sorts: Readonly<Record<string, () => void>> = {
      cut: () => put(root, `${folder}/${name}.eppb`, whole.subarray(0, whole.length - 60)),
      page: () => put(root, `${folder}/${name}.eppb`, page + index),
      empty: () => put(root, `${folder}/${name}.eppb`, ''),
      mislabelled: () => put(root, `${folder}/epp-5.9.4.2-${index}.EPPB`, whole),
      opaque: () => put(root, `${folder}/${name}.eppb`, createHash('sha256').update(name).digest()),
      packed: () => put(root, `${folder}/${name}.eppb`, gzipSync(`${name} ${'x'.repeat(500)}`)),
      'packed and cut': () =>
        put(root, `${folder}/${name}.eppb`, gzipSync(`${name} ${'y'.repeat(500)}`).subarray(0, 30)),
      described: () => {
        put(root, `${folder}/${name}.eppb`, whole);
        put(root, `${folder}/${name}.eppb.json`, sidecarOf(`${name}.eppb`, whole));
      },
      exchanged: () => {
        put(root, `${folder}/${name}.eppb`, whole);
        const other = Buffer.from(whole);
        other[other.length - 1] = (other.at(-1) ?? 0) ^ 1;
        put(root, `${folder}/${name}.eppb.json`, sidecarOf(`${name}.eppb`, other));
      },
      copied: () =>
        put(root, `${folder}/${name}.eppb`, practiceBackup('5.2.0.6', 'the same everywhere')),
    };
    const kinds = Object.keys(sorts);
    const kind = kinds[index % 17] ?? 'good';
    made[kind] = (made[kind] ?? 0) + 1;
    if (kind === 'good') put(root, `${folder}/${name}.eppb`, whole);
    else sorts[kind]?.();
  }
  // Loops, and a way out.
  symlinkSync(root, join(root, 'site-00', 'loop'));
  symlinkSync('/', join(root, 'site-01', 'out'));
  return made;
}
