import type { Client, SFTPWrapper } from 'ssh2';

// What the fast layer touches of ssh2's inside, none of which is documented: ssh2 is pinned to this very version, and whatever
// does not look as it does here is left alone.

/** The version of ssh2 whose inside this is. */
export const knownVersion = '1.17.0';

/** Encrypts and sends packets; this one is ssh2's AES-GCM in JavaScript. */
export type GcmCipher = {
  readonly _encSSLName: string;
  readonly _encKey: Buffer;
  /** Its last eight bytes count the packets. */
  readonly _encIV: Buffer;
  readonly _dead: boolean;
  outSeqno: number;
  readonly allocPacket: (payloadBytes: number) => Buffer;
  encrypt: (packet: Buffer) => void;
};

/** Decrypts what arrives and passes payloads on. */
export type GcmDecipher = {
  readonly _decipherSSLName: string;
  readonly _decipherKey: Buffer;
  readonly _decipherIV: Buffer;
  inSeqno: number;
  /** Something else than undefined ends the reading: false at the place where it is, a number there. */
  readonly _onPayload: (payload: Buffer) => number | false | undefined;
  decrypt: (data: Buffer, from: number, end: number) => number | undefined;
};

export type Protocol = {
  readonly _identRaw: Buffer;
  _cipher: unknown;
  _decipher: unknown;
  /** Set while keys are exchanged: packets wait then. */
  readonly _kexinit: unknown;
  /** Gone when the connection is over. */
  readonly _destruct: unknown;
  readonly channelData: (channel: number, data: Buffer) => void;
  readonly channelClose: (channel: number) => void;
  readonly channelEOF: (channel: number) => void;
  readonly channelWindowAdjust: (channel: number, bytes: number) => void;
};

export type Answered = (error: unknown, value?: unknown, bytes?: number) => void;

export type Sftp = {
  _protocol: Protocol;
  readonly _requests: Record<number, { readonly cb?: Answered; readonly buffer?: Buffer }>;
  _writeReqid: number;
  /** Requests, or parts of them, that wait for the server's window to grow. */
  _buffer: Buffer[];
  _waitWindow: boolean;
  _chunkcb: (() => void) | undefined;
  readonly _version: number;
  readonly _maxWriteLen: number;
  readonly _pktLenBytes: number;
  readonly incoming: { window: number };
  readonly outgoing: { window: number; readonly id: number; packetSize: number; state: string };
  push: (data: Buffer | null) => void;
  write: (...words: WriteWords) => void;
};
export type WriteWords = [
  handle: Buffer,
  from: Buffer,
  start: number,
  length: number,
  offset: number,
  answered: Answered,
];

type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

const isNumber = (value: unknown): boolean => typeof value === 'number';
const isFunction = (value: unknown): boolean => typeof value === 'function';
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

const protocolShape: Shape = {
  _identRaw: (value) => String(value) === `SSH-2.0-ssh2js${knownVersion}`,
  _cipher: isObject,
  _decipher: (value) => value === undefined || isObject(value),
  _kexinit: () => true,
  _destruct: isFunction,
  channelData: isFunction,
  channelClose: isFunction,
  channelEOF: isFunction,
  channelWindowAdjust: isFunction,
};

const sftpShape: Shape = {
  _protocol: isObject,
  _requests: isObject,
  _writeReqid: isNumber,
  _buffer: Array.isArray,
  _waitWindow: (value) => typeof value === 'boolean',
  _chunkcb: (value) => value === undefined || isFunction(value),
  _version: isNumber,
  _maxWriteLen: isNumber,
  // Nothing of an answer has come that another reader would miss.
  _pktLenBytes: (value) => value === 0,
  incoming: (value) => lacking(value, { window: isNumber }) === undefined,
  outgoing: (value) =>
    lacking(value, {
      ...{ window: isNumber, id: isNumber, packetSize: isNumber },
      state: (state) => state === 'open',
    }) === undefined,
  push: isFunction,
  write: isFunction,
};

const cipherShape: Shape = {
  _encSSLName: isGcm,
  _encKey: Buffer.isBuffer,
  _encIV: isIv,
  _dead: (value) => value === false,
  outSeqno: isNumber,
  allocPacket: isFunction,
  encrypt: isFunction,
};

const decipherShape: Shape = {
  _decipherSSLName: isGcm,
  _decipherKey: Buffer.isBuffer,
  _decipherIV: isIv,
  inSeqno: isNumber,
  _onPayload: isFunction,
  decrypt: isFunction,
};

function isGcm(value: unknown): boolean {
  return value === 'aes-128-gcm' || value === 'aes-256-gcm';
}

function isIv(value: unknown): boolean {
  return Buffer.isBuffer(value) && value.length === 12;
}

/** The first member that is missing or is something else than it should be. */
function lacking(value: unknown, shape: Shape): string | undefined {
  if (!isObject(value)) return 'itself';
  const members = value as Record<string, unknown>;
  return Object.keys(shape).find((name) => !(name in members && shape[name]?.(members[name])));
}

/** What is known inside, or the name of the first member that is not as expected. */
export type Inside<Known> = { readonly known: Known } | { readonly strange: string };

const inside = <Known>(value: unknown, shape: Shape): Inside<Known> => {
  const strange = lacking(value, shape);
  return strange === undefined ? { known: value as Known } : { strange };
};

export const insideClient = (client: Client): Inside<Protocol> =>
  inside((client as unknown as Record<string, unknown>)['_protocol'], protocolShape);
export const insideSftp = (sftp: SFTPWrapper): Inside<Sftp> => inside(sftp, sftpShape);
export const insideCipher = (cipher: unknown): Inside<GcmCipher> => inside(cipher, cipherShape);
export const insideDecipher = (decipher: unknown): Inside<GcmDecipher> =>
  inside(decipher, decipherShape);
