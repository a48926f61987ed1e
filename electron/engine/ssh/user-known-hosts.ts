import { posix, win32 } from 'node:path';
import type { ConfigNote, KeyOrigin } from '../../../shared/connecting';
import { hostKeyOf } from './fingerprint';
import { type KnownHostsLine, readKnownHostsLine } from './known-hosts-line';
import type { KnownKeys } from './login-desk';
import { linesOf, readOwnText } from './ssh-config-text';

/** What OpenSSH's own known_hosts files say. */
export type UserKnownHosts = {
  /**
   * Keys of `host` for port 22, of `[host]:port` for any other, as ssh looks them up first. For another port that has no
   * key ssh also takes one of port 22, if it is the very same, and never calls it changed (sshconnect.c, "checking
   * without port identifier"): whoever asks a person may look at `knownKeys(host, 22)` before. What is revoked for port
   * 22 is revoked for every port: ssh warns of it there too.
   */
  readonly knownKeys: (host: string, port: number) => KnownKeys;
  /** Lines and files that cannot be read (at most 20 a file), and certificate authorities, which cannot be checked. */
  readonly notes: readonly ConfigNote[];
};

const bytesMax = 4 * 1024 * 1024;
const notesMax = 20;

type Entry = KnownHostsLine & { readonly origin: KeyOrigin };

/** Reads the files once, in this order; those that are missing are left out. Never throws, never writes. */
export function readUserKnownHosts(files: readonly string[]): UserKnownHosts {
  const read = files.map(readEntries);
  const entries = read.flatMap((one) => one.entries);
  return {
    notes: read.flatMap((one) => one.notes),
    knownKeys: (host, port) => {
      const name = port === 22 ? host : `[${host}]:${port}`;
      const found = entries.filter((entry) => entry.isFor(name));
      const of = (marker: Entry['marker']) => found.filter((entry) => entry.marker === marker);
      const revoked = entries.filter(
        (entry) => entry.marker === 'revoked' && (entry.isFor(name) || entry.isFor(host)),
      );
      return {
        trusted: of(undefined).map(({ blob, origin }) => ({ hostKey: hostKeyOf(blob), origin })),
        revoked: revoked.map(({ blob, origin }) => ({ sha256: hostKeyOf(blob).sha256, origin })),
        authority: of('cert-authority')[0]?.origin,
      };
    },
  };
}

function readEntries(file: string): { entries: readonly Entry[]; notes: readonly ConfigNote[] } {
  const content = readOwnText(file, bytesMax);
  if ('absent' in content) return { entries: [], notes: [] };
  if ('problem' in content) return { entries: [], notes: [{ file, what: 'unreadable' }] };
  const entries: Entry[] = [];
  const notes: ConfigNote[] = content.cut ? [{ file, what: 'unreadable' }] : [];
  const note = (line: number, what: string) => {
    if (notes.length < notesMax) notes.push({ file, line, what });
  };
  const lines = linesOf(content.text);
  // The last line of a file that is too long is only a part of one.
  for (const [index, text] of (content.cut ? lines.slice(0, -1) : lines).entries()) {
    const line = index + 1;
    const entry = readKnownHostsLine(text);
    if (entry === undefined) continue;
    if (entry === 'unreadable') {
      note(line, 'unreadable');
      continue;
    }
    if (entry.marker === 'cert-authority') note(line, '@cert-authority');
    entries.push({ ...entry, origin: { file, line } });
  }
  return { entries, notes };
}

/** Where OpenSSH keeps known hosts: the person's own files, then those of the computer. */
export function userKnownHostsFiles(
  home: string,
  platform: NodeJS.Platform = process.platform,
): readonly string[] {
  const { join } = platform === 'win32' ? win32 : posix;
  const own = ['known_hosts', 'known_hosts2'].map((name) => join(home, '.ssh', name));
  if (platform !== 'win32') return [...own, '/etc/ssh/ssh_known_hosts'];
  const shared = process.env['ProgramData'];
  return shared ? [...own, join(shared, 'ssh', 'ssh_known_hosts')] : own;
}
