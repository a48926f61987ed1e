import { createHmac } from 'node:crypto';
import { matchesHostList } from './ssh-config-pattern';

/** One entry of a known_hosts file, as in sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. */
export type KnownHostsLine = {
  readonly marker?: 'revoked' | 'cert-authority' | undefined;
  /** True for the name of a host, which is `host` for port 22 and `[host]:port` for others. */
  readonly isFor: (name: string) => boolean;
  readonly blob: Buffer;
};

const charactersMax = 65_536;
const markers = new Map([
  ['@revoked', 'revoked'],
  ['@cert-authority', 'cert-authority'],
] as const);

/** The entry in a line; undefined for blank lines and comments, `unreadable` for one that OpenSSH would skip as well. */
export function readKnownHostsLine(line: string): KnownHostsLine | undefined | 'unreadable' {
  if (line.length > charactersMax || line.includes('\0')) return 'unreadable';
  const fields = line.split(/[ \t]+/).filter((field) => field !== '');
  const first = fields[0];
  if (first === undefined || first.startsWith('#')) return undefined;
  const marker = markers.get(first as '@revoked');
  if (first.startsWith('@') && marker === undefined) return 'unreadable';
  const [names, type, key] = marker === undefined ? fields : fields.slice(1);
  if (names === undefined || names.startsWith('@')) return 'unreadable';
  if (type === undefined || key === undefined) return 'unreadable';
  const isFor = names.startsWith('|') ? hashedName(names) : namedIn(names);
  const blob = readBlob(key, type);
  return isFor && blob ? { marker, isFor, blob } : 'unreadable';
}

const namedIn =
  (list: string) =>
  (name: string): boolean =>
    matchesHostList(name, list);

/** `|1|salt|hash`: the name is not written down, only its HMAC-SHA1. Undefined where it is broken. */
function hashedName(field: string): ((name: string) => boolean) | undefined {
  const [, salt, hash] = /^\|1\|([A-Za-z0-9+/]{27}=)\|([A-Za-z0-9+/]{27}=)$/.exec(field) ?? [];
  if (salt === undefined || hash === undefined) return undefined;
  const key = Buffer.from(salt, 'base64');
  return (name) => createHmac('sha1', key).update(name.toLowerCase()).digest('base64') === hash;
}

function readBlob(text: string, type: string): Buffer | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const blob = Buffer.from(text, 'base64');
  const fields = fieldsOf(blob, knownTypes.test(type) ? Number.POSITIVE_INFINITY : 1);
  return fields?.[0]?.toString('latin1') === type ? blob : undefined;
}

/** Types of which every field is known to be a length and that many bytes; of others only the first one, their name, is. */
const knownTypes =
  /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d+|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)$/;

/** Undefined where a field reaches beyond the end. */
function fieldsOf(blob: Buffer, countMax: number): readonly Buffer[] | undefined {
  const fields: Buffer[] = [];
  for (let at = 0; at < blob.length && fields.length < countMax; ) {
    if (at + 4 > blob.length) return undefined;
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return undefined;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields.length > 1 || countMax === 1 ? fields : undefined;
}
